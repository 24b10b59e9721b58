"""The demo office: a polytechnic in Shanghai a week before its Global Partnership Week.

Everything is made through the same services an office uses, dated relative to the day it is loaded.
"""

from datetime import datetime

from coopevents import unit_of_work
from coopevents.demo import (
    agreements,
    bookings,
    ceremonies,
    delegations,
    gates,
    guests,
    helping,
    itineraries,
    more_events,
    office,
    partner_stories,
    partners,
    preparations,
    tour_routes,
    tours,
    trips,
    visit_reports,
    visit_settings,
    week,
)
from coopevents.demo.signing_in import DemoSignIn, keep, kept

__all__ = ["VARIABLES", "DemoSignIn", "load", "sign_in"]

VARIABLES = {
    "OFFICE_NAME": office.UNIVERSITY["en"],
    "OFFICE_NAME_ZH_HANS_CN": office.UNIVERSITY["zh_Hans_CN"],
    "OFFICE_NAME_FR": office.UNIVERSITY["fr"],
}
"""What the demo office would write into its environment."""


def load(*, now: datetime) -> DemoSignIn:
    """Fill an empty database with the demo office and return the demo organiser's sign-in."""
    sign_in = keep()
    desk = office.open_office(sign_in, now=now)
    known = partners.enter_partners(desk, now=now)
    partner_stories.tell_stories(desk, known, now=now)
    places = week.open_places(desk, now=now)
    event = week.plan_week(desk, known, places, now=now)
    unit_of_work.commit()
    bookings.book_tours(event, guests.register_guests(desk, event, now=now), now=now)
    gates.open_gates(desk, event, now=now)
    more_events.plan_more(desk, known, places, now=now)
    tours.plan_tours(desk, tour_routes.lay_routes(desk, now=now), now=now)
    ceremonies.plan_signing(desk, known, places, now=now)
    agreed = agreements.agree(desk, known, now=now)
    visits = delegations.receive(desk, known, now=now)
    itineraries.plan_visits(desk, known, visits, now=now)
    preparations.prepare(desk, visits, now=now)
    helping.let_register(desk, visits, now=now)
    visit_reports.tell_of_a_visit(desk, known, agreed, now=now)
    visit_settings.set_up(desk, now=now)
    trips.travel(desk, known, now=now)
    unit_of_work.commit()
    return sign_in


def sign_in() -> DemoSignIn | None:
    """The demo organiser's sign-in of this installation, or None when no demo office was loaded here."""
    return kept()
