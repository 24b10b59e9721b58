"""When an alert is due: 180, 90, 60 and 30 days before the day that counts, once each, however the days are walked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from coopevents.agreements.alert_rules import AlertKind, Due, Level, Watched, calls_for, due_alert, levels_for
from coopevents.agreements.states import OVER, UNSIGNED, SigningWay, TermKind
from coopevents.agreements.states import AgreementState as S

TODAY = date(2027, 1, 1)
STALLED_DAYS = 30
EIGHTEEN_MONTHS = 548
FIXED = Watched(state=S.IN_FORCE, term=TermKind.FIXED, moved_on=TODAY, ends_on=TODAY + timedelta(days=400))
RENEWING = replace(FIXED, term=TermKind.RENEWING, notice_days=90)
EVERGREEN = replace(FIXED, term=TermKind.EVERGREEN, ends_on=None, review_on=TODAY + timedelta(days=250))
DRAFT = replace(FIXED, state=S.NEGOTIATION)
Told = list[tuple[int, AlertKind, int]]


def walk(watched: Watched, days: Iterable[int], become: Callable[[int], Watched] | None = None) -> Told:
    """(day, kind, threshold) of every alert on these days, each with what was done before."""
    done: set[tuple[AlertKind, date, int]] = set()
    told = []
    for day in days:
        now = become(day) if become else watched
        due = due_alert(now, TODAY + timedelta(days=day), done, stalled_days=STALLED_DAYS)
        if due is not None:
            told.append((day, due.kind, due.threshold))
            done |= {(due.kind, due.day, each) for each in (due.threshold, *due.passed)}
    return told


@pytest.mark.parametrize(
    ("watched", "kind", "day"),
    [(FIXED, AlertKind.EXPIRY, 400), (RENEWING, AlertKind.NOTICE, 310), (EVERGREEN, AlertKind.REVIEW, 250)],
)
def test_in_eighteen_months_each_alert_comes_once_on_its_day(watched: Watched, kind: AlertKind, day: int) -> None:
    expected = [(day - each, kind, each) for each in (180, 90, 60, 30)]
    assert walk(watched, range(EIGHTEEN_MONTHS)) == expected
    assert walk(watched, [each // 3 for each in range(3 * EIGHTEEN_MONTHS)]) == expected


def test_a_draft_that_does_not_move_is_told_of_three_times_and_again_after_it_moved_and_stopped() -> None:
    kind = AlertKind.STALLED
    assert walk(DRAFT, range(EIGHTEEN_MONTHS)) == [(30, kind, 1), (60, kind, 2), (90, kind, 3)]
    moved = replace(DRAFT, moved_on=TODAY + timedelta(days=70))
    walked = walk(DRAFT, range(EIGHTEEN_MONTHS), lambda day: DRAFT if day < 70 else moved)
    assert walked == [(30, kind, 1), (60, kind, 2), (100, kind, 1), (130, kind, 2), (160, kind, 3)]


@pytest.mark.parametrize("threshold", [180, 90, 60, 30])
def test_after_a_week_off_an_alert_is_late_rather_than_never(threshold: int) -> None:
    due = 400 - threshold
    for first in range(due - 6, due + 1):
        days = [each for each in range(EIGHTEEN_MONTHS) if not first <= each < first + 7]
        told = [day for day, _kind, each in walk(FIXED, days) if each == threshold]
        assert told == [first + 7]


def test_what_passed_meanwhile_is_told_once_by_the_nearest_and_never_later() -> None:
    due = due_alert(FIXED, TODAY + timedelta(days=345), (), stalled_days=STALLED_DAYS)
    assert due == Due(AlertKind.EXPIRY, TODAY + timedelta(days=400), 60, (90, 180))
    assert [each[2] for each in walk(FIXED, range(345, EIGHTEEN_MONTHS))] == [60, 30]
    assert [each[2] for each in walk(DRAFT, [95, 96, 97])] == [3]


def test_a_day_that_has_passed_is_told_of_for_a_month_but_an_end_is_not() -> None:
    assert walk(FIXED, range(401, EIGHTEEN_MONTHS)) == []
    assert walk(EVERGREEN, range(260, EIGHTEEN_MONTHS)) == [(260, AlertKind.REVIEW, 30)]
    assert walk(EVERGREEN, range(281, EIGHTEEN_MONTHS)) == []


@pytest.mark.parametrize("state", sorted(OVER))
@pytest.mark.parametrize("watched", [FIXED, RENEWING, EVERGREEN])
def test_what_is_over_calls_for_nothing(watched: Watched, state: S) -> None:
    assert walk(replace(watched, state=state), range(EIGHTEEN_MONTHS)) == []


@pytest.mark.parametrize("watched", [FIXED, RENEWING, EVERGREEN])
def test_what_is_to_end_on_a_later_day_or_has_a_signed_successor_calls_for_nothing(watched: Watched) -> None:
    assert walk(replace(watched, ended_on=TODAY + timedelta(days=300)), range(EIGHTEEN_MONTHS)) == []
    assert walk(replace(watched, is_succeeded=True), range(EIGHTEEN_MONTHS)) == []


def test_every_state_before_the_last_signature_may_stall_but_not_what_waits_for_its_ceremony() -> None:
    assert [each for each in S if calls_for(replace(DRAFT, state=each, ends_on=None))] == [
        each for each in S if each in UNSIGNED
    ]
    assert calls_for(replace(DRAFT, state=S.SCHEDULED, signing_way=SigningWay.CEREMONY)) is None
    assert calls_for(replace(DRAFT, state=S.SCHEDULED, signing_way=SigningWay.POST)) is not None


@pytest.mark.parametrize(
    ("threshold", "has_moved", "levels"),
    [(180, False, 1), (90, False, 2), (60, True, 2), (60, False, 3), (30, True, 3)],
)
def test_alerts_rise_as_the_day_nears_and_when_nothing_happens(threshold: int, has_moved: bool, levels: int) -> None:
    due = Due(AlertKind.EXPIRY, TODAY, threshold)
    assert levels_for(due, is_first=False, has_moved=has_moved) == tuple(Level)[:levels]
