"""The entries of an event that does not take place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coopevents.calendars.entries import CalendarEntry, Status
from coopevents.feeds.calendars import cancelled

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def entry(status: Status, *, sequence: int = 3, changed_at: datetime = NOW) -> CalendarEntry:
    """An entry of two hours."""
    return CalendarEntry(
        uid="one@example.edu", sequence=sequence, starts_at=NOW, ends_at=NOW + timedelta(hours=2),
        last_modified=changed_at, summary="One", status=status,
    )  # fmt: skip


def test_what_was_to_take_place_counts_up_once() -> None:
    at = NOW + timedelta(days=1)
    assert cancelled([entry(Status.CONFIRMED)], at) == [entry(Status.CANCELLED, sequence=4, changed_at=at)]


def test_what_was_cancelled_before_stays_as_it_was() -> None:
    assert cancelled([entry(Status.CANCELLED)], NOW + timedelta(days=1)) == [entry(Status.CANCELLED)]


def test_the_moment_of_change_never_goes_back() -> None:
    assert cancelled([entry(Status.CONFIRMED)], NOW - timedelta(days=1))[0].last_modified == NOW
