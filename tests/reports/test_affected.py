"""Whom the changes of a programme concern, and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from coopevents import clock
from coopevents.accounts.models import User
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.people.models import Person
from coopevents.registration import agendas
from coopevents.registration import service as registration
from coopevents.registration.details import GuestDetails
from coopevents.registration.queries import list_of_people
from coopevents.reports.affected import Affected, people_affected
from coopevents.schedule import service as schedules
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.models import SignUp
from coopevents.schedule.releasing import preview, release_schedule
from coopevents.schedule.states import ParticipantRole, SignUpState
from coopevents.text import LocalizedText
from coopevents.tours import routes
from coopevents.tours.models import TourBooking, TourDeparture
from coopevents.tours.routes_details import RouteDetails
from coopevents.tours.states import BookingState
from tests.blueprints.published import activity_named, counted_queries, present_event, publish
from tests.databases import both_databases


@pytest.fixture
def office(context: Flask) -> Flask:
    """The published week of tests.blueprints.published, released by hand."""
    publish()
    present_event().schedule.releases_itself = False
    db.session.commit()
    return context


def affected() -> dict[str, Affected]:
    """Whom a release made now would concern, by e-mail address or name."""
    event = present_event()
    db.session.flush()
    found = people_affected(event, preview(event.schedule, clock.now()).changes)
    return {each.email or each.name: each for each in found}


def guest(email: str, *titles: str, language: str = "en") -> int:
    """Somebody registered who picked these; returns the person's id."""
    details = GuestDetails(email=email, family_name="Guest", language=language, has_consented=True)
    event = present_event()
    made = registration.register_guest(event, details, now=clock.now(), actor=THE_HOUSE, by_office=True)
    for title in titles:
        agendas.pick_activity(made, activity_named(title).uid, now=clock.now())
    return made.person_id


def person(email: str, **said: str) -> int:
    """Somebody the office knows."""
    unit_id = present_event().unit_id
    made = Person(**{"unit_id": unit_id, "family_name": "Person", "email": email, "created_at": clock.now(), **said})
    db.session.add(made)
    db.session.flush()
    return made.id


def move(title: str) -> None:
    """Half an hour later."""
    each, later = activity_named(title), timedelta(minutes=30)
    starts_at, ends_at = each.starts_at + later, each.ends_at + later
    schedules.move_activity(
        each, starts_at=starts_at, ends_at=ends_at, place_id=each.place_id, now=clock.now(), actor=THE_HOUSE
    )


def change(title: str, **said: object) -> None:
    """Say something else about it."""
    schedules.rewrite_activity(
        activity_named(title), schedules.details_of(activity_named(title), **said), now=clock.now(), actor=THE_HOUSE
    )


def sign_up(title: str, person_id: int, state: SignUpState) -> None:
    """A place, or a wait for one."""
    each = activity_named(title)
    db.session.add(SignUp(activity_id=each.id, person_id=person_id, state=state, signed_up_at=clock.now()))


@both_databases
def test_a_move_concerns_all_who_are_bound_to_it_and_says_as_what(office: Flask) -> None:
    picked = guest("picked@example.org", "Opening ceremony")
    booked, waiting, left = (guest(f"{name}@example.org") for name in ("booked", "waiting", "left"))
    sign_up("Opening ceremony", booked, SignUpState.BOOKED)
    sign_up("Opening ceremony", waiting, SignUpState.WAITING)
    sign_up("Opening ceremony", left, SignUpState.LEFT)
    guest("elsewhere@example.org", "Photons")
    move("Opening ceremony")
    found = affected()
    assert {email: each.why for email, each in found.items()} == {
        "ruolin.dai@private.example": ("speaker",),
        "booked@example.org": ("booked",),
        "waiting@example.org": ("waiting",),
        "picked@example.org": ("picked",),
    }
    assert found["picked@example.org"].person_id == picked
    assert {each.uids for each in found.values()} == {(activity_named("Opening ceremony").uid,)}


def test_what_is_said_anew_concerns_those_in_it_and_new_things_those_who_come_into_them(office: Flask) -> None:
    guest("anna@example.org", "Opening ceremony")
    change("Opening ceremony", text=LocalizedText(en="With music."))
    assert set(affected()) == {"ruolin.dai@private.example"}
    change("Opening ceremony", capacity=80)
    change("Campus tour", people=(ParticipantDetails(person("guide@example.org"), ParticipantRole.GUIDE),))
    assert set(affected()) == {"ruolin.dai@private.example", "guide@example.org"}
    [stake] = affected()["guide@example.org"].stakes
    assert stake.is_added
    change("Opening ceremony", people=())
    [stake] = affected()["ruolin.dai@private.example"].stakes
    assert stake.is_removed


def test_what_is_cancelled_already_concerns_nobody_again(office: Flask) -> None:
    guest("anna@example.org", "Photons")
    schedules.cancel_activity(activity_named("Photons"), "No light", now=clock.now(), actor=THE_HOUSE)
    assert set(affected()) == {"anna@example.org"}
    release_schedule(present_event().schedule, now=clock.now(), actor=THE_HOUSE)
    activity_named("Photons").cancellation_reason = "No light at all"
    assert affected() == {}


def test_people_are_reached_as_they_registered_else_as_the_office_knows_them(office: Flask) -> None:
    known = person("known@example.org", language="fr", family_name="Known")
    nobody = person("", family_name="Nobody")
    gone = person("Gone@example.org", family_name="Gone")
    plain = person("plain@example.org", family_name="Plain")
    db.session.add(User(email="gone@example.org", name="Gone", is_enabled=False, created_at=clock.now()))
    guest("ruolin.dai@private.example", language="zh_Hans_CN")
    roles = tuple(ParticipantDetails(each, ParticipantRole.HOST) for each in (known, nobody, gone, plain))
    change("Opening ceremony", people=(*schedules.details_of(activity_named("Opening ceremony")).people, *roles))
    move("Opening ceremony")
    found = affected()
    assert {name: each.can_be_told for name, each in found.items()} == {
        "ruolin.dai@private.example": True,
        "known@example.org": True,
        "Nobody": False,
        "Gone": False,
        "plain@example.org": True,
    }
    assert found["ruolin.dai@private.example"].language == "zh_Hans_CN"
    assert found["ruolin.dai@private.example"].registration_id is not None
    assert (found["known@example.org"].language, found["plain@example.org"].language) == ("fr", "en")


def test_however_many_are_concerned_it_asks_as_often(office: Flask) -> None:
    move("Photons")
    asked = []
    for numbers in (range(3), range(3, 40)):
        for number in numbers:
            guest(f"guest{number}@example.org", "Photons")
        db.session.commit()
        changes = preview(present_event().schedule, clock.now()).changes
        event = events.get_event(present_event().id)
        with counted_queries(office) as statements:
            assert len(people_affected(event, changes)) == numbers.stop
        asked.append(len([each for each in statements if each.startswith("SELECT")]))
    assert asked[0] == asked[1]


def test_who_starred_a_tour_and_booked_it_hears_of_it_from_the_tour_alone(office: Flask) -> None:
    title = "Opening ceremony"
    both = guest("both@guest.example", title)
    guest("star@guest.example", title)
    now, unit_id = clock.now(), present_event().unit_id
    route = routes.add_route(unit_id, RouteDetails(name=LocalizedText(en="Campus")), now=now, actor=THE_HOUSE)
    tour = TourDeparture(
        route_id=route.id, activity_id=activity_named(title).id, most_heads=9, feedback_code="x", created_at=now
    )
    db.session.add(tour)
    db.session.flush()
    (place,) = list_of_people(present_event().id, [both])
    booked = TourBooking(
        departure_id=tour.id, registration_id=place.id, uid="u", state=BookingState.CONFIRMED, heads=1,
        contact_name="", email="", booked_at=now, changed_at=now,
    )  # fmt: skip
    db.session.add(booked)
    move(title)
    assert "star@guest.example" in affected()
    assert "both@guest.example" not in affected()
