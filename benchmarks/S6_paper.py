"""S6: a bilingual programme booklet of forty pages, as a reader's first request gives it: press, fonts and all.

The reference is the least the same engine can do in the same run: a booklet without an activity. Badges, the other half
of the promise, are not printed yet.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import perf_counter

from pypdf import PdfReader

from benchmarks.workload import SLUG, workload_on_disk
from coopevents.blueprints.papers import imprint_of
from coopevents.documents.typesetting import Paper, set_anew
from coopevents.events import queries as events
from coopevents.feeds.programmes import find_programme
from coopevents.papers.booklet import BookletChoice, booklet_of

PAGES = 40
MOST_SECONDS = 2.0
ROUNDS = 7
LANGUAGES = ("en", "zh_Hans_CN")


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
        least = _seconds(lambda: set_anew(replace(booklet(0), values={**booklet(0).values, "hints": []})))
    print(
        f"S6 {seconds:.2f} s for a bilingual booklet of {_pages(made)} pages ({count} activities, "
        f"{len(made) / 1000:.0f} kB), {whole:.2f} s for all of W ({_pages(all_made)} pages) "
        f"≤ {MOST_SECONDS:.0f} s (an empty booklet here: {least:.2f} s; badges are not printed yet) "
        f"{'met' if seconds <= MOST_SECONDS else 'missed'}"
    )
    return 0


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
