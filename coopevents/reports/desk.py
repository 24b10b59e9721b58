"""The first page of the desk: what waits for a decision, the events that are coming, and today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.queries import Reach
from coopevents.events.states import EventState
from coopevents.places import queries as places
from coopevents.places.models import Place
from coopevents.registration import review_queries as reviews
from coopevents.registration.models import RegistrationTerms
from coopevents.registration.review_queries import Reviewing
from coopevents.registration.states import RegistrationState
from coopevents.reports import figures
from coopevents.reports.clashes import count_clashes
from coopevents.reports.unreleased import count_unreleased
from coopevents.schedule import queries as schedules
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityState

MOST_EVENTS = 40
DRAFT_HURTS = timedelta(days=21)
CLOSING_SOON = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a decision.

    ``kind`` is ``approvals``, ``reviews``, ``undelivered``, ``held``, ``clashes``, ``release``, ``draft`` or
    ``closing``; ``hurts_at`` is when it begins to hurt, and the order of the list.
    """

    kind: str
    event: Event
    number: int
    hurts_at: datetime


@dataclass(frozen=True)
class EventLine:
    """An event with its three figures: seats given away, decisions that wait, activities."""

    event: Event
    seats: int
    capacity: int | None
    pending: int
    activities: int


@dataclass(frozen=True)
class TodayLine:
    """An activity of today."""

    activity: Activity
    event: Event
    place: Place | None


@dataclass(frozen=True)
class Desk:
    """Everything the first page says."""

    waiting: Sequence[Waiting]
    events: Sequence[EventLine]
    today: Sequence[TodayLine]
    activities_this_week: int
    seats: int


def desk_for(reach: Reach, *, now: datetime, zone: ZoneInfo, who: Reviewing | None = None) -> Desk:
    """The desk of somebody who may see these events, and reviews as ``who``; days begin and end in ``zone``."""
    today = now.astimezone(zone).date()
    events = _coming_events(reach, today)
    ids, schedule_ids = [event.id for event in events], [event.schedule_id for event in events]
    guests, terms = figures.registrations_of(ids), figures.terms_of(ids)
    activities = figures.activities_of(schedule_ids)
    waiting = [
        *_approvals(events, guests, terms, reviews.count_in_stages(ids)),
        *_reviews(events, reviews.count_reviews(who) if who is not None else {}, terms),
        *_undelivered(events, figures.undelivered_of(ids), now),
        *_held(events, figures.held_of(ids), now),
        *_clashes(events, count_clashes(events)),
        *_unreleased(events, count_unreleased(schedule_ids, now), now),
        *_drafts(events, today),
        *_closing(events, terms, now),
    ]
    lines = [
        EventLine(
            event=event,
            seats=figures.seats_in(guests.get(event.id, {})),
            capacity=terms[event.id].capacity if event.id in terms else None,
            pending=guests.get(event.id, {}).get(RegistrationState.PENDING, 0),
            activities=figures.planned_in(activities.get(event.schedule_id, {})),
        )
        for event in events
    ]
    day, week = _span(today, today, zone), _span(today, today + timedelta(days=6), zone)
    return Desk(
        waiting=sorted(waiting, key=lambda each: (each.hurts_at, each.kind, each.event.id)),
        events=lines,
        today=_today(events, *day),
        activities_this_week=figures.count_activities_between(schedule_ids, *week),
        seats=sum(line.seats for line in lines),
    )


def _coming_events(reach: Reach, today: date) -> list[Event]:
    """Events that are not over and not cancelled, the next first."""
    query = select(Event).where(reach.condition(), Event.ends_on >= today, Event.state != EventState.CANCELLED)
    query = query.options(joinedload(Event.cover)).order_by(Event.starts_on, Event.id).limit(MOST_EVENTS)
    return list(db.session.scalars(query))


def _approvals(
    events: Sequence[Event],
    guests: Mapping[int, figures.Guests],
    terms: Mapping[int, RegistrationTerms],
    in_stages: Mapping[int, int],
) -> list[Waiting]:
    """Guests who wait to hear from the office, those at a stage of a plan left out."""
    found = []
    for event in events:
        number = guests.get(event.id, {}).get(RegistrationState.PENDING, 0) - in_stages.get(event.id, 0)
        if number > 0:
            found.append(Waiting("approvals", event, number, _latest(event, terms)))
    return found


def _reviews(
    events: Sequence[Event],
    mine: Mapping[int, tuple[int, datetime | None]],
    terms: Mapping[int, RegistrationTerms],
) -> list[Waiting]:
    """Registrations at a stage that the reader decides; it hurts when the first is due."""
    known = [event for event in events if event.id in mine]
    return [Waiting("reviews", each, mine[each.id][0], mine[each.id][1] or _latest(each, terms)) for each in known]


def _latest(event: Event, terms: Mapping[int, RegistrationTerms]) -> datetime:
    """When a decision hurts: when registration closes, at the latest when the event starts."""
    closes_at = terms[event.id].closes_at if event.id in terms else None
    return min(closes_at or _start(event), _start(event))


def _undelivered(events: Sequence[Event], numbers: Mapping[int, int], now: datetime) -> list[Waiting]:
    """Messages that do not arrive hurt already."""
    return [Waiting("undelivered", event, numbers[event.id], now) for event in events if numbers.get(event.id)]


def _held(events: Sequence[Event], numbers: Mapping[int, int], now: datetime) -> list[Waiting]:
    """People do not hear of changes until somebody lets them."""
    return [Waiting("held", event, numbers[event.id], now) for event in events if numbers.get(event.id)]


def _clashes(events: Sequence[Event], numbers: Mapping[int, int]) -> list[Waiting]:
    return [
        Waiting("clashes", event, numbers[event.schedule_id], _start(event))
        for event in events
        if numbers.get(event.schedule_id)
    ]


def _unreleased(events: Sequence[Event], numbers: Mapping[int, int], now: datetime) -> list[Waiting]:
    """Changes readers do not see yet; they hurt a week before the event begins, and while it lasts."""
    return [
        Waiting("release", event, numbers[event.schedule_id], max(now, _start(event) - timedelta(days=7)))
        for event in events
        if numbers.get(event.schedule_id)
    ]


def _drafts(events: Sequence[Event], today: date) -> list[Waiting]:
    """Events that start soon and that nobody outside can see."""
    return [
        Waiting("draft", event, (event.starts_on - today).days, _start(event) - timedelta(days=7))
        for event in events
        if event.state is EventState.DRAFT and event.starts_on - today <= DRAFT_HURTS
    ]


def _closing(events: Sequence[Event], terms: Mapping[int, RegistrationTerms], now: datetime) -> list[Waiting]:
    """Registrations that close within a week."""
    found = []
    for event in events:
        closes_at = terms[event.id].closes_at if event.id in terms and terms[event.id].is_offered else None
        if event.state is EventState.PUBLISHED and closes_at and now < closes_at <= now + CLOSING_SOON:
            found.append(Waiting("closing", event, 0, closes_at))
    return found


def _today(events: Sequence[Event], starts_at: datetime, ends_at: datetime) -> list[TodayLine]:
    by_schedule = {event.schedule_id: event for event in events}
    activities = schedules.list_activities_between(list(by_schedule), starts_at, ends_at)
    activities = [each for each in activities if each.state is not ActivityState.CANCELLED]
    known = places.map_places(each.place_id for each in activities)
    return [TodayLine(each, by_schedule[each.schedule_id], known.get(each.place_id or 0)) for each in activities]


def _start(event: Event) -> datetime:
    return datetime.combine(event.starts_on, time(8), ZoneInfo(event.time_zone)).astimezone(UTC)


def _span(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first minute of one day to the last of another, as moments."""
    starts = datetime.combine(first, time(), zone)
    return starts.astimezone(UTC), datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
