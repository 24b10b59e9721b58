"""Every select of bookings of tours."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql import Select

from coopevents.audit.models import AuditEntry
from coopevents.db import Base, db
from coopevents.mail.models import OutboxMessage
from coopevents.people.models import Person
from coopevents.registration.models import Registration
from coopevents.schedule.models import Activity, Participant, SignUp
from coopevents.schedule.states import ActivityState, SignUpState
from coopevents.tours import booking_tokens as tokens
from coopevents.tours.booking_rules import LIVE, BookingNotFound
from coopevents.tours.models import TourBooking, TourDeparture
from coopevents.tours.states import TAKES_PLACES, BookingState

ONE_DAY = timedelta(days=1)


def get_booking(booking_id: int) -> TourBooking:
    """The booking with that id, read anew.

    Raises BookingNotFound.
    """
    booking = db.session.scalar(_whole().where(TourBooking.id == booking_id).execution_options(populate_existing=True))
    if booking is None:
        raise BookingNotFound
    return booking


def find_by_intention(intention: str | None) -> TourBooking | None:
    """The booking a form has made already."""
    if intention is None:
        return None
    return db.session.scalar(_whole().where(TourBooking.intention == intention))


def find_by_link(token: str) -> TourBooking:
    """The booking whose page a token opens.

    Raises BookingNotFound.
    """
    booking = _named_by(token)
    if booking is None or not tokens.opens_link(booking, token):
        raise BookingNotFound
    return booking


def find_by_calendar(token: str) -> TourBooking:
    """The booking whose calendar a token opens.

    Raises BookingNotFound.
    """
    booking = _named_by(token)
    if booking is None or not tokens.opens_calendar(booking, token):
        raise BookingNotFound
    return booking


def taken_of(departure_id: int) -> tuple[int, int]:
    """How many guests and how many parties have a place on a departure."""
    return map_taken([departure_id]).get(departure_id, (0, 0))


def map_taken(departure_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """The same for many departures; those without any are left out."""
    return _map_counts(departure_ids, TAKES_PLACES)


def map_waiting(departure_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """How many guests and parties wait for each departure; those nobody waits for are left out."""
    return _map_counts(departure_ids, {BookingState.WAITING})


def list_of(departure_id: int, states: Collection[BookingState] | None = None) -> list[TourBooking]:
    """The bookings of a departure: who has a place in the order they booked, then who waits in theirs, then the
    rest."""
    query = _whole().where(TourBooking.departure_id == departure_id)
    if states is not None:
        query = query.where(TourBooking.state.in_(states))
    found = list(db.session.scalars(query.order_by(TourBooking.booked_at, TourBooking.id)))
    return sorted(found, key=_in_line)


def list_waiting(departure_id: int) -> list[TourBooking]:
    """Who waits for a departure, longest first."""
    query = select(TourBooking).where(
        TourBooking.departure_id == departure_id, TourBooking.state == BookingState.WAITING
    )
    query = query.order_by(TourBooking.waiting_since, TourBooking.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def count_ahead(booking: TourBooking) -> int:
    """How many parties wait in front of this one."""
    line = [each.id for each in list_waiting(booking.departure_id)]
    return line.index(booking.id) if booking.id in line else 0


def list_of_registration(registration_id: int) -> list[TourBooking]:
    """What a guest of an event has booked, in the order of time, cancelled ones too."""
    query = _whole().where(TourBooking.registration_id == registration_id)
    return list(db.session.scalars(query.order_by(Activity.starts_at, TourBooking.id)))


def pairs_booked(uids: Collection[str]) -> set[tuple[str, int]]:
    """Which guests of events have booked, or wait for, which of these activities: (uid, registration)."""
    query = select(Activity.uid, TourBooking.registration_id).join(TourBooking.departure).join(TourDeparture.activity)
    query = query.where(Activity.uid.in_(uids), TourBooking.state.in_(LIVE))
    return {(uid, number) for uid, number in db.session.execute(query) if number is not None}


def list_of_person(person_id: int) -> list[TourBooking]:
    """What a person has booked or waits for, in the order of time."""
    query = _whole().where(TourBooking.person_id == person_id, TourBooking.state.in_(LIVE))
    return list(db.session.scalars(query.order_by(Activity.starts_at, TourBooking.id)))


def list_engagements(person_id: int, starts_at: datetime, ends_at: datetime) -> list[Activity]:
    """Where a person is in that time on whatever schedule: in a part, on a place they booked, or on a tour."""
    in_it = select(Participant.activity_id).where(Participant.person_id == person_id)
    signed_up = select(SignUp.activity_id).where(SignUp.person_id == person_id, SignUp.state == SignUpState.BOOKED)
    on_tour = select(TourDeparture.activity_id).join(TourBooking, TourBooking.departure_id == TourDeparture.id)
    on_tour = on_tour.where(TourBooking.person_id == person_id, TourBooking.state == BookingState.CONFIRMED)
    query = select(Activity).where(Activity.starts_at < ends_at, Activity.ends_at > starts_at)
    query = query.where(Activity.state == ActivityState.PUBLIC)
    query = query.where(or_(Activity.id.in_(in_it), Activity.id.in_(signed_up), Activity.id.in_(on_tour)))
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.id)))


def list_to_tell(now: datetime) -> list[int]:
    """The bookings whose party is to be told of another time or place by now."""
    query = select(TourBooking.id).where(TourBooking.tell_at <= now)
    return list(db.session.scalars(query.order_by(TourBooking.tell_at, TourBooking.id)))


def next_to_tell() -> datetime | None:
    """When the next party is to be told; None when none is."""
    return db.session.scalar(select(func.min(TourBooking.tell_at)))


def list_to_remind(now: datetime) -> list[int]:
    """The parties whose tour departs within a day and who were not reminded; those who booked since know it."""
    query = select(TourBooking.id).join(TourBooking.departure).join(TourDeparture.activity)
    query = query.where(
        TourBooking.state == BookingState.CONFIRMED,
        TourBooking.reminded_at.is_(None),
        Activity.state == ActivityState.PUBLIC,
        Activity.starts_at > now,
        Activity.starts_at <= now + ONE_DAY,
        TourBooking.booked_at <= now - timedelta(hours=12),
    )
    return list(db.session.scalars(query.order_by(Activity.starts_at, TourBooking.id)))


def list_to_erase(before: datetime, *, limit: int) -> list[TourBooking]:
    """The bookings of outside visitors whose tour ended before that moment and which still name them."""
    query = _whole().where(
        TourBooking.registration_id.is_(None), TourBooking.person_id.is_not(None), Activity.ends_at < before
    )
    return list(db.session.scalars(query.order_by(TourBooking.id).limit(limit)))


def list_departures_waited_for(now: datetime) -> list[int]:
    """The departures still to come that somebody waits for."""
    query = select(TourBooking.departure_id).join(TourBooking.departure).join(TourDeparture.activity)
    query = query.where(TourBooking.state == BookingState.WAITING, Activity.starts_at > now)
    return sorted(set(db.session.scalars(query)))


def move_to_registration(kept_id: int, person_id: int) -> None:
    """What the registrations merged into one have booked belongs to that one."""
    merged = select(Registration.id).where(Registration.merged_into_id == kept_id)
    moving = update(TourBooking).where(TourBooking.registration_id.in_(merged))
    db.session.execute(moving.values(registration_id=kept_id, person_id=person_id))


def delete_messages(booking_id: int) -> None:
    """Keep no message to a party about its booking."""
    about = OutboxMessage.subject_kind == "tour_booking", OutboxMessage.subject_id == booking_id
    db.session.execute(delete(OutboxMessage).where(*about))


def forget_what_changed(booking_id: int) -> None:
    """Let the audit trail say that something happened to a booking, and when, but no longer what it was."""
    about = AuditEntry.subject_kind == "tour_booking", AuditEntry.subject_id == booking_id
    db.session.execute(update(AuditEntry).where(*about).values(changes={}))


def is_only_a_visitor(person: Person) -> bool:
    """Whether the office knows a person from nothing but bookings of tours that are gone: nothing else names them, and
    nobody at the desk has written them down before they booked."""
    columns = (column for table in Base.metadata.sorted_tables for column in table.columns)
    naming = [each for each in columns if "person.id" in {key.target_fullname for key in each.foreign_keys}]
    return not any(db.session.scalar(select(exists().where(column == person.id))) for column in naming)


def delete_person(person_id: int) -> None:
    """Keep no record of a person."""
    db.session.execute(delete(Person).where(Person.id == person_id))


def _named_by(token: str) -> TourBooking | None:
    uid = tokens.uid_in(token)
    return db.session.scalar(_whole().where(TourBooking.uid == uid)) if uid is not None else None


def _map_counts(departure_ids: Collection[int], states: Collection[BookingState]) -> dict[int, tuple[int, int]]:
    columns = (TourBooking.departure_id, func.sum(TourBooking.heads), func.count())
    query = select(*columns).where(TourBooking.departure_id.in_(departure_ids), TourBooking.state.in_(states))
    return {row[0]: (int(row[1]), row[2]) for row in db.session.execute(query.group_by(TourBooking.departure_id))}


def _in_line(booking: TourBooking) -> tuple[int, datetime, int]:
    if booking.state is BookingState.WAITING:
        return 1, booking.waiting_since or booking.booked_at, booking.id
    return (0 if booking.state in TAKES_PLACES else 2), booking.booked_at, booking.id


def _whole() -> Select[TourBooking]:
    """Bookings with their departure, its activity and its route."""
    query = select(TourBooking).join(TourBooking.departure).join(TourDeparture.activity)
    departure = contains_eager(TourBooking.departure)
    return query.options(
        departure, departure.contains_eager(TourDeparture.activity), departure.options(joinedload(TourDeparture.route))
    )
