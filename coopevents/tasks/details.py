"""Tasks as callers bring them."""

from dataclasses import dataclass
from datetime import date, timedelta

from coopevents.text import LocalizedText


def due_on(days_before: int, first: date, last: date, *, counts_from_end: bool) -> date:
    """So many days before the first or the last of two days."""
    return (last if counts_from_end else first) - timedelta(days=days_before)


@dataclass(frozen=True)
class TaskLine:
    """A line of a list that is begun for a subject: ``days_before`` its first day, or its last one if
    ``counts_from_end``; negative for after it. ``owner_id`` is who is to do it."""

    key: str
    title: LocalizedText
    days_before: int
    counts_from_end: bool = False
    owner_id: int | None = None

    def due_on(self, first: date, last: date) -> date:
        """By when, for a subject of these days."""
        return due_on(self.days_before, first, last, counts_from_end=self.counts_from_end)


@dataclass(frozen=True)
class TaskDetails:
    """What is said of one task."""

    title: str
    due_on: date | None
    owner_id: int | None = None
    note: str = ""
