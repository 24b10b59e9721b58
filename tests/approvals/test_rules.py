"""Who may decide, what follows a verdict, four eyes, decisions that come too late: as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents.approvals import rules
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.approvals.models import CaseState, Verdict
from coopevents.approvals.rules import Decider, History, StageRules
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText

ANNA, BEN = Decider(1, {"review"}), Decider(2)
HOUSE = Decider()
NAMED, BY_ROLE, ANYBODY = StageRules("", {2}), StageRules("review"), StageRules()
STAGES = ("unit", "office", "leadership")
UNIT = StageDetails(name=LocalizedText(en="Unit"), permission="review")


@pytest.mark.parametrize(
    ("decider", "stage", "may"),
    [
        (ANNA, BY_ROLE, True),
        (BEN, BY_ROLE, False),
        (ANNA, NAMED, False),
        (BEN, NAMED, True),
        (BEN, ANYBODY, True),
        (HOUSE, NAMED, True),
    ],
)
def test_who_is_named_decides_else_who_holds_the_permission(decider: Decider, stage: StageRules, may: bool) -> None:
    assert rules.belongs_to(decider, stage) is may


@pytest.mark.parametrize(
    ("decided", "entered_by", "four_eyes", "refusal"),
    [
        ([], None, True, None),
        ([("unit", 1)], None, True, rules.FourEyes),
        ([("unit", 1)], None, False, None),
        ([("office", 1)], None, True, None),
        ([("unit", 2)], None, True, None),
        ([("unit", None)], None, True, None),
        ([], 1, True, rules.EnteredByYou),
        ([], 1, False, None),
        ([], 2, True, None),
    ],
)
def test_four_eyes_let_nobody_decide_two_stages_nor_what_they_entered(
    decided: list[tuple[str, int | None]], entered_by: int | None, four_eyes: bool, refusal: type[Refusal] | None
) -> None:
    history = History(decided, entered_by, four_eyes, "office")
    if refusal is None:
        rules.ensure_may_decide(ANNA, BY_ROLE, history)
        return
    with pytest.raises(refusal):
        rules.ensure_may_decide(ANNA, BY_ROLE, history)


@pytest.mark.parametrize(
    ("verdict", "stage", "then"),
    [
        (Verdict.APPROVE, "unit", (CaseState.OPEN, "office")),
        (Verdict.APPROVE, "office", (CaseState.OPEN, "leadership")),
        (Verdict.APPROVE, "leadership", (CaseState.APPROVED, "leadership")),
        (Verdict.DECLINE, "unit", (CaseState.DECLINED, "unit")),
        (Verdict.RETURN, "office", (CaseState.RETURNED, "office")),
    ],
)
def test_what_follows_a_verdict(verdict: Verdict, stage: str, then: tuple[CaseState, str]) -> None:
    assert rules.after(verdict, stage, STAGES) == then


@pytest.mark.parametrize(
    ("state", "verdict", "refusal"),
    [
        (CaseState.OPEN, Verdict.RETURN, None),
        (CaseState.RETURNED, Verdict.APPROVE, None),
        (CaseState.RETURNED, Verdict.RETURN, rules.CaseIsReturned),
        (CaseState.APPROVED, Verdict.DECLINE, rules.CaseIsClosed),
        (CaseState.DECLINED, Verdict.APPROVE, rules.CaseIsClosed),
        (CaseState.CLOSED, Verdict.APPROVE, rules.CaseIsClosed),
    ],
)
def test_which_cases_can_be_decided(state: CaseState, verdict: Verdict, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        rules.ensure_open(state, verdict)
        return
    with pytest.raises(refusal):
        rules.ensure_open(state, verdict)


def test_a_decision_about_what_is_no_longer_so_is_refused() -> None:
    rules.ensure_turn(3, 3)
    rules.ensure_turn(3, None)
    with pytest.raises(rules.DecidedMeanwhile):
        rules.ensure_turn(4, 3)


@pytest.mark.parametrize(
    ("verdict", "needs"), [(Verdict.APPROVE, False), (Verdict.DECLINE, True), (Verdict.RETURN, True)]
)
def test_whoever_hears_a_no_hears_why(verdict: Verdict, needs: bool) -> None:
    rules.ensure_reason(verdict, "No host.")
    if needs:
        with pytest.raises(rules.ReasonIsMissing):
            rules.ensure_reason(verdict, " \n")


@pytest.mark.parametrize(
    ("stages", "refusal", "field"),
    [
        ((UNIT,) * 5, None, None),
        ((UNIT,) * 6, rules.TooManyStages, None),
        ((UNIT, StageDetails(name=LocalizedText(), permission="x")), rules.StageIsNameless, "stages-1-name"),
        ((StageDetails(name=LocalizedText(en="Unit")),), rules.StageIsNobodys, "stages-0-decided_by"),
        ((), None, None),
    ],
)
def test_a_plan_has_five_stages_at_most_each_with_a_name_and_somebody(
    stages: tuple[StageDetails, ...], refusal: type[Refusal] | None, field: str | None
) -> None:
    if refusal is None:
        rules.ensure_plan(PlanDetails(stages=stages))
        return
    with pytest.raises(refusal) as refused:
        rules.ensure_plan(PlanDetails(stages=stages))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("given", "without", "chosen"),
    [
        ([], (), 7),
        ([(7, 1)], (), 8),
        ([(7, 1), (8, 1), (9, 1)], (), 7),
        ([(7, 1), (8, 2), (9, 3)], (), 7),
        ([], (7,), 8),
        ([], (7, 8, 9), None),
    ],
)
def test_who_was_given_fewest_is_next(
    given: list[tuple[int, int]], without: tuple[int, ...], chosen: int | None
) -> None:
    assert rules.next_in_turn([7, 8, 9], given, without=without) == chosen


def test_a_stage_is_due_some_days_after_it_began() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert rules.due_at(now, 3) == now + timedelta(days=3)
    assert rules.due_at(now, None) is None
