"""What tablets said of one run, folded into where it stands. Pure.

Several tablets may speak at once and without a network: the moment of the touch decides, not the moment at which it
arrived; of two touches at one moment, the key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from coopevents.ceremonies.states import MarkKind


@dataclass(frozen=True)
class Mark:
    """One touch."""

    key: str
    kind: MarkKind
    at: datetime
    cue: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where a run stands: which line is on since when, whether it is held, and when it was over.

    ``began_at`` is moved on by whatever was held, so that a held minute is no elapsed minute of the line; ``held_for``
    is how long was held in all.
    """

    started_at: datetime | None = None
    current: int | None = None
    began_at: datetime | None = None
    held_at: datetime | None = None
    held_for: timedelta = timedelta()
    ended_at: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether it runs, held or not."""
        return self.current is not None and self.ended_at is None


def fold(marks: Iterable[Mark]) -> Standing:
    """Where the run stands after all these marks, in whatever order they came in."""
    standing = Standing()
    for mark in sorted(marks, key=lambda each: (each.at, each.key)):
        standing = _after(standing, mark)
    return standing


def _after(was: Standing, mark: Mark) -> Standing:
    if mark.kind is MarkKind.CUE:
        if mark.cue is None:
            return was
        held = mark.at - was.held_at if was.held_at else timedelta()
        return Standing(was.started_at or mark.at, mark.cue, mark.at, None, was.held_for + held, None)
    if not was.is_on or was.began_at is None:
        return was
    if mark.kind is MarkKind.END:
        return Standing(was.started_at, was.current, was.began_at, None, was.held_for, mark.at)
    if mark.kind is MarkKind.HOLD:
        return was if was.held_at else Standing(was.started_at, was.current, was.began_at, mark.at, was.held_for)
    if was.held_at is None:
        return was
    held = mark.at - was.held_at
    return Standing(was.started_at, was.current, was.began_at + held, None, was.held_for + held)
