"""Runs: folding what tablets say in any order, and the state of the ceremony following."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from coopevents import unit_of_work
from coopevents.ceremonies import cueing, planning, running
from coopevents.ceremonies.live import Mark, Standing, fold
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.running import MarkDetails
from coopevents.ceremonies.states import CeremonyState, MarkKind, ShowTemplate
from tests.ceremonies.offices import NOW, OFFICER, TEN, Three

AT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


def _mark(second: int, kind: MarkKind, cue: int | None = None, key: str = "") -> Mark:
    return Mark(key or f"key-{second}", kind, AT + timedelta(seconds=second), cue)


def _at(second: int) -> datetime:
    return AT + timedelta(seconds=second)


def test_whatever_the_order_in_which_touches_arrive_the_run_stands_the_same() -> None:
    marks = [
        _mark(0, MarkKind.CUE, 1),
        _mark(60, MarkKind.CUE, 2),
        _mark(70, MarkKind.HOLD),
        _mark(100, MarkKind.RESUME),
    ]
    expected = Standing(_at(0), 2, _at(90), None, timedelta(seconds=30))
    assert {fold(order) for order in permutations(marks)} == {expected}


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], Standing()),
        ([_mark(5, MarkKind.HOLD)], Standing()),
        ([_mark(0, MarkKind.CUE, 1), _mark(9, MarkKind.RESUME)], Standing(_at(0), 1, _at(0))),
        (
            [_mark(0, MarkKind.CUE, 1), _mark(9, MarkKind.HOLD), _mark(12, MarkKind.HOLD)],
            Standing(_at(0), 1, _at(0), _at(9)),
        ),
        (
            [_mark(0, MarkKind.CUE, 1), _mark(9, MarkKind.END)],
            Standing(_at(0), 1, _at(0), ended_at=_at(9)),
        ),
        (
            [_mark(0, MarkKind.CUE, 1), _mark(9, MarkKind.END), _mark(12, MarkKind.CUE, 3)],
            Standing(_at(0), 3, _at(12)),
        ),
        (
            [_mark(0, MarkKind.CUE, 1, "b"), _mark(0, MarkKind.CUE, 2, "a")],
            Standing(_at(0), 1, _at(0)),
        ),
    ],
)
def test_touches_that_mean_nothing_change_nothing(marks: list[Mark], expected: Standing) -> None:
    assert fold(marks) == expected


@pytest.fixture
def ceremony(three: Three) -> Ceremony:
    """A ceremony of five lines."""
    return three.plan(agreement_ids=(three.agreements[0].id,), template=ShowTemplate.INSIDE_AN_EVENT)


def test_it_is_rehearsed_and_then_run_line_by_line(ceremony: Ceremony) -> None:
    lines = [each.id for each in cueing.lines_of(ceremony)]
    running.start(ceremony, is_rehearsal=True, now=NOW, actor=OFFICER)
    for second in range(1, 6):
        running.step(ceremony, "next", now=NOW + timedelta(seconds=second), actor=OFFICER)
    assert (running.latest_run(ceremony).standing.ended_at, ceremony.state) == (
        NOW + timedelta(seconds=5),
        CeremonyState.REHEARSED,
    )
    run = running.start(ceremony, is_rehearsal=False, now=TEN, actor=OFFICER)
    assert (run.number, run.is_rehearsal, run.standing.current, ceremony.state) == (
        2,
        False,
        lines[0],
        CeremonyState.RUNNING,
    )
    running.step(ceremony, "next", now=TEN + timedelta(seconds=60), actor=OFFICER)
    run = running.step(ceremony, "back", now=TEN + timedelta(seconds=61), actor=OFFICER)
    assert run.standing.current == lines[0]
    assert running.step(ceremony, "back", now=TEN + timedelta(seconds=62), actor=OFFICER) == run
    running.step(ceremony, "end", now=TEN + timedelta(seconds=90), actor=OFFICER)
    assert ceremony.state is CeremonyState.DONE


def test_what_a_tablet_says_twice_or_of_strange_lines_counts_once_or_not_at_all(ceremony: Ceremony) -> None:
    first, second = [each.id for each in cueing.lines_of(ceremony)][:2]
    said = [
        MarkDetails("a-key-of-one", 1, MarkKind.CUE, TEN, first),
        MarkDetails("a-key-of-two", 1, MarkKind.CUE, TEN + timedelta(seconds=30), second),
        MarkDetails("a-strange-one", 1, MarkKind.CUE, TEN + timedelta(seconds=40), 999_999),
        MarkDetails("a-far-off-run", 7, MarkKind.CUE, TEN + timedelta(seconds=50), first),
        MarkDetails("a-cue-of-none", 1, MarkKind.CUE, TEN + timedelta(seconds=60)),
    ]
    running.hear(ceremony, said, now=TEN, actor=OFFICER)
    run = running.hear(ceremony, said, now=TEN, actor=OFFICER)
    assert (run.number, run.standing.current, len(run.marks)) == (1, second, 2)


def test_links_of_tablets_are_signed_and_can_be_replaced(ceremony: Ceremony) -> None:
    token = running.live_token(ceremony)
    assert running.find_by_token(token) is ceremony
    wrong = [token[:-1] + ("a" if token[-1] != "a" else "b"), "", "x" * len(token), token[:10]]
    assert [running.find_by_token(each) for each in wrong] == [None] * 4
    planning.replace_links(ceremony, now=NOW, actor=OFFICER)
    assert running.find_by_token(token) is None
    assert running.find_by_token(running.live_token(ceremony)) is ceremony


def test_a_cancelled_ceremony_is_not_run(ceremony: Ceremony) -> None:
    planning.follow_cancelled(ceremony.activity_id, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    with pytest.raises(running.CeremonyDoesNotTakePlace):
        running.start(ceremony, is_rehearsal=False, now=TEN, actor=OFFICER)


def test_two_touches_within_one_second_come_in_the_order_in_which_they_were_made(ceremony: Ceremony) -> None:
    lines = [each.id for each in cueing.lines_of(ceremony)]
    running.start(ceremony, is_rehearsal=False, now=TEN, actor=OFFICER)
    shown = [running.step(ceremony, "next", now=TEN, actor=OFFICER).standing.current for _touch in range(3)]
    assert shown == lines[1:4]
