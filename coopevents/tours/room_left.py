"""How much room a departure has left, how far it is, and who of those waiting moves up. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from coopevents.tours.states import DepartureState


@dataclass(frozen=True, slots=True)
class Room:
    """How many guests and parties a departure takes, and how many have a place; ``most_parties`` may be unlimited."""

    most_heads: int
    most_parties: int | None
    heads: int = 0
    parties: int = 0

    @property
    def heads_left(self) -> int:
        """How many more guests it takes."""
        return max(0, self.most_heads - self.heads)

    @property
    def parties_left(self) -> int | None:
        """How many more parties it takes; None when only guests count."""
        return None if self.most_parties is None else max(0, self.most_parties - self.parties)

    @property
    def is_full(self) -> bool:
        """Whether not even one guest alone fits."""
        return self.heads_left == 0 or self.parties_left == 0

    @property
    def has_few_left(self) -> bool:
        """Whether it will soon be full: a fifth of the guests, or one party."""
        return self.heads_left <= max(2, self.most_heads // 5) or self.parties_left == 1

    def takes(self, heads: int) -> bool:
        """Whether a party of so many fits."""
        return heads <= self.heads_left and self.parties_left != 0

    def with_party(self, heads: int) -> "Room":
        """The room once such a party has its place."""
        return replace(self, heads=self.heads + heads, parties=self.parties + 1)


class Standing(StrEnum):
    """How a departure stands to whoever wants to book it."""

    DRAFT = "draft"
    OPEN = "open"
    FEW_LEFT = "few_left"
    FULL = "full"
    CLOSED = "closed"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


BOOKABLE = frozenset({Standing.OPEN, Standing.FEW_LEFT, Standing.FULL})
"""The standings in which a party may book, or wait."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a departure begins and ends, and how many hours before its bookings end."""

    starts_at: datetime
    ends_at: datetime
    cut_off_hours: int

    @property
    def closes_at(self) -> datetime:
        """When bookings end."""
        return self.starts_at - timedelta(hours=self.cut_off_hours)


def standing_of(
    state: DepartureState, times: Times, room: Room, now: datetime, *, is_cancelled: bool = False
) -> Standing:
    """How it stands now: the clock is believed where the worker has not been yet."""
    if is_cancelled:
        return Standing.CANCELLED
    if state is DepartureState.DRAFT:
        return Standing.DRAFT
    if state is DepartureState.DONE or now >= times.ends_at:
        return Standing.DONE
    if state is DepartureState.RUNNING or now >= times.starts_at:
        return Standing.RUNNING
    if state is DepartureState.CLOSED or now >= times.closes_at:
        return Standing.CLOSED
    if room.is_full:
        return Standing.FULL
    return Standing.FEW_LEFT if room.has_few_left else Standing.OPEN


def due_state(state: DepartureState, times: Times, now: datetime) -> DepartureState:
    """The state the clock asks for; it only ever goes forward, and drafts stay drafts."""
    order = list(DepartureState)
    if state is DepartureState.DRAFT:
        return state
    due = DepartureState.OPEN
    for moment, later in (
        (times.closes_at, DepartureState.CLOSED),
        (times.starts_at, DepartureState.RUNNING),
        (times.ends_at, DepartureState.DONE),
    ):
        due = later if now >= moment else due
    return max(state, due, key=order.index)


def who_moves_up(room: Room, line: Iterable[tuple[int, int]], *, small_parties_pass: bool) -> list[int]:
    """Which of those waiting get a place now: (id, heads) in the order of the line.

    A party moves up only with all its guests. While a large one does not fit, smaller ones behind it pass it if
    ``small_parties_pass``; else everybody waits for it.
    """
    moved = []
    for party_id, heads in line:
        if room.takes(heads):
            room = room.with_party(heads)
            moved.append(party_id)
        elif not small_parties_pass:
            break
    return moved
