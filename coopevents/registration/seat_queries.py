"""Every select that counts seats.

They are taken by guests and who comes with them, by the places of groups that are not filled yet (those offered to a
group among them), and by invitations that hold one. A kind of place that is held some other way is one more number in
``_held``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, cast, func, literal, null, select, union_all

from coopevents.db import db
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.models import Registration
from coopevents.registration.states import HOLDING_A_SEAT, RegistrationState

_SEATS = func.coalesce(func.sum(1 + Registration.companion_count), 0)


@dataclass(frozen=True)
class Tally:
    """How many registrations of an event are in which state (states nobody is in are left out), and how many seats are
    given away or held."""

    by_state: Mapping[RegistrationState, int]
    seats_taken: int


def tally(event_id: int) -> Tally:
    """Everything that is counted of an event's registrations, in one statement that reads nothing but an index.

    All states are named, since PostgreSQL reads the rows themselves where nearly every one is wanted and nothing says
    that the index would do.
    """
    by_state: dict[RegistrationState, int] = {}
    seats_taken = 0
    for state, count, seats in db.session.execute(_EACH_STATE, {"event_id": event_id}):
        if state is not None:
            by_state[state] = count
        if state is None or state in HOLDING_A_SEAT:
            seats_taken += seats
    return Tally(by_state, seats_taken)


def seats_taken(event_id: int) -> int:
    """How many seats of an event are given away or held; one statement."""
    return sum(db.session.execute(_AT_EVENT, {"event_id": event_id}).one())


def seats_taken_on(form_id: int) -> int:
    """How many of them were given away, or are held, on one of its forms."""
    return sum(db.session.execute(_ON_FORM, {"form_id": form_id}).one())


def _held(of_registrations: Any, places: Any, of_invitations: Any) -> Select[Any]:
    guests = select(_SEATS).where(of_registrations, Registration.state.in_(HOLDING_A_SEAT))
    invited = select(func.count()).select_from(Invitation).where(of_invitations, Invitation.holds_seat)
    return select(*(each.scalar_subquery() for each in (guests, places.where(GroupMember.holds_seat), invited)))


_PLACES = select(func.count()).select_from(GroupMember)
_AT_EVENT = _held(
    Registration.event_id == bindparam("event_id"),
    _PLACES.where(GroupMember.event_id == bindparam("event_id")),
    Invitation.event_id == bindparam("event_id"),
)
_ON_FORM = _held(
    Registration.form_id == bindparam("form_id"),
    _PLACES.join(Group).where(Group.form_id == bindparam("form_id")),
    Invitation.form_id == bindparam("form_id"),
)
_EVERY_STATE: BindParameter[Any] = bindparam("states", list(RegistrationState), expanding=True, literal_execute=True)
_HELD_PLACES = cast(null(), Registration.state.type)
_EACH_STATE = union_all(
    select(Registration.state, func.count(), _SEATS)
    .where(Registration.event_id == bindparam("event_id"), Registration.state.in_(_EVERY_STATE))
    .group_by(Registration.state),
    select(_HELD_PLACES, literal(0), func.count()).where(
        GroupMember.event_id == bindparam("event_id"), GroupMember.holds_seat
    ),
    select(_HELD_PLACES, literal(0), func.count()).where(
        Invitation.event_id == bindparam("event_id"), Invitation.holds_seat
    ),
)
