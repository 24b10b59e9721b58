"""Parties that want the last places of a tour at the same moment: never a guest or a party too many, none left over.

Each deed is a unit of work in a thread of its own, as a request is (`tests.registration.at_once`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event as hooks

from coopevents import db as database
from coopevents import unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.schedule import service as scheduling
from coopevents.tours import booking, booking_queries, departure_queries, departures, desks, guiding, routes
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from coopevents.tours.guiding_rules import NoRoomForMore, TapDetails
from coopevents.tours.models import TourBooking
from coopevents.tours.states import BookingState, TapKind
from tests.databases import both_databases
from tests.desks import NOW
from tests.registration.at_once import ROUNDS, Races
from tests.tours.office import CAMPUS

STARTS = datetime(2030, 11, 20, 2, 0, tzinfo=UTC)
PARTIES = 4


def departures_in(races: Races, number: int, **said: object) -> list[int]:
    """So many departures, one each day, of at most eight guests."""
    with races.desk.writing():
        unit_id = races.desk.unit_id
        schedule = desks.open_desk(unit_id, time_zone="Asia/Shanghai", now=NOW, actor=THE_HOUSE)
        route = routes.add_route(unit_id, CAMPUS, now=NOW, actor=THE_HOUSE)
        made = []
        for day in range(number):
            details = departures.details_for(route, STARTS + timedelta(days=day), **{"most_heads": 8, **said})
            made.append(departures.plan_departure(schedule, route, details, now=NOW, actor=THE_HOUSE))
        unit_of_work.commit()
        return [each.id for each in made]


def books(departure_id: int, name: str, heads: int) -> Callable[[], TourBooking]:
    """The deed of a party that books."""
    details = BookingDetails(name=name, email=f"{name}@example.org", party=PartyDetails(heads=heads))

    def deed() -> TourBooking:
        departure = departure_queries.get_departure(departure_id)
        return booking.book_tour(departure, details, now=NOW, actor=THE_HOUSE)

    return deed


def cancels(booking_id: int) -> Callable[[], None]:
    """The deed of a party that cancels."""
    return lambda: booking.cancel_booking(booking_queries.get_booking(booking_id), now=NOW, actor=THE_HOUSE)


def taken(races: Races, departure_id: int) -> tuple[int, int]:
    """How many guests and parties have a place."""
    with races.app.app_context():
        return booking_queries.taken_of(departure_id)


def standing(races: Races, departure_id: int, state: BookingState) -> list[int]:
    """The ids of the bookings in a state."""
    with races.app.app_context():
        return [each.id for each in booking_queries.list_of(departure_id, {state})]


def takes_along(departure_id: int, key: str, heads: int) -> Callable[[], None]:
    """The deed of a guide's phone that takes guests along who have not booked."""

    def deed() -> None:
        departure = departure_queries.get_departure(departure_id)
        at = departure.activity.starts_at
        said = TapDetails(f"{key}-{departure_id}", TapKind.WALK_IN, at, number=heads)
        guiding.take_tap(departure, said, now=at, actor=THE_HOUSE)

    return deed


@both_databases
def test_a_tap_sent_twice_counts_once_and_two_phones_do_not_fill_a_place_twice(races: Races) -> None:
    for departure_id in departures_in(races, ROUNDS // 4):
        keys = ("first", "first", "second", "third")
        done = races.at_once(*(takes_along(departure_id, key, 3) for key in keys))
        assert taken(races, departure_id) == (6, 2)
        assert {type(each) for each in done} == {type(None), NoRoomForMore}


@both_databases
def test_the_last_heads_go_to_as_many_parties_as_fit(races: Races) -> None:
    for departure_id in departures_in(races, ROUNDS):
        done = races.at_once(*(books(departure_id, f"party{each}", 3) for each in range(PARTIES)))
        assert [type(each).__name__ for each in done] == ["TourBooking"] * PARTIES
        assert taken(races, departure_id) == (6, 2)
        assert len(standing(races, departure_id, BookingState.WAITING)) == PARTIES - 2


@both_databases
def test_the_last_party_place_goes_to_one(races: Races) -> None:
    for departure_id in departures_in(races, ROUNDS, most_parties=1):
        races.at_once(*(books(departure_id, f"party{each}", 1) for each in range(PARTIES)))
        assert taken(races, departure_id) == (1, 1)


@both_databases
def test_who_books_while_another_cancels_gets_the_place_or_moves_up_to_it(races: Races) -> None:
    for departure_id in departures_in(races, ROUNDS):
        first = races.do(books(departure_id, "first", 6))
        assert isinstance(first, TourBooking)
        races.do(books(departure_id, "waits", 4))
        (held,) = standing(races, departure_id, BookingState.CONFIRMED)
        races.at_once(cancels(held), books(departure_id, "late", 4), books(departure_id, "last", 1))
        waiting = standing(races, departure_id, BookingState.WAITING)
        heads, parties = taken(races, departure_id)
        assert (heads, parties) in {(8, 2), (5, 2)}, "the party of four that waited is on it in any case"
        assert len(waiting) == 1


@both_databases
def test_who_books_while_the_departure_moves_knows_the_new_time_or_is_told(races: Races) -> None:
    for number, departure_id in enumerate(departures_in(races, ROUNDS)):
        later = STARTS + timedelta(days=number, hours=2)

        def moves(departure_id: int = departure_id, later: datetime = later) -> None:
            activity = departure_queries.get_departure(departure_id).activity
            scheduling.move_activity(
                activity, starts_at=later, ends_at=later + timedelta(hours=1), place_id=None, now=NOW, actor=THE_HOUSE
            )

        done = races.at_once(moves, *(books(departure_id, f"party{each}", 2) for each in range(3)))
        assert [type(each).__name__ for each in done] == ["NoneType", *(["TourBooking"] * 3)]
        with races.app.app_context():
            found = booking_queries.list_of(departure_id)
            assert [each.known_starts_at == later or each.tell_at is not None for each in found] == [True] * 3


@both_databases
def test_the_race_catches_a_house_that_counts_places_without_a_lock(
    races: Races, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, *made = departures_in(races, ROUNDS + 1, most_parties=PARTIES)
    for each in range(PARTIES):
        races.do(books(known, f"party{each}", 1))
    without_lock(races, monkeypatch)
    for departure_id in made:
        races.at_once(*(books(departure_id, f"party{each}", 5) for each in range(PARTIES)))
        if taken(races, departure_id)[0] > 8:
            return
    pytest.fail("without the lock no tour was oversold: the test would not notice a missing lock")


def without_lock(races: Races, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same house with its lock taken out: nobody waits for whoever gives places away."""
    monkeypatch.setattr(departure_queries, "lock_departure", departure_queries.get_departure)
    with races.app.app_context():
        engine = database.db.engine
    if engine.dialect.name == "sqlite":
        hooks.remove(engine, "begin", database._begin_sqlite)
        hooks.listen(engine, "connect", _begin_at_the_first_write)
        engine.dispose()


def _begin_at_the_first_write(connection: object, _record: object) -> None:
    connection.isolation_level = "DEFERRED"  # type: ignore[attr-defined]
