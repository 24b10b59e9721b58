"""Tasks as callers bring them."""

from dataclasses import dataclass
from datetime import date

from coopevents.text import LocalizedText


@dataclass(frozen=True)
class TaskLine:
    """A line of a list that is begun for a subject: ``days_before`` its day, negative for after it."""

    key: str
    title: LocalizedText
    days_before: int


@dataclass(frozen=True)
class TaskDetails:
    """What is said of one task."""

    title: str
    due_on: date | None
    owner_id: int | None = None
    note: str = ""
