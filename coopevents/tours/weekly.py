"""Departures every week: planned as patterns, made some weeks ahead, once for each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coopevents import ledger
from coopevents.calendars.public_holidays import holidays_in
from coopevents.calendars.zones import zone_named
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor, Fact, Subject
from coopevents.schedule.models import Schedule
from coopevents.text import one_line
from coopevents.tours import departure_queries as queries
from coopevents.tours import departure_rules as rules
from coopevents.tours import departures, desks
from coopevents.tours.departure_details import BlackoutDetails, PatternDetails
from coopevents.tours.departure_facts import BlackoutAdded, BlackoutRemoved, PatternAdded, PatternChanged
from coopevents.tours.models import TourBlackout, TourDeparture, TourPattern, TourRoute
from coopevents.tours.patterns import Closure, PatternDay, Weekly, days_of

AHEAD = timedelta(weeks=6)
"""How far ahead weekly tours are made."""


@dataclass(frozen=True)
class Around:
    """What the days of a unit's patterns are held against."""

    zone: str
    closures: tuple[Closure, ...]
    holidays: frozenset[date]


def add_pattern(route: TourRoute, details: PatternDetails, *, now: datetime, actor: Actor) -> TourPattern:
    """Let a route depart every week; the next weeks are made at once. Raises a refusal when it cannot be."""
    if route.is_retired:
        raise rules.RouteIsRetired(field="route")
    rules.ensure_pattern_is_possible(details)
    pattern = TourPattern(route_id=route.id, weekday=details.weekday, starts=details.starts, since=details.since)
    pattern.route = route
    _fill(pattern, details)
    db.session.add(pattern)
    db.session.flush()
    _record(PatternAdded, "tour_pattern", pattern.id, route.unit_id, now, actor)
    make_departures(pattern.id, now=now, actor=actor)
    return pattern


def change_pattern(pattern: TourPattern, details: PatternDetails, *, now: datetime, actor: Actor) -> None:
    """Let it end on another day, leave other days out, or be led otherwise; departures that are made stay as they are.

    Weekday, time and first day stay: whoever wants others ends this one and adds another.
    """
    rules.ensure_pattern_is_possible(details)
    _fill(pattern, details)
    _record(PatternChanged, "tour_pattern", pattern.id, pattern.route.unit_id, now, actor)
    make_departures(pattern.id, now=now, actor=actor)


def make_departures(pattern_id: int, *, now: datetime, actor: Actor = THE_HOUSE) -> list[TourDeparture]:
    """Make what is missing of the next weeks, each day once; those made now."""
    pattern = queries.lock_pattern(pattern_id)
    schedule = desks.schedule_of(pattern.route.unit_id)
    if schedule is None or pattern.route.is_retired:
        return []
    today = now.astimezone(zone_named(schedule.time_zone)).date()
    horizon = today + AHEAD
    known = queries.list_days_made(pattern.id)
    made = [
        _make(schedule, pattern, each, now, actor)
        for each in days_of_pattern(pattern, around(schedule, pattern.route_id, horizon.year), today, horizon)
        if each.starts_at is not None and each.starts_at > now and each.day not in known
    ]
    pattern.made_until = horizon
    db.session.flush()
    return made


def days_of_pattern(pattern: TourPattern, beside: Around, begins: date, ends: date) -> list[PatternDay]:
    """The days of a pattern from one day to another, and why some are left out."""
    weekly = Weekly(
        weekday=pattern.weekday,
        starts=pattern.starts,
        since=pattern.since,
        until=pattern.until,
        zone=beside.zone,
        left_out=frozenset(date.fromisoformat(each) for each in pattern.left_out),
        on_holidays=pattern.on_holidays,
    )
    return days_of(weekly, begins, ends, closures=beside.closures, holidays=beside.holidays)


def around(
    schedule: Schedule, route_id: int, last_year: int, *, blackouts: Sequence[TourBlackout] | None = None
) -> Around:
    """The clock, days without tours and public holidays of a unit's tours schedule; ``blackouts`` are all of the unit,
    where they are known."""
    found = queries.list_blackouts(schedule.unit_id) if blackouts is None else blackouts
    closures = tuple(
        Closure(each.since, each.until, each.reason) for each in found if each.route_id in {None, route_id}
    )
    country = schedule.holidays_of
    holidays = holidays_in(country, last_year - 1, last_year + 1) if country else frozenset[date]()
    return Around(schedule.time_zone, closures, holidays)


def add_blackout(unit_id: int, details: BlackoutDetails, *, now: datetime, actor: Actor) -> TourBlackout:
    """Let nothing depart on some days. What is planned for them already stays and is shown, to be cancelled or not."""
    rules.ensure_blackout_is_possible(details)
    blackout = TourBlackout(
        unit_id=unit_id,
        route_id=details.route_id,
        since=details.since,
        until=details.until,
        reason=one_line(details.reason)[:200],
    )
    db.session.add(blackout)
    db.session.flush()
    _record(BlackoutAdded, "tour_blackout", blackout.id, unit_id, now, actor)
    return blackout


def remove_blackout(blackout: TourBlackout, *, now: datetime, actor: Actor) -> None:
    """Let weekly tours depart on those days as usual: what was left out is made."""
    _record(BlackoutRemoved, "tour_blackout", blackout.id, blackout.unit_id, now, actor)
    db.session.delete(blackout)
    db.session.flush()
    for pattern in queries.list_patterns([blackout.unit_id]):
        make_departures(pattern.id, now=now, actor=actor)


def _make(schedule: Schedule, pattern: TourPattern, day: PatternDay, now: datetime, actor: Actor) -> TourDeparture:
    assert day.starts_at is not None  # noqa: S101 - days that are left out are not made
    spoken = (pattern.language,) if pattern.language else tuple(pattern.route.languages.split())
    guides = (pattern.guide_id,) if pattern.guide_id is not None else ()
    said = departures.details_for(pattern.route, day.starts_at, languages=spoken, guide_ids=guides)
    departure = departures.plan_departure(schedule, pattern.route, said, now=now, actor=actor)
    departure.pattern_id, departure.made_for = pattern.id, day.day
    db.session.flush()
    return departure


def _fill(pattern: TourPattern, details: PatternDetails) -> None:
    pattern.until, pattern.language, pattern.guide_id = details.until, details.language, details.guide_id
    pattern.left_out = sorted({each.isoformat() for each in details.left_out})
    pattern.on_holidays = details.on_holidays


def _record(kind: type[Fact], name: str, number: int, unit_id: int, now: datetime, actor: Actor) -> None:
    ledger.record(kind(at=now, actor=actor, subject=Subject(name, number), unit_id=unit_id))
