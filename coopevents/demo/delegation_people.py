"""What the demo's delegates said about themselves, and how they come and stay; all of it invented."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coopevents import config
from coopevents.delegations import delegate_queries, own_data, travelling
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_data import OwnDetails
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import Direction
from coopevents.delegations.travelling import LegDetails, StayDetails
from coopevents.demo.office import DemoDesk

HOTEL = "Riverside Guest House"


def settle(desk: DemoDesk, delegation: Delegation, *, now: datetime) -> None:
    """Two delegates filled in their details, two were sent their link; one flight in, one out, beds for most."""
    coming = delegate_queries.list_delegates(delegation.id, is_coming=True)
    for place, each in enumerate(coming[:4]):
        own_data.invite_delegate(each, now=now, actor=desk.actor)
        if place < 2:
            _fill_in(each, place, now + timedelta(hours=5))
    morning, evening = _at(delegation.arrives_on, time(6, 40)), _at(delegation.leaves_on, time(21, 5))
    for direction, at, flight, ends in (
        (Direction.ARRIVAL, morning, "EI 8821", ("Dublin", "Shanghai Pudong")),
        (Direction.DEPARTURE, evening, "EI 8822", ("Shanghai Pudong", "Dublin")),
    ):
        leg = LegDetails(direction=direction, at=at, number=flight, origin=ends[0], destination=ends[1])
        travelling.add_leg(delegation, leg, now=now, actor=desk.actor)
    for place, each in enumerate(coming[:-1]):
        stay = StayDetails(
            delegate_id=each.id,
            hotel=HOTEL,
            room=str(501 + place),
            first_night=delegation.arrives_on,
            last_morning=delegation.leaves_on + timedelta(days=1),
            is_insured=True,
        )
        travelling.add_stay(delegation, stay, now=now, actor=desk.actor)


def _at(day: date, wall: time) -> datetime:
    zone = ZoneInfo(config.in_force().default_time_zone)
    return datetime.combine(day, wall, zone).astimezone(UTC)


def _fill_in(delegate: Delegate, number: int, now: datetime) -> None:
    person = delegate.person
    said = OwnDetails(
        title=person.title,
        given_name=person.given_name,
        family_name=person.family_name,
        office=delegate.office.in_language("en"),
        phone=f"+353 1 555 01{number:02}",
        diet=delegate.diet,
        language="en",
    )
    passport = {
        "needs_letter": True,
        "passport_consent": True,
        "passport_name": f"{person.family_name} {person.given_name}".upper(),
        "passport_number": f"XX00000{number}",
        "nationality": delegate.delegation.country,
        "born_on": f"196{number}-04-12",
        "passport_expires_on": f"{now.year + 5}-01-01",
    }
    own_data.fill_in(delegate, said, passport, now=now, actor=own_data.actor_of(delegate))
