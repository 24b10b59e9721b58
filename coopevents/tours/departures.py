"""The verbs of departures. A departure is an activity: time, place, guides and vehicles are said of that."""

from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor, Subject, changed_fields
from coopevents.schedule import service as scheduling
from coopevents.schedule.details import ActivityDetails, ParticipantDetails, ResourceDetails
from coopevents.schedule.models import Schedule
from coopevents.schedule.states import ActivityKind, ActivityState, ParticipantRole
from coopevents.tours import booking_queries as bookings
from coopevents.tours import departure_queries as queries
from coopevents.tours import departure_rules as rules
from coopevents.tours import guiding_queries, room_left, stops_walk
from coopevents.tours.departure_details import DepartureDetails
from coopevents.tours.departure_facts import (
    DepartureChanged,
    DepartureClosed,
    DepartureFact,
    DepartureOpened,
    DeparturePlanned,
    DepartureWentOn,
)
from coopevents.tours.models import TourDeparture, TourRoute
from coopevents.tours.room_left import Room, Standing, Times
from coopevents.tours.states import DepartureState

_SAID = ("languages", "most_heads", "most_parties", "small_parties_pass", "note")
GUIDE = ParticipantRole.GUIDE


def plan_departure(
    schedule: Schedule,
    route: TourRoute,
    details: DepartureDetails,
    *,
    is_open: bool = True,
    now: datetime,
    actor: Actor,
) -> TourDeparture:
    """Put a tour on a schedule: open for bookings, or a draft nobody sees. Raises a refusal when it cannot be."""
    if route.is_retired:
        raise rules.RouteIsRetired(field="route")
    rules.ensure_departure_is_possible(details, now)
    said = activity_details(route, details, is_open=is_open)
    activity = scheduling.plan_activity(schedule, said, now=now, actor=actor)
    departure = TourDeparture(
        route_id=route.id,
        activity_id=activity.id,
        state=DepartureState.OPEN if is_open else DepartureState.DRAFT,
        feedback_code=token_hex(16),
        created_at=now,
    )
    departure.route, departure.activity = route, activity
    _fill(departure, details)
    db.session.add(departure)
    db.session.flush()
    record(DeparturePlanned, departure, now, actor, changed_fields({}, _said_of(departure)))
    return departure


def change_departure(
    departure: TourDeparture,
    details: DepartureDetails,
    *,
    expected_version: int | None = None,
    now: datetime,
    actor: Actor,
) -> TourDeparture:
    """Say everything about a departure anew; whoever booked it follows.

    Raises CapacityIsBelowBookings, ActivityWasChanged, or another refusal.
    """
    departure = queries.lock_departure(departure.id)
    if departure.activity.starts_at <= now:
        raise rules.DepartureIsOver
    rules.ensure_departure_is_possible(details, now)
    taken = bookings.taken_of(departure.id)
    rules.ensure_holds_bookings(Room(details.most_heads, details.most_parties, *taken))
    before = _said_of(departure)
    _fill(departure, details)
    said = activity_details(departure.route, details, is_open=departure.state is not DepartureState.DRAFT)
    kept = scheduling.details_of(departure.activity)
    scheduling.change_activity(
        departure.activity,
        _kept(said, kept),
        expected_version=expected_version,
        now=now,
        actor=actor,
    )
    changes = changed_fields(before, _said_of(departure))
    if changes:
        record(DepartureChanged, departure, now, actor, changes)
    return departure


def open_departure(departure: TourDeparture, *, now: datetime, actor: Actor) -> None:
    """Let it be booked: a draft, or one that was closed by hand. Raises DepartureIsOver."""
    departure = queries.lock_departure(departure.id)
    if departure.activity.starts_at <= now:
        raise rules.DepartureIsOver
    if departure.state is DepartureState.OPEN:
        return
    was, departure.state = departure.state, DepartureState.OPEN
    if was is DepartureState.DRAFT:
        public = scheduling.details_of(departure.activity, state=ActivityState.PUBLIC)
        scheduling.change_activity(departure.activity, public, expected_version=None, now=now, actor=actor)
    record(DepartureOpened, departure, now, actor, {"state": (was.value, DepartureState.OPEN.value)})


def close_departure(departure: TourDeparture, *, now: datetime, actor: Actor) -> None:
    """Take no more bookings. Raises DepartureIsOver."""
    departure = queries.lock_departure(departure.id)
    if departure.activity.starts_at <= now:
        raise rules.DepartureIsOver
    if departure.state is DepartureState.OPEN:
        departure.state = DepartureState.CLOSED
        changes = {"state": (DepartureState.OPEN.value, DepartureState.CLOSED.value)}
        record(DepartureClosed, departure, now, actor, changes)


def cancel_departure(
    departure: TourDeparture, reason: str, *, for_weather: bool = False, now: datetime, actor: Actor
) -> None:
    """It does not take place; whoever booked hears why, and which other departures there are.

    Raises DepartureIsOver, or what ``scheduling.cancel_activity`` raises.
    """
    departure = queries.lock_departure(departure.id)
    if departure.activity.starts_at <= now:
        raise rules.DepartureIsOver
    scheduling.cancel_activity(departure.activity, reason, now=now, actor=actor)
    departure.cancelled_for_weather = for_weather


def reopen_departure(departure: TourDeparture, *, now: datetime, actor: Actor) -> None:
    """It takes place after all; whoever is still booked hears of it. Raises DepartureIsOver."""
    departure = queries.lock_departure(departure.id)
    if departure.activity.starts_at <= now:
        raise rules.DepartureIsOver
    scheduling.reopen_activity(departure.activity, now=now, actor=actor)
    departure.cancelled_for_weather = False


def go_on(departure: TourDeparture, *, now: datetime) -> bool:
    """Let a departure be as far as the clock says; whether that changed anything."""
    departure = queries.lock_departure(departure.id)
    due = room_left.due_state(departure.state, times_of(departure), now)
    if due is departure.state:
        return False
    was, departure.state = departure.state, due
    if due is DepartureState.DONE:
        guiding_queries.settle_no_shows(departure.id)
    record(DepartureWentOn, departure, now, THE_HOUSE, {"state": (was.value, due.value)})
    return True


def times_of(departure: TourDeparture) -> Times:
    """When it begins and ends, and when its bookings do."""
    activity = departure.activity
    return Times(activity.starts_at, activity.ends_at, departure.route.cut_off_hours)


def room_of(departure: TourDeparture, taken: tuple[int, int]) -> Room:
    """How much room it has, when so many (guests, parties) have a place."""
    return Room(departure.most_heads, departure.most_parties, *taken)


def standing_of(departure: TourDeparture, taken: tuple[int, int], now: datetime) -> Standing:
    """How it stands to whoever wants to book it."""
    is_cancelled = departure.activity.state is ActivityState.CANCELLED
    room, times = room_of(departure, taken), times_of(departure)
    return room_left.standing_of(departure.state, times, room, now, is_cancelled=is_cancelled)


def details_of(departure: TourDeparture, **instead: Any) -> DepartureDetails:
    """Everything said about a departure, some of it replaced."""
    activity = departure.activity
    leading = [each.person_id for each in activity.participants if each.role is GUIDE]
    said = {
        "starts_at": activity.starts_at,
        "minutes": activity.length,
        "place_id": activity.place_id,
        "languages": tuple(departure.languages.split()),
        "guide_ids": tuple(each for each in leading if each != departure.backup_id),
        "backup_id": departure.backup_id,
        "resource_ids": tuple(each.resource_id for each in activity.resources),
        "most_heads": departure.most_heads,
        "most_parties": departure.most_parties,
        "small_parties_pass": departure.small_parties_pass,
        "note": departure.note,
    }
    return DepartureDetails(**{**said, **instead})


def details_for(route: TourRoute, starts_at: datetime, **instead: Any) -> DepartureDetails:
    """What a new departure on a route begins with."""
    said = {
        "starts_at": starts_at,
        "place_id": route.meeting_place_id,
        "languages": tuple(route.languages.split()),
        "most_heads": route.most_heads,
        "most_parties": route.most_parties,
    }
    return DepartureDetails(**{**said, **instead})


def activity_details(route: TourRoute, details: DepartureDetails, *, is_open: bool) -> ActivityDetails:
    """The activity a departure is."""
    leading = dict.fromkeys((*details.guide_ids, *((details.backup_id,) if details.backup_id else ())))
    minutes = details.minutes or stops_walk.duration(route.stops, route.minutes)
    return ActivityDetails(
        kind=ActivityKind.TOUR,
        title=route.name,
        text=route.text,
        starts_at=details.starts_at,
        ends_at=details.starts_at + timedelta(minutes=minutes),
        place_id=details.place_id,
        people=tuple(ParticipantDetails(each, GUIDE) for each in leading),
        resources=tuple(ResourceDetails(each) for each in details.resource_ids),
        capacity=details.most_heads,
        languages=details.languages,
        state=ActivityState.PUBLIC if is_open else ActivityState.DRAFT,
    )


def record(
    kind: type[DepartureFact],
    departure: TourDeparture,
    now: datetime,
    actor: Actor,
    changes: dict[str, tuple[Any, Any]] | None = None,
) -> None:
    """Write a fact about a departure down."""
    subject = Subject("tour_departure", departure.id)
    ledger.record(kind(at=now, actor=actor, subject=subject, unit_id=departure.route.unit_id, changes=changes or {}))


def _kept(said: ActivityDetails, before: ActivityDetails) -> ActivityDetails:
    """What a departure says nothing about stays as the board left it: title, text, track, notes, people in other
    roles, numbers of resources."""
    others = tuple(each for each in before.people if each.role is not GUIDE)
    numbers = {each.resource_id: each for each in before.resources}
    return ActivityDetails(
        kind=before.kind,
        title=before.title,
        text=before.text,
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        place_id=said.place_id,
        people=(*said.people, *others),
        audience=before.audience,
        capacity=said.capacity,
        expected=before.expected,
        takes_sign_ups=before.takes_sign_ups,
        is_fixed=before.is_fixed,
        resources=tuple(numbers.get(each.resource_id, each) for each in said.resources),
        track_id=before.track_id,
        languages=said.languages,
        internal_note=before.internal_note,
        state=said.state,
    )


def _fill(departure: TourDeparture, details: DepartureDetails) -> None:
    departure.languages = " ".join(details.languages)
    departure.most_heads, departure.most_parties = details.most_heads, details.most_parties
    departure.small_parties_pass, departure.note = details.small_parties_pass, details.note
    departure.backup_id = details.backup_id


def _said_of(departure: TourDeparture) -> dict[str, Any]:
    return {name: getattr(departure, name) for name in _SAID}
