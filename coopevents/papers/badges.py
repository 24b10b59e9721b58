"""Badges: a name to be read across a table, in each script it is written in, and a code that gates read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

import segno

from coopevents.documents.measuring import LINE, em_width, is_wide
from coopevents.documents.typesetting import PDF, PNG, Paper
from coopevents.events.models import Event
from coopevents.i18n import _, country_name, date_range_text
from coopevents.papers.pieces import Piece, colours, in_each, pieces, tag_of, words
from coopevents.papers.portraits import portrait_drawing
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText

TEMPLATE = "badge/badge.typ"
MOST_AT_ONCE = 2_000


class BadgeLayout(StrEnum):
    """The papers badges are printed on."""

    A6 = "a6"
    A7 = "a7"
    LABELS_8 = "labels8"
    LABELS_10 = "labels10"


@dataclass(frozen=True)
class Sheet:
    """Where badges stand on a page, in millimetres: the page, the first badge's corner, a badge, and the gaps."""

    page: tuple[float, float]
    corner: tuple[float, float]
    size: tuple[float, float]
    gaps: tuple[float, float]
    columns: int
    rows: int


SHEETS = {
    BadgeLayout.A6: Sheet((105, 148), (0, 0), (105, 148), (0, 0), 1, 1),
    BadgeLayout.A7: Sheet((105, 74), (0, 0), (105, 74), (0, 0), 1, 1),
    BadgeLayout.LABELS_8: Sheet((210, 297), (4.65, 13.1), (99.1, 67.7), (2.5, 0), 2, 4),
    BadgeLayout.LABELS_10: Sheet((210, 297), (15, 13.5), (85, 54), (10, 0), 2, 5),
}
"""Page and grid of each layout; both label sheets are of a common kind: eight of 99.1 × 67.7 mm, ten of 85 × 54 mm."""
RIBBONS = {
    "accent": "",
    "info": "#1c629c",
    "good": "#236e52",
    "attention": "#86550d",
    "trouble": "#ae293f",
}
"""The colour of a role's ribbon by its name; the empty one is the event's own accent."""


@dataclass(frozen=True)
class Wearer:
    """Who wears a badge: the names as they were written, the code that gates read, a photograph where one is shown."""

    given_name: str
    family_name: str
    original_name: str
    institution_name: str
    country: str
    role: LocalizedText
    ribbon: str
    code: str
    photo: Upload | None = None


def badges_of(
    event: Event,
    wearers: Iterable[Wearer],
    languages: Sequence[str],
    office: LocalizedText,
    *,
    layout: BadgeLayout,
    printed_at: datetime,
    is_preview: bool = False,
) -> Paper:
    """The badges, in the order of their wearers; a preview is a picture of the first page."""
    sheet = SHEETS[layout]
    values = {
        **colours(event.accent),
        "sheet": {
            "page": sheet.page, "corner": sheet.corner, "size": sheet.size, "gaps": sheet.gaps,
            "columns": sheet.columns, "rows": sheet.rows,
        },
        "is_tall": layout is BadgeLayout.A6,
        "code_size": code_size(layout),
        "title": pieces(event.title, languages),
        "when": words(lambda: date_range_text(event.starts_on, event.ends_on), languages[:1]),
        "badges": _badges(wearers, languages, _rooms(layout)),
    }  # fmt: skip
    return Paper(
        template=TEMPLATE,
        format=PNG if is_preview else PDF,
        values=values,
        title=" · ".join((in_each(lambda: _("Badges"), languages)[0]["text"], event.title.in_language(languages[0]))),
        author=office.in_language(languages[0]),
        language=tag_of(languages[0]),
        written_at=printed_at,
    )


def sample_wearer(role: LocalizedText, ribbon: str) -> Wearer:
    """Somebody invented, with names long enough to show how a layout bears them."""
    return Wearer(
        "Anna-Katharina", "von Hohenberg", "", "Hochschule für angewandte Wissenschaften", "DE", role, ribbon, "a" * 26
    )


@dataclass(frozen=True)
class Room:
    """Where a text stands on a badge, in points: the sizes it may have, largest first, its width and its height."""

    sizes: tuple[float, ...]
    width: float
    height: float

    def size_of(self, text: str) -> float:
        """The largest size in which the text fits; the smallest when none does.

        Worked out from the usual widths of letters, with some to spare: a thousand texts laid out on trial take the
        press longer than all the rest.
        """
        return next((each for each in self.sizes if self._holds(text, each)), self.sizes[-1])

    def _holds(self, text: str, size: float) -> bool:
        lines, left = 1, 0.0
        for word in text.replace("-", "- ").replace("·", "· ").split():
            width = em_width(word) * size
            if width > self.width and ("·" in text or not any(is_wide(sign) for sign in word)):
                return False
            if left and left + width > self.width:
                lines, left = lines + 1, 0.0
            lines += int((left + width) // self.width) if width > self.width else 0
            left += width + 0.3 * size
        return lines * size * LINE <= self.height


MM = 72 / 25.4
TALL = {
    "given": Room((44, 38, 32, 27, 23, 19, 16, 13), 89 * MM, 32 * MM),
    "family": Room((22, 20, 17, 15, 13, 11), 89 * MM, 18 * MM),
    "original": Room((22, 20, 17, 15, 13, 11), 89 * MM, 16 * MM),
    "institution": Room((13, 12, 11, 10, 9), 55 * MM, 24 * MM),
}


def _rooms(layout: BadgeLayout) -> dict[str, Room]:
    """Where the texts of a badge stand: one below the other on a tall one, left of the code on a wide one."""
    if layout is BadgeLayout.A6:
        return TALL
    width, height = SHEETS[layout].size
    left = (width - 10 - code_size(layout) - 3) * MM
    return {
        "given": Room((30, 27, 23, 20, 17, 14, 12, 10), left, height * 0.24 * MM),
        "family": Room((15, 13, 11, 9.5), left, 8 * MM),
        "original": Room((15, 13, 11, 9.5), left, 8 * MM),
        "institution": Room((9.5, 8.5, 7.5, 7, 6.5), left, 10 * MM),
    }


def code_size(layout: BadgeLayout) -> float:
    """The side of the code, in millimetres."""
    return 30.0 if layout is BadgeLayout.A6 else min(SHEETS[layout].size[1] * 0.36, 22.0)


def code_drawing(code: str, *, keeps_case: bool = False) -> str:
    """The code as a picture (SVG). Capitals let it be small: 26 signs fit into 25 × 25 modules (ISO/IEC 18004).

    The mask is fixed, since trying all eight takes five times as long and readers need none in particular.
    """
    made = segno.make(code if keeps_case else code.upper(), error="m", micro=False, boost_error=False, mask=4)
    runs: list[str] = []
    for top, row in enumerate(made.matrix):
        runs += _runs(top, row)
    side = len(made.matrix)
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}'><path d='{''.join(runs)}'/></svg>"


def _runs(top: int, row: Sequence[int]) -> list[str]:
    found, start = [], None
    for place, is_dark in enumerate((*row, 0)):
        if is_dark and start is None:
            start = place
        elif not is_dark and start is not None:
            found.append(f"M{start} {top}h{place - start}v1H{start}z")
            start = None
    return found


def _badges(wearers: Iterable[Wearer], languages: Sequence[str], rooms: dict[str, Room]) -> list[dict[str, Any]]:
    known: dict[tuple[str, str], list[Piece]] = {}
    made = []
    for each in wearers:
        country = known.setdefault(("country", each.country), _country(each.country, languages[0]))
        role = known.setdefault(("role", repr(each.role)), pieces(each.role, languages))
        said = {**_names(each), "institution": each.institution_name}
        made.append(
            {
                **said,
                "sizes": {name: rooms[name].size_of(text) for name, text in said.items()},
                "country": country,
                "role": role,
                "ribbon": RIBBONS.get(each.ribbon, ""),
                "code": code_drawing(each.code),
                "photo": portrait_drawing(each.photo),
            }
        )
    return made


def _names(wearer: Wearer) -> dict[str, str]:
    """The name by which one is called, large; the rest of it below, and how it is written at home."""
    latin = " ".join(filter(None, (wearer.given_name, wearer.family_name)))
    return {
        "given": wearer.given_name or wearer.family_name or wearer.original_name,
        "family": wearer.family_name if wearer.given_name else "",
        "original": wearer.original_name if latin and wearer.original_name != latin else "",
    }


@lru_cache(maxsize=512)
def _country_words(code: str, language: str) -> str:
    return str(in_each(lambda: country_name(code), (language,))[0]["text"])


def _country(code: str, language: str) -> list[Piece]:
    return [{"lang": language.partition("_")[0], "text": _country_words(code, language)}] if code else []
