"""The waiting list: what becomes free is passed on, in the order the event's rule gives, to singles and groups alike.

The rule says who is first: who came first, whom the office ranks first, or whom the draw names first. Where the terms
name a time to answer, places are offered; otherwise they are given at once.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.facts import THE_HOUSE, Actor, Subject, changed_fields
from coopevents.registration import draws, group_places, group_queries, place_offers, plans, queries, quotas, seats
from coopevents.registration import waiting_queries as parties
from coopevents.registration.details import WaitingDetails
from coopevents.registration.facts import RegistrationPromoted
from coopevents.registration.form_queries import list_forms
from coopevents.registration.group_facts import GroupPlacesGiven
from coopevents.registration.models import EventForm, Registration, RegistrationTerms
from coopevents.registration.states import RegistrationState
from coopevents.registration.waiting_facts import WaitingListDrawn, WaitingOrderChanged, WaitingRulesChanged
from coopevents.registration.waiting_queries import Party
from coopevents.registration.waiting_rules import NobodyWaitsThere, ensure_rules
from coopevents.registration.waiting_states import WaitingRule

RULES = ("waiting_rule", "offer_hours", "passes_on_itself", "draw_at")


def pass_on(event: Event, terms: RegistrationTerms, *, now: datetime, by_office: bool = False) -> int:
    """Pass every free seat on, in order; the terms are locked. Returns how many parties were served.

    Who needs more seats than are free, is on a form that is full, or comes from where a quota is used up, lets those
    behind go first: no seat stays empty while somebody could sit on it. Nobody is called to an event that does not take
    place, or that is over; nor, unless the office says so, where places wait for the office or for the draw.
    """
    if is_over(event, now) or (terms.keeps_places_back and not by_office):
        return 0
    room = seats.Room(terms)
    if room.left is not None and room.left <= 0:
        return 0
    forms = {each.id: each for each in list_forms(event.id)}
    waiting, served = parties.list_parties(event.id), 0
    share = quotas.Shares(event, waiting)
    for party in waiting:
        form = forms[party.form_id]
        if count := party.seats_of(share.least(party, room.on(form))):
            room.take(form, count)
            share.take(party, count)
            give(party, count, event, terms, now=now, actor=THE_HOUSE)
            served += 1
        if room.left is not None and room.left <= 0:
            break
    return served


def is_over(event: Event, now: datetime) -> bool:
    """Whether nobody is called to this event any more."""
    return event.state is EventState.CANCELLED or now.astimezone(ZoneInfo(event.time_zone)).date() > event.ends_on


def is_seated_at_once(terms: RegistrationTerms, form: EventForm | None, wanted: int = 1) -> bool:
    """Whether who comes now is seated: there is room, and no place is kept back for those who wait already."""
    if not seats.has_room_for(terms, form, wanted):
        return False
    return not terms.keeps_places_back or not parties.is_anybody_waiting(terms.event_id)


def give(party: Party, count: int, event: Event, terms: RegistrationTerms, *, now: datetime, actor: Actor) -> None:
    """Let a party have so many seats, which were found free under the lock: at once, or as an offer."""
    if party.registration_id is not None:
        guest = queries.get_by_id(party.registration_id)
        if terms.offer_hours is not None:
            place_offers.offer_to_guest(guest, terms.offer_hours, now=now, actor=actor)
        else:
            _promote(guest, event, terms, now=now, actor=actor)
        return
    assert party.group_id is not None  # noqa: S101 - a party is one or the other
    group = group_queries.get_by_id(party.group_id)
    if terms.offer_hours is not None:
        place_offers.offer_to_group(group, count, terms.offer_hours, now=now, actor=actor)
        return
    group.waits_for -= count
    group_places.add_places(group, count, now=now)
    group_places.begin_hold(group, now=now)
    changes = {"places": (None, count)}
    group_places.record(GroupPlacesGiven, group, now=now, actor=actor, changes=changes)


def _promote(waiting: Registration, event: Event, terms: RegistrationTerms, *, now: datetime, actor: Actor) -> None:
    state = RegistrationState.PENDING if plans.needs_approval(terms, waiting.form_id) else RegistrationState.APPROVED
    seats.move(waiting, state, now=now)
    if state is RegistrationState.PENDING:
        plans.open_case(waiting, now=now)
    changes = {"state": (RegistrationState.WAITLISTED.value, state.value)}
    seats.record(RegistrationPromoted, waiting, event, now=now, actor=actor, changes=changes)


def change_rules(event: Event, details: WaitingDetails, *, now: datetime, actor: Actor) -> RegistrationTerms:
    """Let the waiting list follow these rules from now on; what is free and was kept back until now is passed on.

    A draw that has another moment is drawn anew, with another seed. Raises DrawNeedsAMoment.
    """
    ensure_rules(details, now=now)
    terms = queries.lock_terms(event.id)
    new = {name: getattr(details, name) for name in RULES}
    changes = changed_fields({name: getattr(terms, name) for name in RULES}, new)
    if not changes:
        return terms
    for name, (_old, value) in changes.items():
        setattr(terms, name, value)
    if details.waiting_rule is not WaitingRule.DRAW:
        terms.draw_at, terms.draw_seed, terms.drawn_at = None, "", None
    elif {"waiting_rule", "draw_at"} & set(changes):
        terms.draw_seed, terms.drawn_at = draws.new_seed(), None
    if details.waiting_rule is WaitingRule.ARRIVAL and "waiting_rule" in changes:
        _rank(parties.list_parties(event.id), by_arrival=True)
    _record(WaitingRulesChanged, event, now, actor, changes)
    db.session.flush()
    pass_on(event, terms, now=now)
    return terms


def copy_rules(event: Event, copy: Event, *, now: datetime, actor: Actor) -> None:
    """Let another event pass places on by the same rules; where lots were drawn, by the order of registration, since
    their moment is over.
    """
    terms = queries.get_terms(event.id)
    is_drawn = terms.waiting_rule is WaitingRule.DRAW
    details = WaitingDetails(
        waiting_rule=WaitingRule.ARRIVAL if is_drawn else terms.waiting_rule,
        offer_hours=terms.offer_hours,
        passes_on_itself=terms.passes_on_itself,
    )
    change_rules(copy, details, now=now, actor=actor)


def move_to(event: Event, number: int, place: int, *, now: datetime, actor: Actor) -> None:
    """Rank the guest or group with that number as the ``place``-th (from 1) of those who wait.

    Raises NobodyWaitsThere.
    """
    queries.lock_terms(event.id)
    waiting = parties.list_parties(event.id)
    moved = next((each for each in waiting if each.number == number), None)
    if moved is None:
        raise NobodyWaitsThere
    old = waiting.index(moved)
    new = min(max(place, 1), len(waiting)) - 1
    if new == old:
        return
    waiting.insert(new, waiting.pop(old))
    _rank(waiting)
    _record(WaitingOrderChanged, event, now, actor, {"number": (number, number), "order": (old + 1, new + 1)})


def draw(event: Event, *, now: datetime, actor: Actor) -> None:
    """Put everybody who waits in the order drawn, once; who comes later waits behind them. Then places are passed on.

    Does nothing where no draw is due.
    """
    terms = queries.lock_terms(event.id)
    is_due = terms.draw_at is not None and terms.draw_at <= now
    if terms.waiting_rule is not WaitingRule.DRAW or terms.drawn_at is not None or not is_due:
        return
    by_number = {each.number: each for each in parties.list_parties(event.id)}
    _rank([by_number[number] for number in draws.drawn(terms.draw_seed, by_number)])
    terms.drawn_at = now
    db.session.flush()
    _record(WaitingListDrawn, event, now, actor, {"number": (None, len(by_number))})
    pass_on(event, terms, now=now)


def _rank(waiting: Sequence[Party], *, by_arrival: bool = False) -> None:
    """Ranks are smaller than the number of anybody who comes later, so that newcomers wait behind."""
    for rank, party in enumerate(waiting, start=1):
        single = party.registration_id is not None
        waits = (
            queries.get_by_id(party.registration_id or 0) if single else group_queries.get_by_id(party.group_id or 0)
        )
        waits.waiting_order = None if by_arrival else rank
    db.session.flush()


def _record(
    kind: type[WaitingRulesChanged] | type[WaitingOrderChanged] | type[WaitingListDrawn],
    event: Event,
    now: datetime,
    actor: Actor,
    changes: dict[str, tuple[object, object]],
) -> None:
    about = Subject("event", event.id)
    ledger.record(kind(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes))
