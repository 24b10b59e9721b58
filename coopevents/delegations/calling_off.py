"""When a visit does not take place as it was asked for: postponed, taken up again, cancelled."""

from datetime import datetime

from coopevents.approvals import service as approving
from coopevents.delegations import queries, rules
from coopevents.delegations.facts import VisitCancelled, VisitPostponed, VisitResumed
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import move, record, subject_of
from coopevents.delegations.states import VisitState as S
from coopevents.facts import Actor
from coopevents.text import cleaned


def postpone_visit(delegation: Delegation, reason: str, *, now: datetime, actor: Actor) -> None:
    """Not now; everything is kept, and it goes on where it was.

    Raises ReasonIsMissing or VisitForbids.
    """
    delegation = queries.lock_delegation(delegation.id)
    rules.ensure_reason(reason)
    old = delegation.state
    changes = move(delegation, S.POSTPONED, now=now)
    delegation.postponed_from, delegation.reason = old, cleaned(reason)
    record(VisitPostponed, delegation, now=now, actor=actor, changes=changes, reason=delegation.reason)


def resume_visit(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """It goes on where it was.

    Raises VisitForbids when it was not postponed.
    """
    delegation = queries.lock_delegation(delegation.id)
    if delegation.postponed_from is None:
        raise rules.VisitForbids(delegation.state)
    changes = move(delegation, delegation.postponed_from, now=now)
    delegation.reason = ""
    record(VisitResumed, delegation, now=now, actor=actor, changes=changes)


def cancel_visit(delegation: Delegation, reason: str, *, now: datetime, actor: Actor) -> None:
    """It does not take place; nothing waits for a decision any more.

    Raises ReasonIsMissing or VisitForbids.
    """
    delegation = queries.lock_delegation(delegation.id)
    rules.ensure_reason(reason)
    changes = move(delegation, S.CANCELLED, now=now)
    delegation.reason = cleaned(reason)
    approving.close_case(subject_of(delegation), now=now)
    record(VisitCancelled, delegation, now=now, actor=actor, changes=changes, reason=delegation.reason)
