"""Outside visitors are forgotten thirty days after their tour, or when they ask; that so many came stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coopevents import unit_of_work
from coopevents.db import Base, db
from coopevents.people.models import Person
from coopevents.tours import booking_queries, booking_tokens, erasing
from coopevents.tours.booking_rules import BookingNotFound
from coopevents.tours.models import TourBooking
from tests.tours.office import STARTS, VISITOR, Tours, states

LAST_DAY = STARTS + timedelta(minutes=90, days=30)


def everything() -> str:
    """All that the database holds, as text."""
    tables = [each for each in Base.metadata.sorted_tables if each.name != "release"]
    return "".join(str(tuple(row)) for table in tables for row in db.session.execute(select(table)))


def test_visitors_are_forgotten_on_their_day_and_not_before(tours: Tours) -> None:
    departure = tours.departure()
    anna = tours.book(departure, "zebedee", 4)
    link = booking_tokens.link_token(anna)
    assert "zebedee" in everything().lower()
    assert erasing.erase_old(LAST_DAY) == 0
    assert erasing.erase_old(LAST_DAY + timedelta(minutes=1)) == 1
    unit_of_work.commit()
    assert "zebedee" not in everything().lower()
    assert booking_queries.taken_of(departure.id) == (4, 1)
    assert db.session.query(Person).count() == 0
    with pytest.raises(BookingNotFound):
        booking_queries.find_by_link(link)
    assert erasing.erase_old(LAST_DAY + timedelta(days=1)) == 0


def test_whoever_asks_is_erased_at_once_and_the_places_are_passed_on(tours: Tours) -> None:
    departure = tours.departure()
    anna = tours.book(departure, "zebedee", 6)
    tours.book(departure, "bo", 5)
    erasing.erase_booking(anna, now=tours.later(), actor=VISITOR)
    unit_of_work.commit()
    assert states(departure.id) == {"": "cancelled", "bo": "confirmed"}
    assert "zebedee" not in everything().lower()


def test_somebody_the_office_knows_otherwise_stays_in_its_list_of_people(tours: Tours) -> None:
    guide = tours.guide("Zebedee", email="zebedee@example.org")
    led = tours.departure(guide_ids=(guide,))
    tours.book(tours.departure(STARTS + timedelta(days=1)), "zebedee", 2)
    erasing.erase_old(LAST_DAY + timedelta(days=2))
    unit_of_work.commit()
    assert [each.person_id for each in led.activity.participants] == [guide]
    assert db.session.query(TourBooking).one().person_id is None
