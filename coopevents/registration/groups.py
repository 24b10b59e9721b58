"""The verbs of groups: open one, change it, hold more places, give places back, confirm, release, close.

Places nobody's name is on are held like seats of guests, behind the same lock; those of the members are in
``group_members``.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.forms.single import country_codes, valid_email
from coopevents.registration import (
    event_forms,
    group_queries,
    group_rules,
    place_offers,
    queries,
    quotas,
    rules,
    seats,
    tokens,
)
from coopevents.registration import waiting_queries as parties
from coopevents.registration.details import GroupDetails, GroupTermsDetails
from coopevents.registration.group_facts import (
    GroupCancelled,
    GroupChanged,
    GroupClosed,
    GroupConfirmed,
    GroupHoldExtended,
    GroupHoldWarned,
    GroupLinkReplaced,
    GroupLinkRequested,
    GroupPlacesAdded,
    GroupRegistered,
    GroupReleased,
    GroupTermsChanged,
)
from coopevents.registration.group_models import Group, GroupTerms
from coopevents.registration.group_places import (
    add_places,
    begin_hold,
    drop_offered,
    let_go,
    lock,
    record,
    refresh_state,
    unfilled_of,
)
from coopevents.registration.group_states import OPEN_GROUPS, PRESENT, GroupState, MemberState
from coopevents.registration.models import EventForm, RegistrationTerms
from coopevents.registration.waiting import is_seated_at_once, pass_on
from coopevents.registration.waiting_states import OfferState
from coopevents.text import LANGUAGES, cleaned, one_line

TERMS = ("is_offered", "largest", "hold_days", "may_stay_nameless", "swaps_until")
WRITTEN = ("name", "institution_name", "country", "leader_name", "deputy_name", "deputy_email", "language", "shared")
SHARED = ("hotel", "arrival", "bus")
LARGEST_BY_OFFICE = 500


def change_group_terms(event: Event, details: GroupTermsDetails, *, now: datetime, actor: Actor) -> GroupTerms:
    """Let the event take groups on these terms from now on."""
    terms = group_queries.find_terms(event.id)
    old = {name: getattr(terms or group_queries.group_terms(event.id), name) for name in TERMS}
    changes = changed_fields(old, {name: getattr(details, name) for name in TERMS})
    if terms is None:
        terms = GroupTerms(event_id=event.id)
        db.session.add(terms)
    for name in TERMS:
        setattr(terms, name, getattr(details, name))
    db.session.flush()
    if changes:
        about = Subject("event", event.id)
        fact = GroupTermsChanged(
            at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes
        )
        ledger.record(fact)
    return terms


def copy_group_terms(event: Event, copy: Event, shift: timedelta, *, now: datetime, actor: Actor) -> None:
    """Let another event, so many days later, take groups on the same terms."""
    terms = group_queries.find_terms(event.id)
    if terms is None:
        return
    said = {name: getattr(terms, name) for name in TERMS}
    until = terms.swaps_until + shift if terms.swaps_until is not None else None
    change_group_terms(copy, GroupTermsDetails(**{**said, "swaps_until": until}), now=now, actor=actor)


def open_group(event: Event, details: GroupDetails, *, now: datetime, actor: Actor, by_office: bool = False) -> Group:
    """Register a group: its places are held when there are enough, otherwise it waits, as a whole or for the rest.

    The same intention twice is one group. Raises GroupsAreNotTaken, GroupIsTooSmallOrLarge, a refusal of the window,
    GroupHasNoName, LeaderHasNoName, LeaderHasNoAddress, or EventIsFull where nobody can wait.
    """
    details = _cleaned(details)
    _ensure_described(details)
    terms = queries.lock_terms(event.id)
    if details.intention and (earlier := group_queries.find_by_intention(details.intention)):
        if (earlier.event_id, earlier.leader_email) == (event.id, details.leader_email):
            return earlier
        details = replace(details, intention=None)
    of_groups = group_queries.group_terms(event.id)
    if not by_office:
        if not of_groups.is_offered:
            raise group_rules.GroupsAreNotTaken
        rules.ensure_window(terms, now=now, zone=ZoneInfo(event.time_zone))
    group_rules.ensure_size(details.places, LARGEST_BY_OFFICE if by_office else of_groups.largest)
    form = event_forms.get_form(event.id, details.form_slug)
    origin = details.institution_name, details.country, None
    held = _share(event, terms, form, origin, details.places, takes_part=details.takes_part)
    if held < details.places and not terms.has_waiting_list:
        raise rules.EventIsFull
    group = _written_down(event, form, details, now)
    _hold(group, held, details.places - held, now=now)
    changes = {"places": (None, held), "waits_for": (None, group.waits_for)}
    record(GroupRegistered, group, now=now, actor=actor, changes=changes)
    return group


def _share(
    event: Event,
    terms: RegistrationTerms,
    form: EventForm,
    origin: tuple[str, str, int | None],
    wanted: int,
    *,
    takes_part: bool,
) -> int:
    """How many of the places wanted can be held now. Raises QuotaIsUsedUp."""
    allowed = quotas.share_of(event, origin, wanted, may_wait=terms.has_waiting_list)
    if allowed == wanted and is_seated_at_once(terms, form, wanted):
        return wanted
    if not takes_part or not is_seated_at_once(terms, form):
        return 0
    left = seats.Room(terms).on(form)
    return min(wanted, allowed, wanted if left is None else left)


def _hold(group: Group, held: int, waits_for: int, *, now: datetime) -> None:
    group.waits_for += waits_for
    db.session.flush()
    if held:
        add_places(group, held, now=now)
        begin_hold(group, now=now)


def _written_down(event: Event, form: EventForm, details: GroupDetails, now: datetime) -> Group:
    group = Group(
        event_id=event.id,
        event=event,
        form_id=form.id,
        form=form,
        number=queries.take_number(event.id),
        reference=tokens.new_reference(),
        intention=details.intention,
        state=GroupState.DRAFT,
        leader_email=details.leader_email,
        waits_for=0,
        takes_part=details.takes_part,
        made_at=now,
        changed_at=now,
        **{name: getattr(details, name) for name in WRITTEN},
    )
    db.session.add(group)
    db.session.flush()
    return group


def _cleaned(details: GroupDetails) -> GroupDetails:
    country = details.country.strip().upper()
    shared = {name: cleaned(details.shared.get(name, ""))[:500] for name in SHARED}
    return replace(
        details,
        name=one_line(details.name)[:200],
        institution_name=one_line(details.institution_name)[:300],
        country=country if country in country_codes() else "",
        leader_name=one_line(details.leader_name)[:200],
        leader_email=valid_email(details.leader_email) or "",
        deputy_name=one_line(details.deputy_name)[:200],
        deputy_email=valid_email(details.deputy_email) or "",
        language=details.language if details.language in LANGUAGES else "en",
        intention=(details.intention or "")[:64] or None,
        shared={name: text for name, text in shared.items() if text},
    )


def _ensure_described(details: GroupDetails) -> None:
    if not details.name:
        raise group_rules.GroupHasNoName
    if not details.leader_name:
        raise group_rules.LeaderHasNoName
    if not details.leader_email:
        raise group_rules.LeaderHasNoAddress


def change_group(group: Group, details: GroupDetails, *, now: datetime, actor: Actor) -> None:
    """Let this be said about the group; the leader's address stays, since the link was sent to it.

    Raises GroupIsOver, GroupHasNoName or LeaderHasNoName.
    """
    lock(group)
    group_rules.ensure_open(group.state)
    details = _cleaned(replace(details, leader_email=group.leader_email))
    _ensure_described(details)
    changes = changed_fields({n: getattr(group, n) for n in WRITTEN}, {n: getattr(details, n) for n in WRITTEN})
    part = changed_fields({"takes_part": group.takes_part}, {"takes_part": details.takes_part})
    for name, (_old, new) in {**changes, **part}.items():
        setattr(group, name, new)
    if changes or part:
        group.changed_at = now
        record(GroupChanged, group, now=now, actor=actor, changes={"fields": (None, sorted({**changes, **part}))})
    if part and group.waits_for:
        terms = queries.lock_terms(group.event_id)
        db.session.flush()
        pass_on(group.event, terms, now=now)


def hold_more(group: Group, count: int, *, now: datetime, actor: Actor, by_office: bool = False) -> None:
    """Hold so many places more, or wait for those that are not there.

    Raises GroupIsOver, GroupIsTooSmallOrLarge, or EventIsFull where nobody can wait.
    """
    terms = lock(group)
    group_rules.ensure_open(group.state)
    largest = LARGEST_BY_OFFICE if by_office else group_queries.group_terms(group.event_id).largest
    present = sum(each.state in PRESENT for each in group.members) + group.waits_for
    group_rules.ensure_size(max(count, 0) and present + count, largest)
    origin = group.institution_name, group.country, group.id
    held = _share(group.event, terms, group.form, origin, count, takes_part=group.takes_part)
    if held < count and not terms.has_waiting_list:
        raise rules.EventIsFull
    _hold(group, held, count - held, now=now)
    changes = {"places": (None, held), "waits_for": (None, count - held)}
    record(GroupPlacesAdded, group, now=now, actor=actor, changes=changes)


def stop_waiting(group: Group, *, now: datetime, actor: Actor) -> None:
    """The group no longer waits for more places; what it holds stays."""
    lock(group)
    group_rules.ensure_open(group.state)
    old, group.waits_for = group.waits_for, 0
    refresh_state(group, now=now)
    if old:
        record(GroupChanged, group, now=now, actor=actor, changes={"waits_for": (old, 0)})


def confirm_group(group: Group, *, now: datetime, actor: Actor) -> None:
    """All is as it should be. Places without a name stay held only where the event says so.

    Raises GroupIsOver, NothingToConfirm or PlacesHaveNoName; confirming twice is confirming once.
    """
    lock(group)
    group_rules.ensure_open(group.state)
    if group.state is GroupState.CONFIRMED:
        return
    if group.state is GroupState.DRAFT:
        raise group_rules.NothingToConfirm
    if unfilled_of(group) and not group_queries.group_terms(group.event_id).may_stay_nameless:
        raise group_rules.PlacesHaveNoName
    group.state, group.confirmed_at, group.hold_until, group.changed_at = GroupState.CONFIRMED, now, None, now
    db.session.flush()
    record(GroupConfirmed, group, now=now, actor=actor)


def release_places(group: Group, *, now: datetime, actor: Actor) -> int:
    """Let go of every place without a name, and of the wish for more; returns how many seats are free again.

    Offers that are open end with it. The members who are named keep their places.
    """
    terms = lock(group)
    group_rules.ensure_open(group.state)
    while offer := parties.find_open_offer(group_id=group.id):
        place_offers.take_back(offer, now=now, actor=actor)
    group.waits_for = 0
    freed = unfilled_of(group)
    for member in freed:
        let_go(member, MemberState.CANCELLED, now=now)
    group.hold_until = None
    refresh_state(group, now=now)
    record(GroupReleased, group, now=now, actor=actor, changes={"places": (len(freed), None)})
    pass_on(group.event, terms, now=now)
    return len(freed)


def end_hold(group: Group, *, now: datetime, actor: Actor) -> None:
    """The time to name the members is over: what has no name is released. Does nothing while there is time."""
    lock(group)
    is_held = group.state in {GroupState.HELD, GroupState.PARTLY_NAMED}
    if is_held and group.hold_until is not None and group.hold_until <= now:
        release_places(group, now=now, actor=actor)


def warn_of_end(group: Group, *, now: datetime, actor: Actor) -> None:
    """Tell the leader, once, that the time is almost over."""
    lock(group)
    if group.hold_until is not None and group.hold_warned_at is None and unfilled_of(group):
        group.hold_warned_at = now
        record(GroupHoldWarned, group, now=now, actor=actor)


def extend_hold(group: Group, until: datetime, *, now: datetime, actor: Actor) -> None:
    """Give more time to name the members.

    Raises GroupIsOver.
    """
    lock(group)
    group_rules.ensure_open(group.state)
    old, group.hold_until, group.hold_warned_at = group.hold_until, until, None
    changes = {"hold_until": (old.isoformat() if old else None, until.isoformat())}
    record(GroupHoldExtended, group, now=now, actor=actor, changes=changes)


def close_group(group: Group, *, now: datetime, actor: Actor) -> None:
    """The group is done with; nothing about it changes any more.

    Raises GroupIsOver or PlacesHaveNoName.
    """
    lock(group)
    group_rules.ensure_open(group.state)
    if group.state is not GroupState.CONFIRMED:
        raise group_rules.PlacesHaveNoName
    group.state, group.changed_at = GroupState.CLOSED, now
    record(GroupClosed, group, now=now, actor=actor)


def cancel_groups(event: Event, *, now: datetime, actor: Actor) -> None:
    """The event does not take place: no group holds or waits for anything, and every leader is told.

    The members who are named are told by the cancellation of their registrations.
    """
    queries.lock_terms(event.id)
    for group in group_queries.list_groups(event.id):
        if group.state not in OPEN_GROUPS:
            continue
        while offer := parties.find_open_offer(group_id=group.id):
            offer.state, offer.settled_at = OfferState.TAKEN_BACK, now
            drop_offered(group, offer, now=now)
        for member in unfilled_of(group):
            let_go(member, MemberState.CANCELLED, now=now)
        group.waits_for, group.hold_until, group.state, group.changed_at = 0, None, GroupState.CLOSED, now
        db.session.flush()
        record(GroupCancelled, group, now=now, actor=actor)


def send_link_again(group: Group, *, now: datetime, actor: Actor) -> None:
    """Let the leader have the link once more."""
    record(GroupLinkRequested, group, now=now, actor=actor)


def replace_link(group: Group, *, now: datetime, actor: Actor) -> None:
    """Make the present link worthless and send the leader a new one."""
    lock(group)
    group.link_version += 1
    record(GroupLinkReplaced, group, now=now, actor=actor)
