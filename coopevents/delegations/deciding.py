"""Deciding about a visit: stage after stage, yes, no, or somewhere else."""

from dataclasses import replace
from datetime import datetime

from coopevents.approvals import service as approving
from coopevents.approvals.deciders import decider_of
from coopevents.approvals.models import Case, CaseState, Verdict
from coopevents.approvals.rules import Decider
from coopevents.delegations import queries, rules, turning
from coopevents.delegations.details import Days
from coopevents.delegations.facts import (
    VisitAccepted,
    VisitDeclined,
    VisitRedirected,
    VisitReturned,
    VisitStageApproved,
    VisitSubmitted,
)
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import move, record, subject_of
from coopevents.delegations.requesting import as_details, change_visit
from coopevents.delegations.states import VisitState as S
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import cleaned, one_line


class NothingToDecide(Refusal):
    """No stage decides in this state."""

    sentence = _l("Nothing waits for a decision here: the visit is not at one of the stages of approval.")


def submit_visit(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Let the stages of its level decide about it; without any it is accepted at once.

    Raises VisitForbids.
    """
    delegation = queries.lock_delegation(delegation.id)
    plan = turning.plan_for(delegation.unit_id, delegation.level, now=now)
    if not plan.stages:
        record(VisitAccepted, delegation, now=now, actor=actor, changes=move(delegation, S.ACCEPTED, now=now))
        return
    changes = move(delegation, S.SCREENING, now=now)
    entered_by_id = actor.id if actor.kind == "user" else None
    case = approving.open_case(subject_of(delegation), now=now, plan=plan, entered_by_id=entered_by_id)
    if case.state is CaseState.RETURNED:
        approving.resume(case, now=now)
    record(VisitSubmitted, delegation, now=now, actor=actor, changes=changes)


def decide_visit(
    delegation: Delegation,
    verdict: Verdict,
    reason: str = "",
    *,
    now: datetime,
    actor: Actor,
    decider: Decider | None = None,
    turn: int | None = None,
) -> None:
    """Decide at the stage the visit waits at: approve, send back to the desk, or decline.

    ``turn`` is the one of the case that was looked at. Raises NothingToDecide or what
    :func:`coopevents.approvals.service.decide` raises.
    """
    delegation = queries.lock_delegation(delegation.id)
    case = ensure_waits(delegation)
    decider = decider or decider_of(actor, delegation.unit_id)
    approving.decide(case, verdict, reason, now=now, actor=actor, decider=decider, turn=turn)
    reason = cleaned(reason)
    if verdict is Verdict.RETURN:
        record(VisitReturned, delegation, now=now, actor=actor, changes=move(delegation, S.TRIAGE, now=now),
               reason=reason)  # fmt: skip
    elif verdict is Verdict.DECLINE:
        _decline(delegation, reason, now, actor)
    elif case.state is CaseState.APPROVED:
        changes = move(delegation, S.ACCEPTED, now=now)
        record(VisitAccepted, delegation, now=now, actor=actor, changes=changes, reason=reason)
    else:
        record(VisitStageApproved, delegation, now=now, actor=actor, reason=reason)


def ensure_waits(delegation: Delegation) -> Case:
    """The case that decides now.

    Raises NothingToDecide.
    """
    case = turning.find_case(delegation)
    if case is None or delegation.state is not S.SCREENING or case.state is not CaseState.OPEN:
        raise NothingToDecide
    return case


def decline_visit(delegation: Delegation, reason: str, *, now: datetime, actor: Actor) -> None:
    """Let the desk itself say no, before anybody else had to decide.

    Raises ReasonIsMissing or VisitForbids.
    """
    delegation = queries.lock_delegation(delegation.id)
    rules.ensure_reason(reason)
    _decline(delegation, cleaned(reason), now, actor)
    approving.close_case(subject_of(delegation), now=now)


def redirect_visit(delegation: Delegation, to: str, reason: str, *, now: datetime, actor: Actor) -> None:
    """Send them to somebody else than us.

    Raises AnotherIsMissing, ReasonIsMissing or VisitForbids.
    """
    delegation = queries.lock_delegation(delegation.id)
    if not one_line(to):
        raise rules.AnotherIsMissing(field="to")
    rules.ensure_reason(reason)
    changes = move(delegation, S.REDIRECTED, now=now)
    delegation.redirected_to, delegation.reason = one_line(to)[:300], cleaned(reason)
    approving.close_case(subject_of(delegation), now=now)
    record(VisitRedirected, delegation, now=now, actor=actor, changes=changes, reason=delegation.reason)


def agree_on_days(delegation: Delegation, days: Days, *, now: datetime, actor: Actor) -> None:
    """Let these be the days of the visit: those wished for, one of the alternatives, or others found together.

    The others stay as alternatives. Raises LeavesBeforeArriving, VisitIsTooLong, DayIsPast, or VisitForbids.
    """
    details = as_details(delegation)
    others = [each for each in (details.days, *details.alternatives) if each != days]
    kept = tuple(others[: rules.MOST_ALTERNATIVES])
    change_visit(delegation, replace(details, days=days, alternatives=kept), now=now, actor=actor)


def _decline(delegation: Delegation, reason: str, now: datetime, actor: Actor) -> None:
    changes = move(delegation, S.DECLINED, now=now)
    delegation.reason = reason
    record(VisitDeclined, delegation, now=now, actor=actor, changes=changes, reason=reason)
