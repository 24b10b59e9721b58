"""What is kept about whoever was invited: shown to them, erased when they ask, and some time after the event.

An invitation of which a registration came goes with that registration.
"""

from datetime import datetime, timedelta
from typing import Any

from coopevents import ledger
from coopevents.events.models import Event
from coopevents.facts import THE_HOUSE, Actor, Subject
from coopevents.registration import invitation_queries
from coopevents.registration.guests import ROOM
from coopevents.registration.invitation_facts import InvitationsErased
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_rules import InvitationIsAnswered
from coopevents.registration.invitations import let_go, lock

KEPT_FOR = timedelta(days=90)
"""How long after the last day of an event its invitations are kept that led to no registration."""

AT_ONCE = 100
SHOWN = ("email", *ROOM, "country", "language", "answer_by", "sent_at", "answered_at", "answer_reason")


def said_of(invitation: Invitation) -> dict[str, Any]:
    """What is kept about the person, but for the notes of colleagues; what there is nothing of is left out."""
    found = {name: getattr(invitation, name) for name in SHOWN}
    return {name: value for name, value in found.items() if value}


def erase_invitation(invitation: Invitation, *, now: datetime, actor: Actor) -> None:
    """Keep nothing about who was invited, nor any message to them; a held place goes to who waits. Nobody is told.

    Raises InvitationIsAnswered when a registration came of it: that is erased on its own page.
    """
    terms = lock(invitation)
    if invitation.registration_id is not None:
        raise InvitationIsAnswered(invitation.state)
    event = invitation.event
    let_go(invitation, terms, now=now)
    _record(event, 1, now=now, actor=actor)
    invitation_queries.delete_invitation(invitation)


def forget_old(now: datetime) -> int:
    """Erase invitations to what is long over, some at a time; returns how many. The caller commits."""
    old = invitation_queries.list_to_forget((now - KEPT_FOR).date(), limit=AT_ONCE)
    by_event: dict[int, list[Invitation]] = {}
    for each in old:
        by_event.setdefault(each.event_id, []).append(each)
    for invitations in by_event.values():
        _record(invitations[0].event, len(invitations), now=now, actor=THE_HOUSE)
    for each in old:
        invitation_queries.delete_invitation(each)
    return len(old)


def _record(event: Event, count: int, *, now: datetime, actor: Actor) -> None:
    about, changes = Subject("event", event.id), {"invitations": (count, None)}
    fact = InvitationsErased(
        at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes
    )
    ledger.record(fact)
