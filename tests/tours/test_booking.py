"""Parties book, wait, move up, move and cancel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.people.models import Person
from coopevents.tours import booking, booking_queries, booking_rules, booking_tokens, departures
from coopevents.tours.booking_details import PartyDetails
from tests.tours.office import NOW, OFFICER, STARTS, VISITOR, Tours, states


def test_a_party_has_its_places_until_it_is_full_and_then_waits(tours: Tours) -> None:
    departure = tours.departure()
    tours.book(departure, "anna", 6)
    tours.book(departure, "bo", 5)
    tours.book(departure, "chen", 4)
    tours.book(departure, "dora", 1)
    assert states(departure.id) == {"anna": "confirmed", "bo": "waiting", "chen": "confirmed", "dora": "waiting"}
    assert booking_queries.taken_of(departure.id) == (10, 2)
    line = booking_queries.list_waiting(departure.id)
    assert [(each.contact_name, booking_queries.count_ahead(each)) for each in line] == [("Bo", 0), ("Dora", 1)]


def test_parties_are_counted_as_well_as_heads(tours: Tours) -> None:
    departure = tours.departure(most_parties=2)
    for name in ("anna", "bo", "chen"):
        tours.book(departure, name)
    assert states(departure.id) == {"anna": "confirmed", "bo": "confirmed", "chen": "waiting"}


def test_a_party_of_four_moves_up_only_when_four_places_are_free(tours: Tours) -> None:
    departure = tours.departure()
    anna, bo = tours.book(departure, "anna", 3), tours.book(departure, "bo", 6)
    tours.book(departure, "chen", 4)
    tours.book(departure, "dora", 2)
    booking.cancel_booking(anna, now=tours.later(), actor=VISITOR)
    unit_of_work.commit()
    assert states(departure.id) == {"anna": "cancelled", "bo": "confirmed", "chen": "confirmed", "dora": "waiting"}
    booking.cancel_booking(bo, now=tours.later(), actor=VISITOR)
    unit_of_work.commit()
    assert states(departure.id)["dora"] == "confirmed"


@pytest.mark.parametrize(("passes", "expected"), [(True, "confirmed"), (False, "waiting")])
def test_a_small_party_passes_a_larger_one_only_where_the_rule_says_so(
    tours: Tours, passes: bool, expected: str
) -> None:
    departure = tours.departure(small_parties_pass=passes)
    tours.book(departure, "anna", 6)
    bo = tours.book(departure, "bo", 4)
    tours.book(departure, "chen", 5)
    tours.book(departure, "dora", 1)
    booking.change_party(bo, PartyDetails(heads=3), now=tours.later(), actor=VISITOR)
    unit_of_work.commit()
    assert states(departure.id) == {"anna": "confirmed", "bo": "confirmed", "chen": "waiting", "dora": expected}


def test_a_form_sent_twice_is_one_booking(tours: Tours) -> None:
    departure = tours.departure()
    first, second = (tours.book(departure, "anna", 2, intention="a form") for _each in range(2))
    assert first.id == second.id
    assert booking_queries.taken_of(departure.id) == (2, 1)


@pytest.mark.parametrize("heads", [0, 7])
def test_a_party_is_neither_nobody_nor_too_many(tours: Tours, heads: int) -> None:
    with pytest.raises(booking_rules.PartyIsImpossible) as refused:
        tours.book(tours.departure(), "anna", heads)
    assert refused.value.field == "heads"


def test_nobody_books_what_is_closed_begun_or_cancelled_but_the_office_books_late(tours: Tours) -> None:
    departure = tours.departure()
    tours.now = STARTS - timedelta(hours=1)
    with pytest.raises(booking_rules.TourTakesNoBookings):
        tours.book(departure, "anna")
    unit_of_work.discard()
    late = booking_rules.BookingDetails(name="Anna", email="anna@example.org")
    made = booking.book_tour(departure, late, by_office=True, now=tours.later(), actor=OFFICER)
    assert made.state.value == "confirmed"
    tours.now = STARTS
    with pytest.raises(booking_rules.TourTakesNoBookings):
        booking.book_tour(departure, late, by_office=True, now=tours.now, actor=OFFICER)


def test_a_party_that_grows_beyond_what_is_left_stays_as_it_was(tours: Tours) -> None:
    departure = tours.departure()
    anna = tours.book(departure, "anna", 3)
    tours.book(departure, "bo", 5)
    with pytest.raises(booking_rules.PartyDoesNotFit):
        booking.change_party(anna, PartyDetails(heads=6), now=tours.later(), actor=VISITOR)
    unit_of_work.discard()
    booking.change_party(anna, PartyDetails(heads=5, names="Anna\nBen"), now=tours.later(), actor=VISITOR)
    assert booking_queries.taken_of(departure.id) == (10, 2)


def test_a_party_moves_to_another_departure_and_its_places_are_passed_on(tours: Tours) -> None:
    first, second = tours.departure(), tours.departure(STARTS + timedelta(days=1))
    anna = tours.book(first, "anna", 6)
    tours.book(first, "bo", 5)
    moved = booking.move_booking(anna, second, now=tours.later(), actor=VISITOR)
    unit_of_work.commit()
    assert (states(first.id), states(second.id)) == ({"bo": "confirmed"}, {"anna": "confirmed"})
    assert (moved.sequence, moved.known_starts_at) == (1, STARTS + timedelta(days=1))


def test_a_party_stays_where_it_is_when_the_other_departure_is_full(tours: Tours) -> None:
    first, second = tours.departure(), tours.departure(STARTS + timedelta(days=1), most_heads=6)
    anna = tours.book(first, "anna", 2)
    tours.book(second, "bo", 5)
    with pytest.raises(booking_rules.TourIsFull):
        booking.move_booking(anna, second, now=tours.later(), actor=VISITOR)
    unit_of_work.discard()
    assert states(first.id) == {"anna": "confirmed"}
    booking.move_booking(anna, second, waits=True, now=tours.later(), actor=VISITOR)
    assert states(second.id) == {"anna": "waiting", "bo": "confirmed"}


def test_a_party_of_a_cancelled_departure_takes_another(tours: Tours) -> None:
    first, second = tours.departure(), tours.departure(STARTS + timedelta(days=1))
    anna = tours.book(first, "anna", 2)
    departures.cancel_departure(first, "Storm", for_weather=True, now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    booking.move_booking(anna, second, now=STARTS + timedelta(hours=3), actor=VISITOR)
    assert states(second.id) == {"anna": "confirmed"}


def test_only_its_own_link_opens_a_booking(tours: Tours) -> None:
    anna = tours.book(tours.departure(), "anna")
    link, calendar = booking_tokens.link_token(anna), booking_tokens.calendar_token(anna)
    assert booking_queries.find_by_link(link).id == anna.id
    assert booking_queries.find_by_calendar(calendar).id == anna.id
    for wrong in (calendar, link[:-1] + ("a" if link[-1] != "a" else "b"), link[:-1], ""):
        with pytest.raises(booking_rules.BookingNotFound):
            booking_queries.find_by_link(wrong)


def test_a_visitor_is_one_person_however_often_they_book(tours: Tours) -> None:
    departure = tours.departure()
    first = tours.book(departure, "anna")
    again = tours.book(tours.departure(STARTS + timedelta(days=2)), "anna")
    assert first.person_id == again.person_id
    assert db.session.query(Person).filter_by(email="anna@example.org").count() == 1
    found = booking_queries.list_engagements(first.person_id, STARTS, STARTS + timedelta(hours=1))
    assert [each.id for each in found] == [departure.activity_id]
    assert first.booked_at > NOW
