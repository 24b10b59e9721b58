"""Reviewing: sent back for changes, sent again, given to a colleague, and approved again after a change."""

from collections.abc import Collection
from datetime import datetime

from coopevents.approvals import assigning
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as deciding
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import CaseIsClosed, CaseIsReturned, Decider
from coopevents.facts import Actor
from coopevents.registration import event_forms, plans, rules, seats, snapshots
from coopevents.registration.facts import (
    RegistrationReopened,
    RegistrationResubmitted,
    RegistrationReturned,
    ReviewAssigned,
)
from coopevents.registration.models import Registration
from coopevents.registration.snapshots import Picture
from coopevents.registration.states import RegistrationState as S
from coopevents.text import cleaned


def return_registration(
    registration: Registration,
    reason: str,
    *,
    now: datetime,
    actor: Actor,
    decider: Decider | None = None,
    turn: int | None = None,
) -> None:
    """Ask the guest to change something, and say what; the seat stays theirs, and so does the stage.

    Raises StateForbids, ReasonIsMissing, CaseIsReturned, DecidedMeanwhile, NotForYou, FourEyes or EnteredByYou.
    """
    seats.lock(registration)
    event, old, reason = registration.event, registration.state, cleaned(reason)
    if old is S.RETURNED:
        raise CaseIsReturned
    rules.ensure_may_become(old, S.RETURNED)
    case = plans.case_for(registration, now=now)
    decider = decider or plans.decider_of(actor, event)
    deciding.decide(case, Verdict.RETURN, reason, now=now, actor=actor, decider=decider, turn=turn)
    snapshots.forget(registration)
    seats.move(registration, S.RETURNED, now=now, reason=reason)
    changes = {"state": (old.value, S.RETURNED.value)}
    seats.record(RegistrationReturned, registration, event, now=now, actor=actor, changes=changes)


def assign_review(registration: Registration, reviewer: Decider, *, now: datetime, actor: Actor) -> None:
    """Let this colleague be the one to decide at the present stage.

    Raises CaseIsClosed when nothing is to be decided, or NotForYou when the colleague may not decide there.
    """
    seats.lock(registration)
    case = approvals.find_open_case(seats.subject_of(registration))
    if case is None:
        raise CaseIsClosed
    before = assigning.assignee_of(case)
    assigning.assign(case, reviewer, now=now)
    if before != reviewer.user_id:
        changes = {"reviewer": (before, reviewer.user_id)}
        seats.record(ReviewAssigned, registration, registration.event, now=now, actor=actor, changes=changes)


def follow_change(
    registration: Registration, before: Picture, changed: Collection[str], *, now: datetime, actor: Actor
) -> None:
    """The guest has saved: what was sent back is sent again, what needs it is approved again. The seats are locked."""
    if registration.state is S.RETURNED:
        _resubmit(registration, before, now=now, actor=actor)
    elif changed:
        reopen_for_changed(registration, changed, before=before, now=now, actor=actor)


def reopen_for_changed(
    registration: Registration,
    changed_keys: Collection[str],
    *,
    before: Picture | None = None,
    now: datetime,
    actor: Actor,
) -> bool:
    """Let a confirmed guest wait for approval again when an answer changed that needs it; whether it came to that.

    Who still waits begins again at the first stage, if a later one was reached. ``before`` is how it was, for reviewers
    to see the difference.
    """
    asked = event_forms.definition_of(registration.form_id).questions
    needs_it = any(question.needs_approval_again and question.key in set(changed_keys) for question in asked)
    if registration.state is S.PENDING:
        _begin_again(registration, before, needs_it=needs_it, now=now)
        return needs_it
    if not needs_it or registration.state is not S.APPROVED:
        return False
    if before is not None:
        snapshots.keep(registration, before, now=now)
    seats.move(registration, S.PENDING, now=now)
    plans.open_case(registration, now=now)
    changes = {"state": (S.APPROVED.value, S.PENDING.value)}
    seats.record(RegistrationReopened, registration, registration.event, now=now, actor=actor, changes=changes)
    return True


def _begin_again(registration: Registration, before: Picture | None, *, needs_it: bool, now: datetime) -> None:
    case = approvals.find_open_case(seats.subject_of(registration))
    if case is None:
        return
    if needs_it and case.stage != case.stages.split()[0]:
        if before is not None:
            snapshots.keep(registration, before, now=now)
        deciding.begin_again(case, now=now)
    else:
        deciding.touch(case)


def _resubmit(registration: Registration, before: Picture, *, now: datetime, actor: Actor) -> None:
    snapshots.keep(registration, before, now=now)
    case = plans.open_case(registration, now=now)
    deciding.resume(case, now=now)
    seats.move(registration, S.PENDING, now=now)
    changes = {"state": (S.RETURNED.value, S.PENDING.value)}
    seats.record(RegistrationResubmitted, registration, registration.event, now=now, actor=actor, changes=changes)
