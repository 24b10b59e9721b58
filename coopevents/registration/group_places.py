"""The places of a group: held, offered, let go. Everything here happens behind the lock of the event's terms."""

from datetime import datetime, timedelta

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Changes, Fact, Subject
from coopevents.registration import group_queries, queries, tokens
from coopevents.registration.group_models import Group, GroupMember, PlaceOffer
from coopevents.registration.group_states import UNFILLED, GroupState, MemberState, state_for
from coopevents.registration.models import RegistrationTerms

SETTLED = frozenset({GroupState.CLOSED, GroupState.RELEASED})


def subject_of(group: Group) -> Subject:
    """The group as engines and facts know it."""
    return Subject("registration_group", group.id)


def record(
    kind: type[Fact], group: Group, *, now: datetime, actor: Actor, changes: Changes | None = None, **more: int
) -> None:
    """Write down what happened to a group."""
    event: Event = group.event
    about = subject_of(group)
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=about,
            unit_id=event.unit_id,
            event_id=event.id,
            changes=changes or {},
            **more,
        )
    )


def lock(group: Group) -> RegistrationTerms:
    """Lock the seats of the group's event, and see the group as it is behind the lock."""
    terms = queries.lock_terms(group.event_id)
    group_queries.refresh(group)
    return terms


def add_places(group: Group, count: int, *, now: datetime, offer: PlaceOffer | None = None) -> None:
    """Let the group hold so many places more; with an offer, only until that is settled."""
    first = max((each.position for each in group.members), default=0) + 1
    for position in range(first, first + count):
        group.members.append(
            GroupMember(
                event_id=group.event_id,
                position=position,
                reference=tokens.new_reference(),
                token_version=1,
                state=MemberState.PLACEHOLDER,
                holds_seat=True,
                offer_id=offer.id if offer is not None else None,
                changed_at=now,
            )
        )
    db.session.flush()


def begin_hold(group: Group, *, now: datetime) -> None:
    """From now on the leader has time to name the members, as long as the event says."""
    days = group_queries.group_terms(group.event_id).hold_days
    until = now + timedelta(days=days)
    group.hold_until = max(group.hold_until or until, until)
    group.hold_warned_at = None
    if group.state is GroupState.CONFIRMED:
        group.state = GroupState.HELD
    refresh_state(group, now=now)


def take_offered(group: Group, offer: PlaceOffer, *, now: datetime) -> None:
    """What was offered is the group's now."""
    for member in group.members:
        if member.offer_id == offer.id:
            member.offer_id = None
    begin_hold(group, now=now)


def drop_offered(group: Group, offer: PlaceOffer, *, now: datetime) -> None:
    """What was offered is not the group's; a group that has and wants nothing else is done with."""
    for member in [each for each in group.members if each.offer_id == offer.id]:
        group.members.remove(member)
    refresh_state(group, now=now)


def let_go(member: GroupMember, state: MemberState, *, now: datetime) -> None:
    """The place is no longer this one's: its link is worthless, and it holds no seat."""
    member.state, member.holds_seat, member.changed_at = state, False, now
    member.token_version += 1


def refresh_state(group: Group, *, now: datetime) -> None:
    """Let the group's state say how many of its places are named; a confirmed one stays so while it has any."""
    own = [each for each in group.members if each.offer_id is None]
    filled = sum(each.state is MemberState.FILLED for each in own)
    unfilled = sum(each.state in UNFILLED for each in own)
    has_more_to_come = group.waits_for > 0 or any(each.offer_id is not None for each in group.members)
    group.changed_at = now
    if group.state not in SETTLED:
        state = state_for(filled, unfilled)
        if state is GroupState.DRAFT and not has_more_to_come:
            state = GroupState.RELEASED
        if group.state is not GroupState.CONFIRMED or state is GroupState.RELEASED:
            group.state = state
    db.session.flush()


def unfilled_of(group: Group) -> list[GroupMember]:
    """The places of a group that are its own and have no name."""
    return [each for each in group.members if each.state in UNFILLED and each.offer_id is None]
