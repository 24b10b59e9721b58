"""Times of a run of show: flowing, anchored, late, and as they will be once it runs."""

import pytest

from coopevents.ceremonies.run_of_show import Line, TimedLine, behind, ends_at, forecast, moved, over_run, timed

SHOW = [Line(1, 900, -900), Line(2, 120, 0), Line(3, 180), Line(4, 60, 600), Line(5, 120)]


def test_times_flow_and_anchored_lines_stand_still() -> None:
    assert timed(SHOW) == [
        TimedLine(1, -900, 0),
        TimedLine(2, 0, 120),
        TimedLine(3, 120, 300),
        TimedLine(4, 600, 660, waits=300),
        TimedLine(5, 660, 780),
    ]


def test_when_one_line_grows_those_behind_it_follow_and_eat_up_the_pause_first() -> None:
    grown = [*SHOW[:2], Line(3, 420), *SHOW[3:]]
    assert [each.starts for each in timed(grown)] == [-900, 0, 120, 600, 660]
    longer = [*SHOW[:2], Line(3, 510), *SHOW[3:]]
    assert [(each.starts, each.late) for each in timed(longer)][3:] == [(630, 30), (690, 0)]


@pytest.mark.parametrize(("available", "expected"), [(600, 180), (780, 0), (3600, -2820)])
def test_over_run_is_what_the_show_is_longer_than_its_time(available: int, expected: int) -> None:
    assert over_run(SHOW, available) == expected


def test_an_empty_show_ends_at_once() -> None:
    assert (timed([]), ends_at([]), over_run([], 60)) == ([], 0, -60)


@pytest.mark.parametrize(
    ("current", "began", "now", "ends", "late"),
    [
        (2, 0, 60, 780, 0),
        (2, 90, 100, 780, 0),
        (3, 120, 700, 880, 100),
        (5, 900, 910, 1020, 240),
        (5, 600, 610, 720, -60),
    ],
)
def test_the_forecast_follows_the_line_that_is_on(current: int, began: int, now: int, ends: int, late: int) -> None:
    coming = forecast(SHOW, current=current, began=began, now=now)
    assert (coming[0].key, coming[-1].ends, behind(SHOW, current=current, began=began, now=now)) == (
        current,
        ends,
        late,
    )


def test_there_is_no_forecast_for_a_line_that_is_gone() -> None:
    assert (forecast(SHOW, current=9, began=0, now=0), behind(SHOW, current=9, began=0, now=0)) == ([], 0)


@pytest.mark.parametrize(
    ("key", "places", "expected"),
    [(1, 1, [2, 1, 3]), (3, -1, [1, 3, 2]), (1, -1, [1, 2, 3]), (2, 9, [1, 3, 2]), (7, 1, [1, 2, 3])],
)
def test_lines_move_as_far_as_there_are_places(key: int, places: int, expected: list[int]) -> None:
    assert moved([1, 2, 3], key, places) == expected
