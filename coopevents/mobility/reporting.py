"""Leaving, coming back, and reporting: what the calendar does, and what each traveller owes."""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.mobility import absences, queries, report_dates, rules
from coopevents.mobility.facts import (
    ReportHandedIn,
    ReportRequested,
    ReportsAreLate,
    TripBegun,
    TripEnded,
    TripReported,
)
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.recording import day_of, move, record, record_traveller
from coopevents.mobility.states import TripState as S
from coopevents.text import cleaned


def follow_calendar(trip: Trip, *, now: datetime, actor: Actor) -> None:
    """On its first day an approved trip begins; the day after its last one they are back, and reports are due."""
    trip, today = queries.lock_trip(trip.id), day_of(now)
    if trip.state is S.APPROVED and trip.starts_on <= today:
        record(TripBegun, trip, now=now, actor=actor, changes=move(trip, S.TRAVELLING, now=now))
    if trip.state is S.TRAVELLING and trip.ends_on < today:
        come_back(trip, now=now, actor=actor)


def come_back(trip: Trip, *, now: datetime, actor: Actor) -> None:
    """They are back; each owes a report. Raises TripForbids."""
    trip = queries.lock_trip(trip.id)
    changes = move(trip, S.RETURNED, now=now)
    for each in owing(trip):
        each.report_due_on = report_dates.due_after(trip.ends_on)
    absences.keep_in_step(trip)
    record(TripEnded, trip, now=now, actor=actor, changes=changes)
    close_when_all_is_in(trip, now=now, actor=actor)


def hand_in_report(traveller: Traveller, text: str, *, now: datetime, actor: Actor) -> None:
    """Write the report, or write it anew; with the last one the trip is reported.

    Raises ReportIsEmpty, ReportIsTooEarly, or TripForbids for a trip that was never made.
    """
    trip = queries.lock_trip(traveller.trip_id)
    db.session.refresh(traveller)
    if trip.state not in {S.TRAVELLING, S.RETURNED, S.REPORTED} or traveller.is_withdrawn:
        raise rules.TripForbids(trip.state)
    rules.ensure_report_holds(text, trip.ends_on, day_of(now))
    traveller.report, traveller.reported_at = cleaned(text), now
    db.session.flush()
    record_traveller(ReportHandedIn, traveller, now=now, actor=actor)
    close_when_all_is_in(trip, now=now, actor=actor)


def remind(traveller: Traveller, *, now: datetime, actor: Actor) -> None:
    """Ask a traveller for the report. The same day once; who has handed it in is not asked.

    Raises TripForbids before they are back.
    """
    trip = queries.lock_trip(traveller.trip_id)
    db.session.refresh(traveller)
    if trip.state is not S.RETURNED:
        raise rules.TripForbids(trip.state)
    today = day_of(now)
    if traveller.reported_at is not None or traveller.is_withdrawn or traveller.reminded_on == today:
        return
    traveller.reminded_on = today
    db.session.flush()
    record_traveller(ReportRequested, traveller, now=now, actor=actor)


def remind_by_calendar(trip_id: int, *, now: datetime, actor: Actor) -> None:
    """Remind everybody on a trip whose reminder is due, and tell the colleague who looks after it when it is late."""
    trip, today = queries.lock_trip(trip_id), day_of(now)
    if trip.state is not S.RETURNED:
        return
    due = [each for each in owing(trip) if is_reminded_now(each, now)]
    for each in due:
        remind(each, now=now, actor=actor)
    if any(report_dates.concerns_office(each.report_due_on, today) for each in due if each.report_due_on):
        record(ReportsAreLate, trip, now=now, actor=actor)


def is_reminded_now(traveller: Traveller, now: datetime) -> bool:
    """Whether a reminder of the report is due."""
    due_on = traveller.report_due_on
    return due_on is not None and report_dates.is_reminded_now(due_on, traveller.reminded_on, day_of(now))


def owing(trip: Trip) -> list[Traveller]:
    """Everybody on it who has not handed in a report."""
    going = [each for each in trip.travellers if not each.is_withdrawn and not each.is_erased]
    return [each for each in going if each.reported_at is None]


def close_when_all_is_in(trip: Trip, *, now: datetime, actor: Actor) -> None:
    """Once nobody owes a report any more, the trip is reported."""
    if trip.state is S.RETURNED and not owing(trip):
        record(TripReported, trip, now=now, actor=actor, changes=move(trip, S.REPORTED, now=now))
