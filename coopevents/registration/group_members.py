"""The places of a group, one by one: a name is put on them, a link sent, a name swapped, a place given back."""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask_babel.speaklater import LazyString

from coopevents.approvals import service as approvals
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.forms.single import valid_email
from coopevents.i18n import _l, force_locale
from coopevents.registration import decisions, group_queries, group_rules, seats, service, snapshots
from coopevents.registration.details import GuestDetails
from coopevents.registration.facts import RegistrationCancelled
from coopevents.registration.group_facts import (
    GroupInvitationRevoked,
    GroupMemberInvited,
    GroupMemberLeft,
    GroupMemberNamed,
    GroupMemberSwapped,
    GroupPlaceGivenBack,
)
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.group_places import add_places, let_go, lock, record, refresh_state
from coopevents.registration.group_states import UNFILLED, MemberState
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.registration.waiting import pass_on
from coopevents.text import one_line


def fill_place(member: GroupMember, details: GuestDetails, *, now: datetime, actor: Actor) -> Registration:
    """Put a name on a place: the member is registered, and the place's seat is the registration's from now on.

    Who fills it in says nothing of companions, who would need seats of their own: they are left out.
    The same intention twice is one registration. Raises GroupIsOver, PlaceIsNotYours, PlaceIsFilled, and what
    ``register_guest`` raises.
    """
    group = member.group
    lock(group)
    group_rules.ensure_open(group.state)
    if member.state is MemberState.FILLED and member.registration is not None:
        if details.intention and member.registration.intention == details.intention[:64]:
            return member.registration
        raise group_rules.PlaceIsFilled
    _ensure_own(member)
    member.holds_seat = False
    db.session.flush()
    details = replace(details, companion_count=0, form_slug=group.form.slug)
    registration = service.register_guest(group.event, details, now=now, actor=actor, has_held_seat=True)
    registration.group_id = group.id
    member.registration_id, member.registration = registration.id, registration
    member.name = member.email = ""
    member.state, member.changed_at = MemberState.FILLED, now
    refresh_state(group, now=now)
    changes = {"group_place": (None, member.position), "number": (None, registration.number)}
    record(GroupMemberNamed, group, now=now, actor=actor, changes=changes)
    return registration


def invite_member(member: GroupMember, email: str, name: str = "", *, now: datetime, actor: Actor) -> None:
    """Send a link by which the member fills in their own data; sent once more, it is the same link.

    To another address goes another link, and the older one is worthless. Raises GroupIsOver, PlaceIsNotYours,
    PlaceIsFilled or AddressIsMissing.
    """
    group = member.group
    lock(group)
    group_rules.ensure_open(group.state)
    _ensure_own(member)
    address = valid_email(email)
    if not address:
        raise group_rules.AddressIsMissing
    if member.email and member.email != address:
        member.token_version += 1
    member.email, member.name = address, one_line(name)[:200] or member.name
    member.state, member.invited_at, member.changed_at = MemberState.INVITED, now, now
    db.session.flush()
    record(GroupMemberInvited, group, now=now, actor=actor, changes={"group_place": (None, member.position)})


def revoke_invitation(member: GroupMember, *, now: datetime, actor: Actor) -> None:
    """Make the link of a member worthless; the place stays the group's.

    Raises GroupIsOver, PlaceIsNotYours or PlaceIsFilled.
    """
    group = member.group
    lock(group)
    group_rules.ensure_open(group.state)
    _ensure_own(member)
    member.token_version += 1
    member.state, member.email, member.name, member.changed_at = MemberState.PLACEHOLDER, "", "", now
    db.session.flush()
    record(GroupInvitationRevoked, group, now=now, actor=actor, changes={"group_place": (None, member.position)})


def swap_name(member: GroupMember, *, now: datetime, actor: Actor) -> GroupMember:
    """Somebody else comes in a member's place: that member is cancelled and told, the seat stays with the group.

    Returns the place, which has no name again. Raises GroupIsOver, PlaceIsNotYours, NamesAreFinal or StateForbids.
    """
    group = member.group
    terms = lock(group)
    group_rules.ensure_open(group.state)
    _ensure_time_to_swap(group, now)
    registration = member.registration
    if member.state is not MemberState.FILLED or registration is None:
        raise group_rules.PlaceIsNotYours
    let_go(member, MemberState.REPLACED, now=now)
    old = registration.state
    seats.lock(registration)
    approvals.close_case(seats.subject_of(registration), now=now)
    snapshots.forget(registration)
    reason = _said_to(registration, _l("Somebody else of your group comes in your place."))
    seats.move(registration, RegistrationState.CANCELLED, now=now, reason=reason)
    registration.link_version += 1
    changes = {"state": (old.value, RegistrationState.CANCELLED.value)}
    seats.record(RegistrationCancelled, registration, group.event, now=now, actor=actor, changes=changes)
    position = member.position
    add_places(group, 1, now=now)
    place = group.members[-1]
    place.position = position
    refresh_state(group, now=now)
    record(GroupMemberSwapped, group, now=now, actor=actor, changes={"number": (registration.number, None)})
    pass_on(group.event, terms, now=now)
    return place


def give_place_back(member: GroupMember, *, now: datetime, actor: Actor) -> None:
    """The group does not need a place: a member who is named is cancelled and told; the seat goes to who waits.

    Raises GroupIsOver, PlaceIsNotYours or StateForbids.
    """
    group = member.group
    terms = lock(group)
    group_rules.ensure_open(group.state)
    if member.offer_id is not None or member.state not in UNFILLED | {MemberState.FILLED}:
        raise group_rules.PlaceIsNotYours
    registration = member.registration if member.state is MemberState.FILLED else None
    let_go(member, MemberState.CANCELLED, now=now)
    refresh_state(group, now=now)
    record(GroupPlaceGivenBack, group, now=now, actor=actor, changes={"group_place": (member.position, None)})
    if registration is not None:
        reason = _said_to(registration, _l("Your group gave this place back."))
        decisions.cancel_registration(registration, reason, now=now, actor=actor)
    else:
        pass_on(group.event, terms, now=now)


def note_left(registration: Registration, *, now: datetime, actor: Actor) -> None:
    """A member withdrew, or the office decided so: the place is not the group's any more."""
    member = group_queries.find_member_of(registration.id)
    if member is None or member.state is not MemberState.FILLED:
        return
    let_go(member, MemberState.CANCELLED, now=now)
    refresh_state(member.group, now=now)
    changes = {"number": (registration.number, None)}
    record(GroupMemberLeft, member.group, now=now, actor=actor, changes=changes)


def _said_to(registration: Registration, sentence: LazyString) -> str:
    with force_locale(registration.language):
        return str(sentence)


def _ensure_own(member: GroupMember) -> None:
    if member.state is MemberState.FILLED:
        raise group_rules.PlaceIsFilled
    if member.state not in UNFILLED or member.offer_id is not None:
        raise group_rules.PlaceIsNotYours


def _ensure_time_to_swap(group: Group, now: datetime) -> None:
    begins = datetime.combine(group.event.starts_on, time(), ZoneInfo(group.event.time_zone))
    group_rules.ensure_swappable(group_queries.group_terms(group.event_id).swaps_until, begins, now=now)
