"""Travellers are forgotten when their time has come, or when they ask; that so many travelled stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import select

from coopevents import unit_of_work
from coopevents.db import Base, db
from coopevents.facts import THE_HOUSE, Actor
from coopevents.mobility import erasing, figures, queries, reporting, rules, service, tokens
from coopevents.mobility.models import Trip
from coopevents.mobility.states import TripState
from coopevents.purger import Purger
from tests.mobility.conftest import LEEDS, TravelOffice

BACK = datetime(2027, 3, 13, 2, 0, tzinfo=UTC)
LAST_DAY = datetime(2027, 3, 12, 1, tzinfo=UTC) + erasing.KEPT


def everything() -> str:
    """All that the database holds, as text."""
    return "".join(
        str(tuple(row)) for table in Base.metadata.sorted_tables for row in db.session.execute(select(table))
    )


def made(office: TravelOffice, *names: str) -> Trip:
    """A trip from which all are back, with reports."""
    trip = office.approved(*names)
    reporting.follow_calendar(trip, now=BACK, actor=THE_HOUSE)
    for each in trip.travellers:
        guest = Actor("guest", None, f"{each.given_name} {each.family_name}")
        reporting.hand_in_report(each, f"{each.given_name} was there.", now=BACK, actor=guest)
    unit_of_work.commit()
    return trip


def test_travellers_are_forgotten_on_their_day_and_the_figures_stay(travel_office: TravelOffice) -> None:
    trip = made(travel_office, "Zebedee Lin", "Bo Zhao")
    service.change_trip(travel_office.trip("Zebedee Wu"), LEEDS, **travel_office.by())
    planned = travel_office.trip("Cancelled Zebedee")
    service.cancel_trip(planned, "Zebedee is ill.", **travel_office.by())
    unit_of_work.commit()
    link, year = tokens.traveller_token(trip.travellers[0]), (date(2027, 1, 1), date(2027, 12, 31))
    before = figures.figures_of([travel_office.unit_id], *year)
    assert "zebedee" in everything().lower()
    purger = Purger(travel_office.desk.app, Event())
    purger.purge(LAST_DAY)
    db.session.expire_all()
    assert [each.is_erased for each in planned.travellers] == [True], "a trip nobody made is forgotten sooner"
    assert [each.given_name for each in trip.travellers] == ["Zebedee", "Bo"]
    purger.purge(LAST_DAY + timedelta(days=1))
    db.session.expire_all()
    assert "zebedee" not in everything().lower()
    assert figures.figures_of([travel_office.unit_id], *year) == before
    assert trip.state is TripState.REPORTED
    assert queries.find_by_uid(tokens.uid_in(link) or "") is None
    assert erasing.erase_old(LAST_DAY + timedelta(days=2)) == 0


def test_whoever_asks_is_erased_at_once_and_owes_nothing_any_more(travel_office: TravelOffice) -> None:
    coming, back = travel_office.approved("Zebedee Lin", "Bo Zhao"), travel_office.approved("Zebedee Ma")
    reporting.follow_calendar(back, now=BACK, actor=THE_HOUSE)
    reporting.remind(back.travellers[0], now=BACK, actor=THE_HOUSE)
    unit_of_work.commit()
    assert everything().lower().count("zebedee") > 4, "rows, messages, and what the search looks in"
    with pytest.raises(rules.ReasonIsMissing):
        erasing.erase_traveller(back.travellers[0], " ", **travel_office.by())
    for trip in (coming, back):
        erasing.erase_traveller(trip.travellers[0], "They asked for it.", **travel_office.by())
    unit_of_work.commit()
    assert "zebedee" not in everything().lower()
    assert [(each.given_name, each.is_withdrawn) for each in coming.travellers] == [("", True), ("Bo", False)]
    assert back.state is TripState.REPORTED
