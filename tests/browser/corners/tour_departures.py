"""Departures of the demo office by name, one on the week's programme, one called off, and parties of each kind."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from coopevents.accounts.models import Unit
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import THE_HOUSE
from coopevents.registration import tokens
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.tours import (
    booking,
    booking_queries,
    booking_tokens,
    departure_queries,
    departures,
    desks,
    feedback,
    guiding,
)
from coopevents.tours import routes_queries as routes
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from coopevents.tours.guiding_rules import TapDetails
from coopevents.tours.models import TourBooking, TourDeparture
from coopevents.tours.states import BookingState, TapKind


def add_tour_departures(office: Unit, week: Event, now: datetime) -> dict[str, str]:
    """The next departures, a full one among them, and the links of those who booked, wait, or were called off."""
    campus = routes.find_route_named(office.id, "campus-tour")
    assert campus is not None
    found = departure_queries.list_between([office.id], now, now + timedelta(days=20))
    parties = {each.id: booking_queries.list_of(each.id) for each in found}
    full = next(each for each in found if any(one.state is BookingState.WAITING for one in parties[each.id]))
    calm = next(each for each in found[1:] if each.route_id == campus.id)
    waiting = next(each for each in parties[full.id] if each.state is BookingState.WAITING)
    party = _party(calm, "Noor Haddad", now)
    stranded = _called_off(office, now)
    on_programme = departures.plan_departure(
        week.schedule,
        campus,
        departures.details_for(campus, _on(week, 16), most_heads=8),
        now=now,
        actor=THE_HOUSE,
    )
    _without_a_guide(calm, now)
    begun = _begun(office, now)
    return {
        "tour-begun": str(begun.id),
        "tour-feedback": begun.feedback_code,
        "tour-next": str(calm.id),
        "tour-full": str(full.id),
        "tour-on-the-way": str(_on_the_way(found[0], now)),
        "tour-of-week": str(on_programme.id),
        "tour-week": str(calm.activity.starts_at.date()),
        "tour-booking": str(party.id),
        "tour-pattern": str(departure_queries.list_patterns([office.id])[0].id),
        "tour-party": booking_tokens.link_token(party),
        "tour-waiting": booking_tokens.link_token(waiting),
        "tour-stranded": booking_tokens.link_token(stranded),
        "tour-guest": tokens.link_token(_a_guest(week)),
    }


def _on_the_way(departure: TourDeparture, now: datetime) -> int:
    """One that began, with a party counted, another waiting, and a guest without a booking."""
    first = booking_queries.list_of(departure.id)[0]
    for key, kind, party, number in (
        ("corner-begin", TapKind.START, "", 0),
        ("corner-heads", TapKind.HEADS, str(first.id), 2),
        ("corner-guest", TapKind.WALK_IN, "", 1),
        ("corner-stop1", TapKind.STOP, "", 1),
    ):
        said = TapDetails(key, kind, departure.activity.starts_at, party=party, number=number)
        guiding.take_tap(departure, said, now=now, actor=THE_HOUSE)
    return departure.id


def _without_a_guide(beside: TourDeparture, now: datetime) -> None:
    """In the same week, so that the rota has a gap."""
    schedule = desks.schedule_of(beside.route.unit_id)
    assert schedule is not None
    details = departures.details_for(beside.route, beside.activity.starts_at + timedelta(hours=3), languages=("en",))
    departures.plan_departure(schedule, beside.route, details, now=now, actor=THE_HOUSE)


def _called_off(office: Unit, now: datetime) -> TourBooking:
    schedule, (campus, *_others) = desks.schedule_of(office.id), routes.list_routes([office.id])
    assert schedule is not None
    details = departures.details_for(campus, now + timedelta(days=5), languages=("en",))
    off = departures.plan_departure(schedule, campus, details, now=now, actor=THE_HOUSE)
    stranded = _party(off, "Yara Haddad", now)
    departures.cancel_departure(off, "雷雨 / Thunderstorms", for_weather=True, now=now, actor=THE_HOUSE)
    return stranded


def _begun(office: Unit, now: datetime) -> TourDeparture:
    """A tour of this very hour, of which six visitors thought something."""
    schedule, (campus, *_others) = desks.schedule_of(office.id), routes.list_routes([office.id])
    assert schedule is not None
    details = departures.details_for(campus, now - timedelta(minutes=20), languages=("en",))
    begun = departures.plan_departure(schedule, campus, details, now=now - timedelta(days=1), actor=THE_HOUSE)
    for stars, words in ((5, "钟楼太美了"), (5, ""), (4, "Le jardin !"), (4, ""), (3, "Too hot"), (5, "ممتاز")):
        said = feedback.FeedbackDetails(stars=stars, words=words, language="en")
        feedback.give_feedback(begun, said, now=now, actor=THE_HOUSE)
    return begun


def _party(departure: TourDeparture, name: str, now: datetime) -> TourBooking:
    party = PartyDetails(heads=2, names=f"{name}\nAmir Haddad", access_needs="♿", phone="+33 6 00 00 00 00")
    email = f"{name.lower().replace(' ', '.')}@visitor.example"
    details = BookingDetails(name=name, email=email, party=party)
    return booking.book_tour(departure, details, now=now, actor=THE_HOUSE)


def _on(week: Event, hour: int) -> datetime:
    zone = ZoneInfo(week.time_zone)
    return datetime(week.starts_on.year, week.starts_on.month, week.starts_on.day, hour, tzinfo=zone)


def _a_guest(week: Event) -> Registration:
    mine = Registration.event_id == week.id, Registration.state == RegistrationState.APPROVED
    return db.session.scalars(select(Registration).where(*mine).order_by(Registration.id)).first() or Registration()
