"""The answers one can choose from, as rows one types into: a label in each language, and how many may choose it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import request

from coopevents.forms.fields import Option
from coopevents.i18n import _
from coopevents.text import LANGUAGES, LocalizedText, one_line, slugified

SPARE = 3
MOST = 60
LONGEST = 200


@dataclass
class OptionRow:
    """One row: what was typed, and what is wrong with it."""

    number: int
    value: str = ""
    label: LocalizedText = field(default_factory=LocalizedText)
    capacity: str = ""
    error: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.label and not self.capacity


@dataclass
class OptionRows:
    """The rows of a question, with a few empty ones at the end."""

    rows: list[OptionRow]
    error: str = ""

    @classmethod
    def showing(cls, options: Sequence[Option]) -> "OptionRows":
        """The rows of what can be chosen now."""
        filled = [
            OptionRow(number, each.value, each.label, "" if each.capacity is None else str(each.capacity))
            for number, each in enumerate(options)
        ]
        return cls(_with_spare(filled))

    @classmethod
    def sent(cls) -> "OptionRows":
        """The rows as they were typed, numbers as they were sent."""
        numbers = sorted(
            {
                int(name.split("-")[1])
                for name in request.form
                if name.startswith("option-") and name.split("-")[1].isdecimal()
            }
        )[:MOST]
        rows = [_sent_row(number) for number in numbers]
        return cls(_with_spare([each for each in rows if not each.is_empty]))

    def to_options(self) -> tuple[Option, ...]:
        """What can be chosen from now on; ``is_right`` says whether that may be kept."""
        taken = {each.value for each in self.rows if each.value}
        options = []
        for row in self.rows:
            if row.is_empty:
                continue
            if not row.label:
                row.error = str(_("Write this in at least one language."))
            if row.capacity and not (row.capacity.isdecimal() and len(row.capacity) < 7):
                row.error = str(_("Write a number, or nothing for as many as wish."))
            if not row.error:
                row.value = row.value or _new_value(row.label, taken)
                taken.add(row.value)
                options.append(Option(row.value, row.label, int(row.capacity) if row.capacity else None))
        if not options and not any(each.error for each in self.rows):
            self.error = str(_("Write at least one answer to choose."))
        return tuple(options)

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.error and not any(each.error for each in self.rows)


def _sent_row(number: int) -> OptionRow:
    def typed(part: str) -> str:
        return one_line(request.form.get(f"option-{number}-{part}", ""))[:LONGEST]

    label = LocalizedText({language: typed(language) for language in LANGUAGES})
    return OptionRow(number, typed("value")[:40], label, typed("capacity"))


def _with_spare(rows: list[OptionRow]) -> list[OptionRow]:
    filled = [OptionRow(number, *_said(each)) for number, each in enumerate(rows)]
    return [*filled, *(OptionRow(len(filled) + extra) for extra in range(SPARE))]


def _said(row: OptionRow) -> tuple[str, LocalizedText, str]:
    return row.value, row.label, row.capacity


def _new_value(label: LocalizedText, taken: set[str]) -> str:
    words = slugified(label.get("en", "") or next(iter(label.values()))).replace("-", "_")[:32].strip("_") or "option"
    numbered = (words if number == 1 else f"{words}_{number}" for number in range(1, MOST + 2))
    return next(each for each in numbered if each not in taken)
