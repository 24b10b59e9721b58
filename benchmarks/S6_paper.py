"""S6: a bilingual programme booklet of forty pages, as a reader's first request gives it: press, fonts and all.

And a thousand badges and as many certificates, each with a code of its own. The reference is the least the same engine
can do in the same run: a booklet without an activity, a single badge, a single certificate.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from statistics import median
from time import perf_counter

from pypdf import PdfReader

from benchmarks.workload import SLUG, workload_on_disk
from coopevents.blueprints.papers import imprint_of
from coopevents.documents.typesetting import Paper, set_anew
from coopevents.events import queries as events
from coopevents.events.models import Event
from coopevents.feeds.programmes import find_programme
from coopevents.papers.badges import BadgeLayout, Wearer, badges_of
from coopevents.papers.booklet import BookletChoice, booklet_of
from coopevents.papers.certificates import Certificate, certificates_of
from coopevents.papers.signed import Verification
from coopevents.text import LocalizedText

PAGES = 40
MOST_SECONDS = 2.0
ROUNDS = 7
LANGUAGES = ("en", "zh_Hans_CN")
BADGES = 1000
LAYOUTS = (BadgeLayout.A6, BadgeLayout.LABELS_8)
OFFICE = LocalizedText(en="International Cooperation Office")
AT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


def main() -> int:
    """Print the line of the promise."""
    with workload_on_disk() as (app, _variables), app.test_request_context("/"):
        event = events.find_event_by_slug(SLUG)
        assert event is not None
        released = find_programme(event.schedule)
        assert released is not None
        choice, imprint = BookletChoice(LANGUAGES), imprint_of(event)

        def booklet(count: int) -> Paper:
            return booklet_of(event, replace(released, activities=released.activities[:count]), choice, imprint)

        count = _activities_for(PAGES, booklet)
        seconds = _seconds(lambda: set_anew(booklet(count)))
        whole = _seconds(lambda: set_anew(booklet(len(released.activities))), rounds=3)
        made, all_made = set_anew(booklet(count)), set_anew(booklet(len(released.activities)))
        badges = {layout: _seconds(partial(_set_badges, event, layout), rounds=3) for layout in LAYOUTS}
        one = _seconds(partial(_set_badges, event, BadgeLayout.A6, 1), rounds=3)
        certificates = _seconds(_set_certificates, rounds=3)
        one_certificate = _seconds(partial(_set_certificates, 1), rounds=3)
        least = _seconds(lambda: set_anew(replace(booklet(0), values={**booklet(0).values, "hints": []})))
    print(
        f"S6 {seconds:.2f} s for a bilingual booklet of {_pages(made)} pages ({count} activities, "
        f"{len(made) / 1000:.0f} kB), {whole:.2f} s for all of W ({_pages(all_made)} pages) "
        f"≤ {MOST_SECONDS:.0f} s (an empty booklet here: {least:.2f} s) "
        f"{'met' if seconds <= MOST_SECONDS else 'missed'}"
    )
    for layout, taken in badges.items():
        print(
            f"S6 {taken:.2f} s for {BADGES} badges on {layout.value} ≤ {MOST_SECONDS:.0f} s "
            f"(a single one here: {one:.2f} s) {'met' if taken <= MOST_SECONDS else 'missed'}"
        )
    print(
        f"S6 {certificates:.2f} s for {BADGES} certificates (a single one here: {one_certificate:.2f} s); "
        "no promise is made for them"
    )
    return 0


def _set_certificates(count: int = BADGES) -> bytes:
    office = {"name": dict(OFFICE), "signatory": {"en": "Li Minghua", "zh_Hans_CN": "李明华"}}
    content = {
        "names": {"title": "Dr", "latin": "", "original": "张伟"},
        "country": "DE", "event": {"en": "Global Partnership Week", "zh_Hans_CN": "全球合作伙伴周"},
        "starts_on": "2027-02-01", "ends_on": "2027-02-05", "accent": "indigo", "minutes": 450, "office": office,
    }  # fmt: skip
    certificates = [
        Certificate(
            {
                **content,
                "names": {**content["names"], "latin": f"Anna-Katharina Hohenberg {number}"},  # type: ignore[dict-item]
                "institution": f"Hochschule für Technik {number % 40}",
            },
            Verification(f"CA-2027-{number:04d}", f"{number:016d}", f"https://events.example/verify/{number:016d}"),
            LANGUAGES, AT, "Asia/Shanghai",
        )
        for number in range(count)
    ]  # fmt: skip
    return set_anew(certificates_of(certificates, {"": None}))


def _set_badges(event: Event, layout: BadgeLayout, count: int = BADGES) -> bytes:
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    wearers = [
        Wearer(
            f"Anna-Katharina {number}", "Hohenberg", "张伟", f"Hochschule für Technik {number % 40}", "DE",
            LocalizedText(en="Speaker", zh_Hans_CN="主讲嘉宾"), "accent",
            "".join(letters[(number // 32**place) % 32] for place in range(26)),
        )
        for number in range(count)
    ]  # fmt: skip
    return set_anew(badges_of(event, wearers, LANGUAGES, OFFICE, layout=layout, printed_at=AT))


def _activities_for(pages: int, booklet: Callable[[int], Paper]) -> int:
    """How many activities of the workload make a booklet of at least so many pages."""
    count = 10
    while _pages(set_anew(booklet(count))) < pages:
        count += 10
    return count


def _pages(made: bytes) -> int:
    return len(PdfReader(io.BytesIO(made)).pages)


def _seconds(set_it: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _round in range(rounds):
        begun = perf_counter()
        set_it()
        times.append(perf_counter() - begun)
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
