"""The tours of the demo office: one every week with guides, one that is full with a party waiting, one among the week's
programme. The parties are invented."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from coopevents.demo.office import DemoDesk
from coopevents.facts import THE_HOUSE, Actor
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.schedule.models import Schedule
from coopevents.tours import booking, booking_queries, departure_queries, departures, desks, guiding, weekly
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from coopevents.tours.departure_details import PatternDetails
from coopevents.tours.guiding_rules import TapDetails
from coopevents.tours.models import TourDeparture, TourRoute
from coopevents.tours.states import BookingState, TapKind

VISITOR = Actor("guest", None, "visitor")
ZONE = "Asia/Shanghai"
GUIDES = (("Mengting", "Zhou", "周梦婷", "zh en fr"), ("Baptiste", "Roux", "", "fr en"))
PARTIES = (
    ("Greta Lindqvist", "greta.lindqvist@visitor.example", 4, "en", "A pram", "+44 7700 900123"),
    ("Tomás Ferreira", "tomas.ferreira@visitor.example", 2, "en", "", "+44 7700 900456"),
    ("高雅文", "gao.yawen@visitor.example", 6, "zh_Hans_CN", "", ""),
    ("Inès Caron", "ines.caron@visitor.example", 3, "fr", "Un fauteuil roulant", "+33 6 39 98 00 12"),
    ("Oskar Brandt", "oskar.brandt@visitor.example", 4, "en", "", ""),
)


def plan_tours(desk: DemoDesk, routes: dict[str, TourRoute], *, now: datetime) -> None:
    """A campus tour every week and one through the laboratories, led by two guides, with parties on the next ones."""
    schedule = desks.open_desk(desk.office.id, time_zone=ZONE, now=now, actor=desk.actor)
    desks.set_holidays(schedule, "CN")
    mengting, baptiste = (_guide(desk, *each, now=now) for each in GUIDES)
    today = now.astimezone(ZoneInfo(ZONE)).date()
    until = today + timedelta(days=180)
    for key, days, starts, guide_id, language in (
        ("laboratories", 3, time(14), baptiste, "en"),
        ("campus", 2, time(10), mengting, ""),
    ):
        weekday = (today.weekday() + days) % 7
        details = PatternDetails(
            weekday=weekday, starts=starts, since=today, until=until, guide_id=guide_id, language=language
        )
        weekly.add_pattern(routes[key], details, now=now, actor=desk.actor)
    _depart_soon(schedule, routes["campus"], mengting, now=now)
    _led_last_week(schedule, routes["campus"], baptiste, now=now)
    for route in routes.values():
        coming = departure_queries.list_of_route(route.id, now + timedelta(days=1), now + timedelta(days=30))
        if coming:
            _book(coming[0], now=now)


def _depart_soon(schedule: Schedule, route: TourRoute, guide_id: int, *, now: datetime) -> None:
    """A tour within the hour, so that the guide's phone has something to show."""
    starts_at = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    details = departures.details_for(route, starts_at, guide_ids=(guide_id,))
    early = now - timedelta(days=2)  # while it could still be booked
    _book(departures.plan_departure(schedule, route, details, now=early, actor=THE_HOUSE), now=early)


def _led_last_week(schedule: Schedule, route: TourRoute, guide_id: int, *, now: datetime) -> None:
    """A tour that is over, with most of its guests counted: what the figures count."""
    starts_at = now.replace(minute=0, second=0, microsecond=0) - timedelta(days=7)
    details = departures.details_for(route, starts_at, guide_ids=(guide_id,))
    early = starts_at - timedelta(days=2)
    tour = departures.plan_departure(schedule, route, details, now=early, actor=THE_HOUSE)
    _book(tour, now=early)
    parties = booking_queries.list_of(tour.id, {BookingState.CONFIRMED})[:3]
    taps = [
        TapDetails(f"demo-party-{each.id}", TapKind.HEADS, starts_at, party=str(each.id), number=each.heads)
        for each in parties
    ]
    for each in (*taps, TapDetails("demo-finish", TapKind.FINISH, starts_at + timedelta(hours=1))):
        guiding.take_tap(tour, each, now=each.at, actor=THE_HOUSE)


def _guide(desk: DemoDesk, given: str, family: str, original: str, speaks: str, *, now: datetime) -> int:
    details = PersonDetails(
        given_name=given,
        family_name=family,
        original_name=original,
        email=f"{given}.{family}@guides.example".lower(),
        position="Student guide",
        country="CN" if original else "FR",
        speaks=speaks,
    )
    return people.add_person(details, unit_id=desk.office.id, now=now, actor=desk.actor).id


def _book(departure: TourDeparture, *, now: datetime) -> None:
    """As many parties as want it: those beyond its places wait."""
    for number, (name, email, heads, language, needs, phone) in enumerate(PARTIES):
        party = PartyDetails(heads=min(heads, departure.route.party_size), access_needs=needs, phone=phone)
        details = BookingDetails(name=name, email=email, party=party, language=language)
        booking.book_tour(departure, details, now=now + timedelta(seconds=number), actor=VISITOR)
