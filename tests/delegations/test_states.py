"""The one table of a visit's states, and how long before it one should ask."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from coopevents.delegations import rules
from coopevents.delegations.lead_times import LEAD_DAYS, ShortNotice, short_notice
from coopevents.delegations.states import AFTER, COMING, OVER, PREPARED, TRANSITIONS, UNDECIDED, VisitLevel, may_become
from coopevents.delegations.states import VisitState as S

WAY = (S.REQUESTED, S.TRIAGE, S.SCREENING, S.ACCEPTED, S.PLANNING, S.HOSTS_CONFIRMED, S.PROGRAMME_SENT, S.ON_SITE,
       S.COMPLETED, S.REPORT_DUE, S.CLOSED)  # fmt: skip
TODAY = date(2027, 1, 1)


def test_every_state_is_in_the_table_and_in_exactly_one_group() -> None:
    assert set(TRANSITIONS) == set(S)
    assert sorted([*UNDECIDED, *COMING, *AFTER, *OVER, S.POSTPONED]) == sorted(S)


def test_the_usual_way_goes_through_every_state() -> None:
    assert all(may_become(old, new) for old, new in pairwise(WAY))


def test_whoever_is_not_here_yet_may_postpone_and_whoever_has_not_left_may_cancel() -> None:
    assert {each for each in S if may_become(each, S.POSTPONED)} == UNDECIDED | PREPARED
    assert {each for each in S if may_become(each, S.CANCELLED)} == UNDECIDED | COMING | {S.POSTPONED}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (S.REQUESTED, S.ACCEPTED),
        (S.REQUESTED, S.DECLINED),
        (S.INFO_NEEDED, S.ACCEPTED),
        (S.ACCEPTED, S.ON_SITE),
        (S.PLANNING, S.ON_SITE),
        (S.ACCEPTED, S.DECLINED),
        (S.DECLINED, S.TRIAGE),
        (S.CANCELLED, S.PLANNING),
        (S.ON_SITE, S.PLANNING),
        (S.POSTPONED, S.ON_SITE),
    ],
)
def test_no_stage_is_left_out_and_nothing_comes_back_to_life(old: S, new: S) -> None:
    with pytest.raises(rules.VisitForbids):
        rules.ensure_may_become(old, new)


@pytest.mark.parametrize(
    ("level", "arrives_on", "expected"),
    [
        (VisitLevel.LEADERSHIP, date(2027, 7, 2), None),
        (VisitLevel.LEADERSHIP, date(2027, 7, 1), ShortNotice(181, 182)),
        (VisitLevel.DEAN, date(2027, 4, 2), None),
        (VisitLevel.DEAN, date(2027, 4, 1), ShortNotice(90, 91)),
        (VisitLevel.UNIT, date(2027, 1, 29), None),
        (VisitLevel.UNIT, date(2027, 1, 28), ShortNotice(27, 28)),
        (VisitLevel.UNIT, date(2026, 12, 31), ShortNotice(-1, 28)),
    ],
)
def test_each_level_wants_its_own_time(level: VisitLevel, arrives_on: date, expected: ShortNotice | None) -> None:
    assert short_notice(level, arrives_on, TODAY) == expected


def test_an_office_may_want_another_time_than_usual() -> None:
    assert LEAD_DAYS[VisitLevel.UNIT] == 28
    assert short_notice(VisitLevel.UNIT, date(2027, 1, 20), TODAY, lead_days=14) is None
