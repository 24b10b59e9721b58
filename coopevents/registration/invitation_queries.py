"""Every select of invitations, and every deletion of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.refusals import NotFound
from coopevents.registration import tokens
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_states import OPEN, InvitationState
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE
from coopevents.text import folded

SUBJECT = "registration_invitation"
PAGE_SIZE = 50
FRESH = {"populate_existing": True}
COUNTING = OPEN | {InvitationState.DRAFTED, InvitationState.ACCEPTED, InvitationState.DELEGATED}
"""The states that keep an address from being invited a second time."""


@dataclass(frozen=True)
class Wanted:
    """Which invitations are asked for."""

    text: str = ""
    state: InvitationState | None = None
    form_id: int | None = None
    is_vip: bool = False


def get_invitation(event_id: int, invitation_id: int) -> Invitation:
    """The invitation with that id of that event.

    Raises NotFound.
    """
    found = db.session.get(Invitation, invitation_id)
    if found is None or found.event_id != event_id:
        raise NotFound
    return found


def get_by_id(invitation_id: int) -> Invitation:
    """The invitation with that id, as it is now.

    Raises NotFound.
    """
    query = select(Invitation).where(Invitation.id == invitation_id)
    found = db.session.scalar(query, execution_options=FRESH)
    if found is None:
        raise NotFound
    return found


def refresh(invitation: Invitation) -> None:
    """Read again where an invitation stands: somebody may have answered it before the lock."""
    db.session.refresh(invitation)


def find_by_token(token: str) -> Invitation | None:
    """The invitation the token opens; None for a wrong or replaced one."""
    reference = tokens.reference_in(token)
    if reference is None:
        return None
    query = select(Invitation).where(Invitation.reference == reference)
    found = db.session.scalar(query.options(joinedload(Invitation.event)))
    return found if found is not None and tokens.opens_invitation(found, token) else None


def find_counting(event_id: int, email: str, *, without: int | None = None) -> Invitation | None:
    """The invitation by which an address is invited to an event already."""
    wanted = Invitation.event_id == event_id, Invitation.email == email, Invitation.state.in_(COUNTING)
    query = select(Invitation).where(*wanted).limit(1)
    return db.session.scalar(query.where(Invitation.id != without) if without is not None else query)


def addresses_invited(event_id: int, emails: Collection[str]) -> set[str]:
    """Which of these addresses are invited to an event already."""
    wanted = Invitation.event_id == event_id, Invitation.email.in_(emails), Invitation.state.in_(COUNTING)
    return set(db.session.scalars(select(Invitation.email).where(*wanted)))


def addresses_registered(event_id: int, emails: Collection[str]) -> set[str]:
    """Which of these addresses have a live registration for an event."""
    wanted = Registration.event_id == event_id, Registration.email.in_(emails), Registration.state.in_(IS_LIVE)
    return set(db.session.scalars(select(Registration.email).where(*wanted)))


def find_of_registration(registration_id: int) -> Invitation | None:
    """The invitation a registration came of."""
    query = select(Invitation).where(Invitation.registration_id == registration_id)
    return db.session.scalar(query.options(joinedload(Invitation.delegate_of)))


def list_page(event_id: int, wanted: Wanted, *, page: int = 1) -> Pagination:
    """One page of the invitations of an event, the newest first, each with its form and its registration."""
    query = select(Invitation).where(*_conditions(event_id, wanted)).order_by(Invitation.id.desc())
    query = query.options(joinedload(Invitation.registration), joinedload(Invitation.delegate_of))
    return db.paginate(query, page=max(page, 1), per_page=PAGE_SIZE, error_out=False)


def list_all(event_id: int, wanted: Wanted) -> list[Invitation]:
    """Every invitation so narrowed, the oldest first."""
    query = select(Invitation).where(*_conditions(event_id, wanted)).order_by(Invitation.id)
    loaded = (joinedload(each) for each in (Invitation.registration, Invitation.form, Invitation.delegate_of))
    return list(db.session.scalars(query.options(*loaded)))


def list_numbered(event_id: int, ids: Collection[int]) -> list[Invitation]:
    """The invitations of an event with these ids, in their order."""
    wanted = Invitation.event_id == event_id, Invitation.id.in_(ids)
    return list(db.session.scalars(select(Invitation).where(*wanted).order_by(Invitation.id)))


def ids_in_state(event_id: int, state: InvitationState, *, limit: int) -> list[int]:
    """The ids of the invitations in that state, the oldest first."""
    wanted = Invitation.event_id == event_id, Invitation.state == state
    return list(db.session.scalars(select(Invitation.id).where(*wanted).order_by(Invitation.id).limit(limit)))


def count_by_state(event_id: int) -> dict[InvitationState, int]:
    """How many invitations are in which state; states none is in are left out."""
    query = select(Invitation.state, func.count()).where(Invitation.event_id == event_id)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Invitation.state))}


def count_held(event_id: int) -> int:
    """How many places are held for who was invited."""
    wanted = Invitation.event_id == event_id, Invitation.holds_seat
    return db.session.scalar(select(func.count()).select_from(Invitation).where(*wanted)) or 0


def list_open(event_id: int) -> list[Invitation]:
    """The invitations of an event that can still be answered."""
    wanted = Invitation.event_id == event_id, Invitation.state.in_(OPEN)
    return list(db.session.scalars(select(Invitation).where(*wanted).order_by(Invitation.id)))


def list_expired(now: datetime) -> list[int]:
    """The invitations nobody answered in time, by event."""
    wanted = Invitation.state.in_(OPEN), Invitation.expires_at <= now
    return list(db.session.scalars(select(Invitation.id).where(*wanted).order_by(Invitation.event_id, Invitation.id)))


def list_to_remind_of(now: datetime) -> list[int]:
    """The invitations whose last day to answer is near, and nobody was reminded of."""
    wanted = (
        Invitation.state == InvitationState.SENT,
        Invitation.expires_at > now,
        Invitation.remind_at <= now,
        Invitation.reminded_at.is_(None),
    )
    return list(db.session.scalars(select(Invitation.id).where(*wanted).order_by(Invitation.event_id, Invitation.id)))


def next_due() -> datetime | None:
    """When the next invitation expires, or somebody is to be reminded of one."""
    ends = select(func.min(Invitation.expires_at)).where(Invitation.state.in_(OPEN))
    unreminded = Invitation.state == InvitationState.SENT, Invitation.reminded_at.is_(None)
    reminders = select(func.min(Invitation.remind_at)).where(*unreminded)
    return min(filter(None, (db.session.scalar(ends), db.session.scalar(reminders))), default=None)


def list_to_forget(ended_before: date, *, limit: int) -> list[Invitation]:
    """Invitations to events that ended before that day, and of which nobody's registration came."""
    query = select(Invitation).join(Event, Event.id == Invitation.event_id)
    query = query.where(Event.ends_on < ended_before, Invitation.registration_id.is_(None))
    return list(db.session.scalars(query.order_by(Invitation.id).limit(limit)))


def find_by_message(message_id: int) -> Invitation | None:
    """The invitation that message carries."""
    about = select(OutboxMessage.subject_id).where(
        OutboxMessage.id == message_id, OutboxMessage.subject_kind == SUBJECT, OutboxMessage.kind.in_(CARRYING)
    )
    return db.session.scalar(select(Invitation).where(Invitation.id == about.scalar_subquery()))


CARRYING = ("guest_invitation", "delegate_invitation")
"""The kinds of messages that carry an invitation to whom it is for."""


def list_messages(invitation: Invitation) -> list[OutboxMessage]:
    """The messages about an invitation, the newest first."""
    query = select(OutboxMessage).where(*_about(invitation.id)).order_by(OutboxMessage.id.desc())
    return list(db.session.scalars(query))


def list_messages_in(invitation: Invitation, state: MessageState) -> list[OutboxMessage]:
    """The messages about an invitation that are in that state of the outbox."""
    return list(db.session.scalars(select(OutboxMessage).where(*_about(invitation.id), OutboxMessage.state == state)))


def delete_invitation(invitation: Invitation) -> None:
    """Keep neither the invitation nor any message about it."""
    db.session.flush()
    db.session.execute(delete(OutboxMessage).where(*_about(invitation.id)))
    db.session.execute(delete(Invitation).where(Invitation.id == invitation.id))


def delete_messages(invitation_ids: Collection[int]) -> None:
    """Keep no message about these invitations."""
    about = OutboxMessage.subject_kind == SUBJECT, OutboxMessage.subject_id.in_(invitation_ids)
    db.session.execute(delete(OutboxMessage).where(*about))


def _about(invitation_id: int) -> tuple[ColumnElement[bool], ...]:
    return OutboxMessage.subject_kind == SUBJECT, OutboxMessage.subject_id == invitation_id


def _conditions(event_id: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Invitation.event_id == event_id]
    if wanted.state is not None:
        found.append(Invitation.state == wanted.state)
    if wanted.form_id is not None:
        found.append(Invitation.form_id == wanted.form_id)
    if wanted.is_vip:
        found.append(Invitation.is_vip.is_(True))
    words = folded(wanted.text).split()
    return [*found, *(Invitation.search_key.contains(word, autoescape=True) for word in words)]
