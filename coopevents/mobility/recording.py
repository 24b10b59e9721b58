"""How the verbs of this room write down what they did, and which day it is at the office."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coopevents import config, ledger
from coopevents.facts import Actor, Subject
from coopevents.mobility import rules
from coopevents.mobility.facts import TravellerFact, TripFact
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.states import TripState


def subject_of(trip: Trip) -> Subject:
    """The trip as engines know it."""
    return Subject("trip", trip.id)


def zone() -> ZoneInfo:
    """The clock of the office."""
    return ZoneInfo(config.in_force().default_time_zone)


def day_of(now: datetime) -> date:
    """Which day it is at the office."""
    return now.astimezone(zone()).date()


def whole_days(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the last one of the last, by the clock of the office."""
    return datetime.combine(first, time(), zone()), datetime.combine(last + timedelta(days=1), time(), zone())


def move(trip: Trip, state: TripState, *, now: datetime) -> dict[str, tuple[str, str]]:
    """Let the trip come to another state; returns that as a fact's changes. Raises TripForbids."""
    old = trip.state
    rules.ensure_may_become(old, state)
    trip.state, trip.state_since, trip.changed_at = state, now, now
    return {"state": (old.value, state.value)}


def record(
    kind: type[TripFact],
    trip: Trip,
    *,
    now: datetime,
    actor: Actor,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
) -> None:
    """Record a fact about the trip."""
    told = dict(changes or {}) | ({"reason": ("", reason)} if reason else {})
    ledger.record(kind(at=now, actor=actor, subject=subject_of(trip), unit_id=trip.unit_id, changes=told))


def record_traveller(
    kind: type[TravellerFact], traveller: Traveller, *, now: datetime, actor: Actor, reason: str = ""
) -> None:
    """Record a fact about one traveller."""
    trip, changes = traveller.trip, {"reason": ("", reason)} if reason else {}
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=subject_of(trip),
            unit_id=trip.unit_id,
            traveller_id=traveller.id,
            changes=changes,
        )
    )
