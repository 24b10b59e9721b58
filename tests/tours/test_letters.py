"""What parties are told, and what their calendars learn: the same identity, and a number that only rises."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.mail.models import OutboxMessage
from coopevents.schedule import service as scheduling
from coopevents.tours import booking, booking_queries, by_the_clock, departures, offers
from tests.readers import icaljs, libical, vobject_reader
from tests.tours.office import OFFICER, STARTS, VISITOR, Tours, tour_messages

ANNA, BO = "anna@example.org", "bo@example.org"


def do_what_is_due(tours: Tours) -> None:
    """What the worker does by now."""
    for _number, deed in by_the_clock.list_due(tours.now):
        deed()
        unit_of_work.commit()


def calendar_of(address: str) -> list[tuple[str, str, str, int]]:
    """(method, uid, status, sequence) of every calendar part sent to somebody, in order."""
    rows = db.session.query(OutboxMessage).filter_by(to_email=address).order_by(OutboxMessage.id)
    found = []
    for each in rows:
        if each.calendar_body:
            calendar = Calendar.from_ical(each.calendar_body.decode())
            (event,) = calendar.walk("VEVENT")
            found.append((str(calendar["METHOD"]), str(event["UID"]), str(event["STATUS"]), int(event["SEQUENCE"])))
    return found


def test_a_party_is_told_that_it_is_booked_that_it_waits_and_that_it_moved_up(tours: Tours) -> None:
    departure = tours.departure()
    anna = tours.book(departure, "anna", 6, language="fr")
    tours.book(departure, "bo", 5)
    booking.cancel_booking(anna, now=tours.later(), actor=VISITOR)
    unit_of_work.commit()
    assert tour_messages() == [
        ("tour_booked", ANNA, "REQUEST"),
        ("tour_awaited", BO, ""),
        ("tour_cancelled", ANNA, "CANCEL"),
        ("tour_booked", BO, "REQUEST"),
    ]
    first = db.session.query(OutboxMessage).first()
    assert first is not None
    assert first.subject == "Réservé : Campus historique"
    assert "Marches de la bibliothèque" in first.text_body


def test_a_tour_moved_on_the_board_is_told_once_after_the_quiet_time(tours: Tours) -> None:
    departure = tours.departure()
    anna = tours.book(departure, "anna", 2)
    for hours in (3, 4):
        starts_at = STARTS + timedelta(hours=hours)
        scheduling.move_activity(
            departure.activity,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=90),
            place_id=None,
            now=tours.later(),
            actor=OFFICER,
        )
        unit_of_work.commit()
        do_what_is_due(tours)
    assert [each[0] for each in tour_messages()] == ["tour_booked"]
    tours.now += timedelta(minutes=15)
    do_what_is_due(tours)
    do_what_is_due(tours)
    assert [each[0] for each in tour_messages()] == ["tour_booked", "tour_moved"]
    uid = f"{anna.uid}@localhost"
    assert calendar_of(ANNA) == [("REQUEST", uid, "CONFIRMED", 0), ("REQUEST", uid, "CONFIRMED", 1)]


def test_a_tour_that_is_back_where_it_was_is_no_news(tours: Tours) -> None:
    departure = tours.departure()
    tours.book(departure, "anna", 2)
    for hours in (3, 0):
        starts_at = STARTS + timedelta(hours=hours)
        ends_at = starts_at + timedelta(minutes=90)
        scheduling.move_activity(
            departure.activity, starts_at=starts_at, ends_at=ends_at, place_id=None, now=tours.later(), actor=OFFICER
        )
        unit_of_work.commit()
    tours.now += timedelta(hours=1)
    do_what_is_due(tours)
    assert [each[0] for each in tour_messages()] == ["tour_booked"]


def test_weather_takes_a_tour_off_the_calendar_and_another_puts_it_back(tours: Tours) -> None:
    departure, other = tours.departure(), tours.departure(STARTS + timedelta(days=1))
    tours.departure(STARTS + timedelta(hours=5))
    tours.departure(STARTS + timedelta(hours=30), most_heads=3)
    anna = tours.book(departure, "anna", 4)
    departures.cancel_departure(departure, "Heavy rain", for_weather=True, now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    assert [each.id for each in offers.offers_for(booking_queries.get_booking(anna.id), now=tours.now)] == [other.id]
    told = db.session.query(OutboxMessage).filter_by(kind="tour_cancelled").one()
    assert "Heavy rain" in told.text_body
    assert "Wednesday" in told.text_body
    booking.move_booking(booking_queries.get_booking(anna.id), other, now=tours.later(), actor=VISITOR)
    unit_of_work.commit()
    uid = f"{anna.uid}@localhost"
    assert calendar_of(ANNA) == [
        ("REQUEST", uid, "CONFIRMED", 0),
        ("CANCEL", uid, "CANCELLED", 1),
        ("REQUEST", uid, "CONFIRMED", 2),
    ]


def test_a_tour_cancelled_and_reopened_on_the_board_is_followed(tours: Tours) -> None:
    departure = tours.departure()
    tours.book(departure, "anna", 4)
    scheduling.cancel_activity(departure.activity, "The guide is ill", now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    scheduling.reopen_activity(departure.activity, now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    assert [(each[0], each[3]) for each in calendar_of(ANNA)] == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]


def test_a_party_is_reminded_once_the_day_before_and_whoever_booked_since_is_not(tours: Tours) -> None:
    departure = tours.departure()
    tours.book(departure, "anna", 2)
    tours.now = STARTS - timedelta(hours=20)
    tours.book(departure, "bo", 2)
    for _round in range(2):
        do_what_is_due(tours)
    assert [(kind, to) for kind, to, _method in tour_messages() if kind == "tour_reminder"] == [("tour_reminder", ANNA)]


def test_own_time_is_warned_of_in_the_message_to_the_owner_of_the_address(tours: Tours) -> None:
    tours.book(tours.departure(), "anna")
    tours.book(tours.departure(STARTS + timedelta(minutes=30)), "anna")
    second = db.session.query(OutboxMessage).order_by(OutboxMessage.id.desc()).first()
    assert second is not None
    assert "At that time you are at “Historic campus” as well." in second.text_body


def test_independent_readers_understand_what_calendars_are_sent(tours: Tours) -> None:
    departure = tours.departure()
    anna = tours.book(departure, "anna", 2)
    departures.cancel_departure(departure, "Storm", for_weather=True, now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    for each in db.session.query(OutboxMessage).order_by(OutboxMessage.id):
        assert each.calendar_body is not None
        assert libical.check(each.calendar_body).is_clean
        for reader in (libical, icaljs, vobject_reader):
            (read,) = reader.events(each.calendar_body)
            assert (read.uid, read.starts_at, read.summary) == (f"{anna.uid}@localhost", STARTS, "Historic campus")


def test_the_worker_closes_begins_and_ends_tours(tours: Tours) -> None:
    departure = tours.departure()
    found = []
    for moment in (STARTS - timedelta(hours=2), STARTS, STARTS + timedelta(minutes=90)):
        tours.now = moment
        do_what_is_due(tours)
        found.append(departure.state.value)
    assert found == ["closed", "running", "done"]
