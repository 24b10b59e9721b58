"""Who is to decide a case at its present stage: by hand, or each colleague of the stage in turn."""

from datetime import datetime

from coopevents.approvals import queries, rules
from coopevents.approvals.models import Assignment, Case
from coopevents.approvals.plan_models import Stage
from coopevents.approvals.rules import Decider, StageRules


def stage_of(case: Case) -> Stage | None:
    """The stage the case is at, if it follows a plan."""
    if case.plan is None:
        return None
    return next((stage for stage in case.plan.stages if stage.key == case.stage), None)


def assignee_of(case: Case) -> int | None:
    """Who is to decide at the present stage."""
    return next((each.user_id for each in case.assignments if each.stage == case.stage), None)


def assign(case: Case, decider: Decider, *, now: datetime) -> None:
    """Let this colleague be the one to decide at the present stage.

    Raises CaseIsClosed, or NotForYou when the stage is not one that this colleague may decide.
    """
    rules.ensure_open(case.state)
    stage = stage_of(case)
    named = StageRules(stage.permission, frozenset(each.user_id for each in stage.reviewers)) if stage else StageRules()
    if decider.user_id is None or not rules.belongs_to(decider, named):
        raise rules.NotForYou
    _give(case, decider.user_id, now)


def assign_in_turn(case: Case, *, now: datetime) -> None:
    """Hand the case to the next of the stage's colleagues, when the plan says so and nobody has it yet."""
    stage = stage_of(case)
    if stage is None or not stage.assigns_in_turn or case.plan is None or assignee_of(case) is not None:
        return
    ids = [each.user_id for each in stage.reviewers]
    given = queries.count_assignments(case.plan.id, stage.key, ids)
    busy = {each.decided_by_id for each in case.decisions if each.stage != case.stage} | {case.entered_by_id}
    without = {each for each in busy if each is not None} if case.plan.needs_four_eyes else set()
    chosen = rules.next_in_turn(ids, given, without=without)
    if chosen is not None:
        _give(case, chosen, now)


def _give(case: Case, user_id: int, now: datetime) -> None:
    held = next((each for each in case.assignments if each.stage == case.stage), None)
    if held is None:
        case.assignments.append(Assignment(stage=case.stage, user_id=user_id, assigned_at=now))
    elif held.user_id != user_id:
        held.user_id, held.assigned_at = user_id, now
