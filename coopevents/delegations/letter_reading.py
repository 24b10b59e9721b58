"""What a letter or e-mail that asks for a visit says of itself, as far as plain patterns tell; pure.

Only what stands there unmistakably is taken; everything is shown in the form before anybody keeps it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coopevents.delegations.details import Days
from coopevents.text import folded

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier", "february feb fevrier", "march mar mars", "april apr avril", "may mai",
            "june jun juin", "july jul juillet", "august aug aout", "september sep sept septembre",
            "october oct octobre", "november nov novembre", "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_TO = r"\s*(?:-|–|—|to|until|and|au|et|至|到)\s*"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er)?"
_PATTERNS = (
    (re.compile(rf"{_DAY}(?:{_TO}{_DAY})?\s+(?:of\s+|de\s+)?{_MONTH},?\s+(\d{{4}})"), (4, 3, 1, 2)),
    (re.compile(rf"{_MONTH}\s+{_DAY}(?:{_TO}{_DAY})?,?\s+(\d{{4}})"), (4, 1, 2, 3)),
    (re.compile(rf"(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日?(?:{_TO}(\d{{1,2}})日)?"), (1, 2, 3, 4)),
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})()"), (1, 2, 3, 4)),
)
_HEADS = re.compile(r"(\d{1,3})\s*(?:people|persons|members|delegates|guests|of us|personnes|membres|人|位)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FROM = re.compile(r"^(?:From|De|发件人)\s*[:：]\s*\"?([^<\"\n]+?)\"?\s*<", re.MULTILINE)
_PHONE = re.compile(r"\+\d[\d ()/.-]{6,24}\d")


@dataclass(frozen=True)
class ReadLetter:
    """What was found; empty or None for what does not stand there. ``days`` are in the order of the letter."""

    name: str = ""
    email: str = ""
    phone: str = ""
    days: tuple[Days, ...] = ()
    head_count: int | None = None


def read_letter(text: str) -> ReadLetter:
    """Sender, telephone, days and number of people of a letter."""
    sender, email = _FROM.search(text), _EMAIL.search(text)
    phone, heads = _PHONE.search(text), _HEADS.search(text)
    return ReadLetter(
        name=sender[1].strip() if sender else "",
        email=email[0].lower() if email else "",
        phone=phone[0] if phone else "",
        days=tuple(dict.fromkeys(_days_in(folded(text)))),
        head_count=int(heads[1]) if heads else None,
    )


def _days_in(text: str) -> Iterator[Days]:
    found: list[tuple[int, Days]] = []
    for pattern, order in _PATTERNS:
        for match in pattern.finditer(text):
            year, month, first, last = (match[position] for position in order)
            days = _possible(year, month, first, last or first)
            if days is not None:
                found.append((match.start(), days))
    yield from (days for _start, days in sorted(found, key=lambda each: each[0]))


def _possible(year: str, month: str, first: str, last: str) -> Days | None:
    number = int(month) if month.isdigit() else _MONTHS[month]
    try:
        days = Days(date(int(year), number, int(first)), date(int(year), number, int(last)))
    except ValueError:
        return None
    return days if days.last >= days.first else None
