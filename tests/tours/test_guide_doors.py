"""The guide's phone: whose tours it opens, what it shows when, and that what is sent twice counts once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from coopevents import clock, unit_of_work
from coopevents.accounts.models import User
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.tours import booking, booking_queries, departure_queries, departures, desks, routes
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from tests.desks import NOW, Colleague, Desk
from tests.tours.office import CAMPUS

ROWS = booking_queries.list_of


def tour_of(desk: Desk, guide: Colleague | None, starts_at: datetime) -> str:
    """A tour with a party of three, led by the colleague; returns the address on the guide's phone."""
    with desk.writing():
        schedule = desks.open_desk(desk.unit_id, time_zone="Asia/Shanghai", now=NOW, actor=THE_HOUSE)
        route = routes.add_route(desk.unit_id, CAMPUS, now=NOW, actor=THE_HOUSE)
        email = address_of(guide) if guide is not None else "somebody@else.example"
        person = people.add_person(
            PersonDetails(family_name="Guide", email=email), unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE
        )
        details = departures.details_for(route, starts_at, guide_ids=(person.id,))
        early = starts_at - timedelta(days=3)
        made = departures.plan_departure(schedule, route, details, now=early, actor=THE_HOUSE)
        party = PartyDetails(heads=3, phone="+44 7700 900123")
        booked = BookingDetails(name="Ada", email="ada@visitor.example", party=party)
        booking.book_tour(made, booked, now=early, actor=THE_HOUSE)
        number = made.id
        unit_of_work.commit()
    return f"/guide/{number}/"


def address_of(colleague: Colleague) -> str:
    with colleague.client.session_transaction() as cookie:
        user = db.session.get(User, int(cookie["_user_id"]))
    assert user is not None
    return user.email


def soon() -> datetime:
    return clock.now() + timedelta(minutes=10)


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def send(guide: Colleague, path: str, *taps: dict[str, Any]) -> Any:
    now = milliseconds(clock.now())
    body = {"sent_at": now, "taps": [{"at": now, "party": "", "number": 0, **each} for each in taps]}
    headers = {"Sec-Fetch-Site": "same-origin"}
    return guide.client.post(f"{path}sync", json=body, headers=headers)


def test_a_tour_opens_for_its_guides_and_for_who_plans_tours(desk: Desk) -> None:
    own, other, manager = (desk.colleague(each) for each in (Role.GUIDE, Role.GUIDE, Role.TOUR_MANAGER))
    elsewhere = desk.colleague(Role.TOUR_MANAGER, scope_id=desk.other_unit_id)
    seer = desk.colleague(Role.UNIT_VIEWER)
    path = tour_of(desk, own, soon())
    asking = (own, other, manager, elsewhere, seer)
    assert [each.get(path).status_code for each in asking] == [200, 404, 200, 404, 403]
    assert [send(each, path).status_code for each in asking] == [200, 404, 200, 404, 403]


def test_the_day_lists_the_tours_one_leads(desk: Desk) -> None:
    own, other = desk.colleague(Role.GUIDE), desk.colleague(Role.GUIDE)
    starts = clock.now() + timedelta(seconds=30)
    path = tour_of(desk, own, starts)
    is_today = (starts + timedelta(hours=8)).date() == (clock.now() + timedelta(hours=8)).date()
    assert (f'href="{path}"' in own.get("/guide/").text) == is_today
    assert "No tour to lead today" in other.get("/guide/").text


@pytest.mark.parametrize(("hours", "is_shown"), [(-10, False), (1, True), (11, True), (13, False)])
def test_telephone_numbers_are_shown_around_the_tour_alone(desk: Desk, hours: int, is_shown: bool) -> None:
    guide = desk.colleague(Role.GUIDE)
    page = guide.get(tour_of(desk, guide, clock.now() + timedelta(hours=hours))).text
    assert ("Ada" in page, 'href="tel:+447700900123"' in page, "900123" in page) == (True, is_shown, is_shown)


def test_what_is_sent_twice_counts_once_and_what_does_not_fit_is_told(desk: Desk) -> None:
    guide = desk.colleague(Role.GUIDE)
    path = tour_of(desk, guide, soon())
    walk_ins = [{"key": f"walk-in-{each}", "kind": "walk_in", "number": 4} for each in range(2)]
    taps = [{"key": "all-of-ada", "kind": "heads", "party": "1", "number": 3}, *walk_ins]
    first, again = send(guide, path, *taps).get_json(), send(guide, path, *taps[:2]).get_json()
    assert first["parties"] == {"1": [3, 3, False]}
    assert (first["walk_ins"], len(first["refused"])) == ([["walk-in-0", 4]], 1)
    assert again == {**first, "refused": []}
    with desk.app.app_context():
        assert [each.heads_arrived for each in ROWS(1)] == [3, 4]


def test_without_a_script_each_tap_is_a_form(desk: Desk) -> None:
    guide = desk.colleague(Role.GUIDE)
    path = tour_of(desk, guide, soon())
    assert guide.post(path, key="form-0001", kind="start").status_code == 302
    assert guide.post(path, key="form-0002", kind="heads", party="1", number="2").status_code == 302
    assert guide.post(path, key="form-0003", kind="stop", number="9").status_code == 302
    page = guide.get(path).text
    assert "On the way" in page
    assert "2 of 3 here" in page
    assert "no such stop" in page
    assert "2 of 3 here" in desk.colleague(Role.TOUR_MANAGER).get("/desk/tours/1").text
    with desk.app.app_context():
        assert departure_queries.get_departure(1).state.value == "running"


@pytest.mark.parametrize(
    "broken",
    [
        {"key": "x"}, {"kind": "dance"}, {"number": -1}, {"number": 10**9}, {"number": True}, {"party": 7},
        {"at": -5}, {"at": "now"},
    ],
)  # fmt: skip
def test_taps_that_are_none_are_not_taken(desk: Desk, broken: dict[str, Any]) -> None:
    guide = desk.colleague(Role.GUIDE)
    path = tour_of(desk, guide, soon())
    assert send(guide, path, {"key": "good-key-1", "kind": "walk_in", "number": 1, **broken}).status_code == 400
