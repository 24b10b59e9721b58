"""A tours desk with routes, departures and parties, for tests. Fixture `tours`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.mail.models import OutboxMessage
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.schedule.models import Schedule
from coopevents.text import LocalizedText
from coopevents.tours import booking, departures, desks, routes
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from coopevents.tours.models import TourBooking, TourDeparture, TourRoute
from coopevents.tours.routes_details import RouteDetails

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
STARTS = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
OFFICER = Actor("user", None, "Lin Xiaoyan")
VISITOR = Actor("guest", None, "visitor")
CAMPUS = RouteDetails(
    name=LocalizedText(en="Historic campus", zh_Hans_CN="历史校园", fr="Campus historique"),
    meeting_point=LocalizedText(en="Library steps", zh_Hans_CN="图书馆台阶", fr="Marches de la bibliothèque"),
    minutes=90,
    languages=("en",),
    most_heads=10,
    party_size=6,
    is_public=True,
)


class Tours:
    """A unit with a desk and a route, and short words for what happens there; moments pass with every deed."""

    def __init__(self, unit_id: int) -> None:
        self.unit_id, self.now = unit_id, NOW
        self.schedule: Schedule = desks.open_desk(unit_id, time_zone="Asia/Shanghai", now=NOW, actor=OFFICER)
        self.route: TourRoute = routes.add_route(unit_id, CAMPUS, now=NOW, actor=OFFICER)
        unit_of_work.commit()

    def later(self) -> datetime:
        """A minute later than before."""
        self.now += timedelta(minutes=1)
        return self.now

    def guide(self, name: str, **said: Any) -> int:
        """Somebody who leads tours; returns the id."""
        made = people.add_person(
            PersonDetails(given_name=name, family_name="Guide", **said), unit_id=self.unit_id, now=NOW, actor=OFFICER
        )
        unit_of_work.commit()
        return made.id

    def departure(self, starts_at: datetime = STARTS, *, is_open: bool = True, **said: Any) -> TourDeparture:
        """A tour on the route."""
        details = departures.details_for(self.route, starts_at, **said)
        made = departures.plan_departure(
            self.schedule, self.route, details, is_open=is_open, now=self.later(), actor=OFFICER
        )
        unit_of_work.commit()
        return made

    def book(self, departure: TourDeparture, name: str, heads: int = 1, **said: Any) -> TourBooking:
        """A party books."""
        details = BookingDetails(
            name=name.title(), email=f"{name}@example.org", party=PartyDetails(heads=heads), **said
        )
        made = booking.book_tour(departure, details, now=self.later(), actor=VISITOR)
        unit_of_work.commit()
        return made


def states(departure_id: int) -> dict[str, str]:
    """How everybody stands to a departure, by name."""
    db.session.expire_all()
    found = db.session.query(TourBooking).filter_by(departure_id=departure_id).order_by(TourBooking.id)
    return {each.contact_name.lower(): each.state.value for each in found}


def tour_messages() -> list[tuple[str, str, str]]:
    """What was queued for whom: kind, address, calendar method, in order."""
    rows = db.session.query(OutboxMessage).order_by(OutboxMessage.id)
    return [(each.kind, each.to_email, each.calendar_method) for each in rows]


@pytest.fixture
def tours(context: Flask) -> Tours:
    """A desk with one route of ten guests, parties of six at most."""
    unit = Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="Office"))
    db.session.add(unit)
    db.session.flush()
    return Tours(unit.id)
