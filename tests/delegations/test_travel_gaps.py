"""Where guests need time to get from one line to the next."""

from __future__ import annotations

import pytest

from coopevents.delegations.travel_gaps import Stop, gaps_between
from coopevents.schedule.clash_kinds import NO_WAY, Way
from tests.delegations.visiting import at

OLD, NEW, NEAR, FAR = 1, 2, 3, 4
"""Two campuses by car; a place near the first one, and one far on foot."""
WAYS = {(OLD, NEW): Way(25, is_by_car=True), (OLD, NEAR): Way(5), (OLD, FAR): Way(15)}
ALL, SOME = frozenset({1, 2}), frozenset({2})


def way_between(first: int | None, second: int | None) -> Way:
    if first is None or second is None:
        return NO_WAY
    return WAYS.get((min(first, second), max(first, second)), NO_WAY)


def stop(number: int, hour: float, place: int | None, guests: frozenset[int] = ALL, **said: bool) -> Stop:
    return Stop(number, at(hour), at(hour + 1), place, guests, **said)


def told(*stops: Stop) -> list[tuple[int, frozenset[int], int, bool]]:
    return [(each.after_id, each.guests, each.way.minutes, each.fits) for each in gaps_between(stops, way_between)]


@pytest.mark.parametrize(
    ("stops", "gaps"),
    [
        pytest.param([stop(1, 1, OLD), stop(2, 3, NEW)], [(2, ALL, 25, True)], id="another campus"),
        pytest.param([stop(1, 1, OLD), stop(2, 2, NEW)], [(2, ALL, 25, False)], id="no time for the way"),
        pytest.param([stop(1, 1, OLD), stop(2, 3, NEAR)], [], id="a few steps are no line"),
        pytest.param([stop(1, 1, OLD), stop(2, 3, FAR)], [(2, ALL, 15, True)], id="a long walk is one"),
        pytest.param([stop(1, 1, OLD), stop(2, 3, None)], [], id="nowhere"),
        pytest.param([stop(1, 1, OLD), stop(2, 10, NEW)], [], id="they were at the hotel between"),
        pytest.param([stop(1, 1, OLD), stop(3, 2, None, is_travel=True), stop(2, 3.5, NEW)], [], id="planned already"),
        pytest.param(
            [stop(1, 1, OLD), stop(3, 2, None, SOME, is_travel=True), stop(2, 3.5, NEW)],
            [(2, frozenset({1}), 25, True)],
            id="planned for one of two",
        ),
        pytest.param([stop(1, 1, OLD, SOME), stop(2, 3, NEW)], [(2, SOME, 25, True)], id="who comes from there"),
        pytest.param(
            [stop(1, 1, OLD, SOME), stop(4, 1, FAR, frozenset({1})), stop(2, 3, NEW), stop(5, 5, OLD)],
            [(2, SOME, 25, True), (5, ALL, 25, True)],
            id="there and back",
        ),
        pytest.param([stop(1, 1, OLD), stop(2, 1.5, NEW)], [], id="at once is a clash, not a way"),
    ],
)
def test_a_way_is_missing(stops: list[Stop], gaps: list[tuple[int, frozenset[int], int, bool]]) -> None:
    assert told(*stops) == gaps


def test_a_way_begins_as_late_as_it_may() -> None:
    [gap] = gaps_between([stop(1, 1, OLD), stop(2, 3, NEW)], way_between)
    assert (gap.starts_at, gap.ends_at) == (at(3 - 25 / 60), at(3))
