"""A guide's phone loses the network in the middle of a tour: nothing tapped is lost, and nothing counts twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from coopevents import clock, unit_of_work
from coopevents.accounts.models import Unit
from coopevents.db import db, declare_intent
from coopevents.facts import THE_HOUSE
from coopevents.text import LocalizedText
from coopevents.tours import booking, booking_queries, departure_queries, departures, desks, routes, stops
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from coopevents.tours.routes_details import RouteDetails, StopDetails
from tests.journeys.office import Organiser, open_office
from tests.serving import Service

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROUTE = RouteDetails(name=LocalizedText(en="Campus"), languages=("en",), most_heads=4, party_size=4)


def test_taps_made_without_a_network_count_once_when_it_is_back(
    app: Flask, service: Service, page: Page, complaints: list[str]
) -> None:
    open_office(app)
    number, party = lay_out(app)
    Organiser(page, service.url).sign_in()
    page.goto(f"{service.url}/guide/{number}/")
    expect(page.locator("html[data-state=kept]")).to_have_count(1)

    page.context.set_offline(True)
    page.get_by_role("button", name="All here: Ada").click()
    expect(page.locator("[data-here]")).to_have_text("2")
    page.get_by_role("button", name="Take one along").click()
    page.get_by_role("button", name="Take one along").click()
    expect(page.locator("[data-here]")).to_have_text("4")
    page.get_by_role("button", name="Take one along").click()
    expect(page.locator("[data-afterwards]")).to_contain_text("All places are taken")
    page.get_by_role("button", name="Begin the tour").click()
    page.get_by_role("button", name="We are at the next stop").click()
    expect(page.locator("[data-now]")).to_have_text("Library")
    expect(page.locator("[data-network]")).to_contain_text("Waiting to be sent: 5")

    page.reload()
    expect(page.locator("[data-network]")).to_contain_text("Waiting to be sent: 5")
    expect(page.locator("[data-here]")).to_have_text("4")
    page.context.set_offline(False)
    expect(page.locator("[data-network]")).to_have_text("Connected.")
    with app.app_context():
        tour = departure_queries.get_departure(number)
        assert (tour.state.value, tour.at_stop) == ("running", 1)
        counted = {each.id == party: each.heads_arrived for each in booking_queries.list_of(number)}
        assert counted == {True: 2, False: 1}
        assert len(booking_queries.list_of(number)) == 3
    complaints[:] = [each for each in complaints if "ERR_INTERNET_DISCONNECTED" not in each]


def lay_out(app: Flask) -> tuple[int, int]:
    """A tour in ten minutes with one stop and a party of two; its number and the party's."""
    now = clock.now()
    with app.app_context():
        declare_intent(is_reading=False)
        unit_id = db.session.query(Unit.id).order_by(Unit.id.desc()).limit(1).scalar()
        schedule = desks.open_desk(unit_id, time_zone="Asia/Shanghai", now=now, actor=THE_HOUSE)
        route = routes.add_route(unit_id, ROUTE, now=now, actor=THE_HOUSE)
        stops.add_stop(route, StopDetails(name=LocalizedText(en="Library")), now=now, actor=THE_HOUSE)
        details = departures.details_for(route, now + timedelta(minutes=10))
        early = now - timedelta(days=1)
        tour = departures.plan_departure(schedule, route, details, now=early, actor=THE_HOUSE)
        booked = BookingDetails(name="Ada", email="ada@visitor.example", party=PartyDetails(heads=2))
        party = booking.book_tour(tour, booked, now=early, actor=THE_HOUSE)
        found = tour.id, party.id
        unit_of_work.commit()
    return found
