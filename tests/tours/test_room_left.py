"""How far a departure is, and who moves up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents.tours.room_left import Room, Standing, Times, due_state, standing_of, who_moves_up
from coopevents.tours.states import DepartureState

STARTS = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
TIMES = Times(STARTS, STARTS + timedelta(hours=1), cut_off_hours=2)
DAY_BEFORE = STARTS - timedelta(days=1)


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (Room(10, None), Standing.OPEN),
        (Room(10, None, 7, 2), Standing.OPEN),
        (Room(10, None, 8, 2), Standing.FEW_LEFT),
        (Room(10, 3, 3, 2), Standing.FEW_LEFT),
        (Room(10, None, 10, 3), Standing.FULL),
        (Room(10, 3, 3, 3), Standing.FULL),
    ],
)
def test_its_bookings_say_whether_it_is_open_nearly_full_or_full(room: Room, expected: Standing) -> None:
    assert standing_of(DepartureState.OPEN, TIMES, room, DAY_BEFORE) is expected


@pytest.mark.parametrize(
    ("state", "hours", "expected"),
    [
        (DepartureState.DRAFT, -1, Standing.DRAFT),
        (DepartureState.OPEN, -3, Standing.OPEN),
        (DepartureState.CLOSED, -3, Standing.CLOSED),
        (DepartureState.OPEN, -2, Standing.CLOSED),
        (DepartureState.OPEN, 0, Standing.RUNNING),
        (DepartureState.OPEN, 1, Standing.DONE),
        (DepartureState.DONE, -3, Standing.DONE),
    ],
)
def test_the_clock_is_believed_where_the_worker_has_not_been(
    state: DepartureState, hours: int, expected: Standing
) -> None:
    now = STARTS + timedelta(hours=hours)
    assert standing_of(state, TIMES, Room(10, None), now) is expected
    assert standing_of(state, TIMES, Room(10, None), now, is_cancelled=True) is Standing.CANCELLED


def test_a_state_only_ever_goes_forward() -> None:
    assert due_state(DepartureState.DONE, TIMES, DAY_BEFORE) is DepartureState.DONE
    assert due_state(DepartureState.DRAFT, TIMES, TIMES.ends_at) is DepartureState.DRAFT
    assert due_state(DepartureState.OPEN, TIMES, TIMES.closes_at) is DepartureState.CLOSED


@pytest.mark.parametrize(
    ("room", "line", "passing", "waiting_for_the_first"),
    [
        (Room(10, None, 6, 2), [(1, 4), (2, 1)], [1], [1]),
        (Room(10, None, 7, 2), [(1, 4), (2, 2), (3, 2), (4, 1)], [2, 4], []),
        (Room(10, 3, 2, 3), [(1, 4)], [], []),
        (Room(10, 4, 2, 3), [(1, 4), (2, 1)], [1], [1]),
        (Room(10, None, 0, 0), [(1, 4), (2, 4), (3, 4), (4, 2)], [1, 2, 4], [1, 2]),
    ],
)
def test_a_party_moves_up_only_with_all_its_guests(
    room: Room, line: list[tuple[int, int]], passing: list[int], waiting_for_the_first: list[int]
) -> None:
    assert who_moves_up(room, line, small_parties_pass=True) == passing
    assert who_moves_up(room, line, small_parties_pass=False) == waiting_for_the_first
