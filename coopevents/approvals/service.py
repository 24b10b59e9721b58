"""Deciding: a case is opened, decided stage after stage, sent back, and closed."""

from collections.abc import Sequence
from datetime import datetime

from coopevents.approvals import queries, rules
from coopevents.approvals.assigning import assign_in_turn, stage_of
from coopevents.approvals.models import Case, CaseState, Decision, Verdict
from coopevents.approvals.plan_models import Plan
from coopevents.approvals.rules import Decider, History, StageRules
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.text import cleaned


def case_for(
    subject: Subject,
    *,
    now: datetime,
    stages: Sequence[str] = ("office",),
    plan: Plan | None = None,
    entered_by_id: int | None = None,
) -> Case:
    """The case about the subject that still waits; else one at its first stage, which is kept once it is decided."""
    case = queries.find_open_case(subject)
    if case is not None:
        return case
    keys = [stage.key for stage in plan.stages] if plan is not None and plan.stages else list(stages)
    return Case(
        subject_kind=subject.kind,
        subject_id=subject.id,
        plan=plan if plan is not None and plan.stages else None,
        stages=" ".join(keys),
        stage=keys[0],
        state=CaseState.OPEN,
        turn=1,
        entered_by_id=entered_by_id,
        opened_at=now,
    )


def open_case(
    subject: Subject,
    *,
    now: datetime,
    stages: Sequence[str] = ("office",),
    plan: Plan | None = None,
    entered_by_id: int | None = None,
) -> Case:
    """A case that waits for a decision at its first stage; the one that is open already, if there is one."""
    case = case_for(subject, now=now, stages=stages, plan=plan, entered_by_id=entered_by_id)
    _keep(case, now)
    return case


def ensure_may_decide(
    case: Case, verdict: Verdict, reason: str = "", *, decider: Decider | None = None, turn: int | None = None
) -> None:
    """Raise what :func:`decide` would raise."""
    rules.ensure_open(case.state, verdict)
    rules.ensure_turn(case.turn, turn)
    rules.ensure_reason(verdict, reason)
    rules.ensure_may_decide(decider or Decider(), stage_rules(case), history_of(case))


def decide(
    case: Case,
    verdict: Verdict,
    reason: str = "",
    *,
    now: datetime,
    actor: Actor,
    decider: Decider | None = None,
    turn: int | None = None,
) -> Decision:
    """Decide the case at its present stage; ``turn`` is the one the reviewer looked at.

    Raises CaseIsClosed, CaseIsReturned, DecidedMeanwhile, ReasonIsMissing, NotForYou, FourEyes or EnteredByYou; then
    nothing was changed.
    """
    ensure_may_decide(case, verdict, reason, decider=decider, turn=turn)
    _keep(case, now)
    decision = Decision(
        stage=case.stage,
        verdict=verdict,
        reason=cleaned(reason),
        decided_by_id=actor.id if actor.kind == "user" else None,
        decided_by_label=actor.label,
        decided_at=now,
    )
    case.decisions.append(decision)
    stage = case.stage
    case.state, case.stage = rules.after(verdict, stage, case.stages.split())
    case.turn += 1
    if case.stage != stage:
        _begin_stage(case, now)
    if case.state not in rules.WAITING:
        case.closed_at = now
    return decision


def resume(case: Case, *, now: datetime) -> None:
    """What was sent back is answered: it waits again at the stage that sent it back."""
    case.state, case.turn = CaseState.OPEN, case.turn + 1
    case.due_at = _due_at(case, now)


def touch(case: Case) -> None:
    """Something a reviewer should have seen has changed."""
    case.turn += 1


def begin_again(case: Case, *, now: datetime) -> None:
    """Decide the case anew from its first stage, since what was approved is no longer so."""
    case.stage, case.state, case.turn = case.stages.split()[0], CaseState.OPEN, case.turn + 1
    _begin_stage(case, now)


def go_back(case: Case, stage: str, state: CaseState, *, now: datetime) -> None:
    """Let the case be at one of its earlier stages again, open or sent back, even if it was decided."""
    case.stage, case.state, case.turn, case.closed_at = stage, state, case.turn + 1, None
    _begin_stage(case, now)


def close_case(subject: Subject, *, now: datetime) -> None:
    """Nothing is left to decide about the subject."""
    case = queries.find_open_case(subject)
    if case is not None:
        case.state, case.closed_at, case.turn = CaseState.CLOSED, now, case.turn + 1


def stage_rules(case: Case) -> StageRules:
    """Who decides the case at its present stage."""
    stage = stage_of(case)
    if stage is None:
        return StageRules()
    return StageRules(stage.permission, frozenset(each.user_id for each in stage.reviewers))


def history_of(case: Case) -> History:
    """What already happened to the case, from its first stage on; sending back decides nothing."""
    return History(
        decided=[(each.stage, each.decided_by_id) for each in case.decisions if each.verdict is not Verdict.RETURN],
        entered_by_id=case.entered_by_id,
        needs_four_eyes=case.plan is not None and case.plan.needs_four_eyes,
        stage=case.stage,
    )


def _keep(case: Case, now: datetime) -> None:
    if case not in db.session:
        db.session.add(case)
        db.session.flush()
        _begin_stage(case, now)


def _begin_stage(case: Case, now: datetime) -> None:
    case.due_at = _due_at(case, now)
    assign_in_turn(case, now=now)


def _due_at(case: Case, now: datetime) -> datetime | None:
    stage = stage_of(case)
    return rules.due_at(now, stage.due_days if stage is not None else None)
