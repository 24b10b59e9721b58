"""The doors of tours: for everybody, for guests of an event, at the desk."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Role
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.registration import holdings, queries, tokens
from coopevents.schedule.models import Schedule
from coopevents.schedule.releasing import release_schedule
from coopevents.tours import booking, booking_queries, departure_queries, departures, desks, routes
from coopevents.tours.booking_details import BookingDetails
from coopevents.tours.states import BookingState
from tests.desks import NOW, Desk
from tests.tours.office import CAMPUS

STARTS = clock.now().replace(hour=2, minute=0, second=0, tzinfo=UTC) + timedelta(days=5)
PARTY = {"name": "Ada", "email": "ada@visitor.example", "heads": "2"}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def a_tour(desk: Desk, schedule: Schedule | None = None, starts_at: datetime = STARTS) -> int:
    """A public tour, on the office's own schedule unless another one is named; returns its number."""
    own = desks.open_desk(desk.unit_id, time_zone="Asia/Shanghai", now=NOW, actor=THE_HOUSE)
    route = routes.add_route(desk.unit_id, CAMPUS, now=NOW, actor=THE_HOUSE)
    details = departures.details_for(route, starts_at)
    made = departures.plan_departure(schedule or own, route, details, now=NOW, actor=THE_HOUSE)
    number = made.id
    unit_of_work.commit()
    return number


def sent(client: FlaskClient, path: str, **form: str) -> tuple[int, str]:
    """A form as a visitor sends it; the status and where to next."""
    found = TOKEN.search(client.get(path).text)
    assert found is not None
    answer = client.post(path, data={**form, "csrf_token": found[1]})
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize(
    ("said", "status", "booked"),
    [
        ({}, 302, 2),
        ({"homepage": "https://spam.example"}, 422, 0),
        ({"heads": "7"}, 422, 0),
        ({"heads": ""}, 422, 0),
        ({"email": "nobody"}, 422, 0),
    ],
    ids=["a party", "a program", "too many", "nobody", "no address"],
)
def test_visitors_book_and_programs_do_not(
    desk: Desk, client: FlaskClient, said: dict[str, str], status: int, booked: int
) -> None:
    with desk.writing():
        number = a_tour(desk)
    answer, _address = sent(client, f"/tours/{number}", **{**PARTY, **said})
    assert answer == status
    with desk.app.app_context():
        assert booking_queries.taken_of(number)[0] == booked


def test_a_guest_books_a_tour_of_the_event_which_stands_on_the_place_and_in_the_calendar(
    desk: Desk, client: FlaskClient
) -> None:
    event_id = desk.event(starts_on=STARTS.date())
    guest_id = desk.guest(event_id, "ada@guest.example", given_name="Ada")
    with desk.writing():
        event = events.get_event(event_id)
        publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
        number = a_tour(desk, event.schedule)
        release_schedule(event.schedule, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
        guest = queries.get_by_id(guest_id)
        place, calendar = tokens.link_token(guest), tokens.agenda_token(guest)
    assert "Book a tour" in client.get(f"/r/{place}/", headers={"Accept-Language": "en"}).text
    status, address = sent(client, f"/r/{place}/tours/{number}", heads="3", name="x", email="else@where.example")
    assert (status, address.startswith("/t/")) == (302, True)
    with desk.app.app_context():
        (made,) = booking_queries.list_of(number)
        assert (made.registration_id, made.email, made.heads) == (guest_id, "ada@guest.example", 3)
        held = holdings.holdings_of(queries.get_by_id(guest_id))
        assert "tour_booking" in {each.name for each in held}
    assert "Historic campus" in client.get(f"/r/{place}/").text
    chosen = client.get(f"/r/{place}/agenda", headers={"Accept-Language": "en"}).text
    assert ("Your booking" in chosen, address.partition("?")[0] in chosen) == (True, True)
    assert f"UID:{made.uid}@" in client.get(f"/feeds/agenda/{calendar}.ics").text


def test_who_does_not_come_to_the_event_leaves_its_tours(desk: Desk, client: FlaskClient) -> None:
    event_id = desk.event(starts_on=STARTS.date())
    guest_id = desk.guest(event_id, "ada@guest.example")
    with desk.writing():
        event = events.get_event(event_id)
        publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
        number, place = a_tour(desk, event.schedule), tokens.link_token(queries.get_by_id(guest_id))
    sent(client, f"/r/{place}/tours/{number}", heads="3")
    assert sent(client, f"/r/{place}/withdraw", reason="")[0] == 302
    with desk.app.app_context():
        assert [each.state for each in booking_queries.list_of(number)] == [BookingState.CANCELLED]


def test_the_desk_shows_and_changes_only_tours_of_its_own_units(desk: Desk) -> None:
    with desk.writing():
        number = a_tour(desk)
    ours, theirs = desk.colleague(Role.TOUR_MANAGER), desk.colleague(Role.TOUR_MANAGER, scope_id=desk.other_unit_id)
    seer = desk.colleague(Role.UNIT_VIEWER)
    path = f"/desk/tours/{number}"
    assert [each.get(path).status_code for each in (ours, seer, theirs)] == [200, 200, 404]
    assert [each.post(f"{path}/close").status_code for each in (ours, seer, theirs)] == [302, 403, 404]


def test_a_tour_called_off_a_week_without_tours_and_a_language_nobody_speaks_have_pages(
    desk: Desk, client: FlaskClient
) -> None:
    with desk.writing():
        number = a_tour(desk)
        tour = departure_queries.get_departure(number)
        departures.cancel_departure(tour, "Storm", for_weather=True, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    colleague = desk.colleague(Role.TOUR_MANAGER)
    assert "Cancelled" in colleague.get(f"/desk/tours/{number}").text
    assert colleague.get("/desk/tours", week="2031-01-01").status_code == 200
    assert client.get("/tours?language=xx").status_code == 200
    assert 'name="heads"' not in client.get(f"/tours/{number}").text


def test_the_desk_is_told_why_a_tour_cannot_take_fewer(desk: Desk) -> None:
    with desk.writing():
        number = a_tour(desk)
        tour = departure_queries.get_departure(number)
        details = BookingDetails(name="Ada", email="ada@visitor.example")
        booking.book_tour(tour, details, most_heads=9, now=NOW, actor=THE_HOUSE)
        booking.book_tour(tour, BookingDetails(name="Bo", email="bo@visitor.example"), now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    wall = STARTS + timedelta(hours=8)
    form = {"day": wall.date().isoformat(), "starts": "10:00", "minutes": "90", "most_heads": "1", "languages": "en"}
    answer = desk.colleague(Role.TOUR_MANAGER).post(f"/desk/tours/{number}/edit", form)
    assert answer.status_code == 422
    assert "2 guests have booked, so it cannot take fewer." in answer.text
