"""Numbers of what belongs to others, sent with one's own forms: not found, and nothing of theirs is changed."""

from __future__ import annotations

from datetime import date

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import pages
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.events.details import PageDetails
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.places.models import PlaceKind
from coopevents.registration import queries as registrations
from coopevents.registration import service as registration
from coopevents.registration import tokens
from coopevents.registration.details import TermsDetails
from coopevents.schedule.models import Activity, Participant
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk
from tests.journeys.hostile import nothing_changes

SAID = {
    "title-en": "Signing",
    "kind": "salon",
    "day": "2026-11-30",
    "starts": "09:00",
    "ends": "10:00",
    "audience": "public",
}


class Neighbours:
    """Two offices that know nothing of each other; the second owns a place, a person, a page, a guest and messages."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self.mine, self.theirs = desk.event("mine"), desk.event("theirs", unit_id=desk.other_unit_id)
        self.organiser = desk.colleague(Role.ADMIN)
        self.neighbour = desk.colleague(Role.ADMIN, scope_id=desk.other_unit_id)
        self.guest = desk.guest(self.theirs, "ada@guest.example", family_name="Novák")
        with desk.writing():
            details = PlaceDetails(kind=PlaceKind.HALL, name=LocalizedText(en="Their hall"))
            self.place = places.add_place(desk.other_unit_id, details, now=NOW, actor=THE_HOUSE).id
            known = PersonDetails(given_name="Bo", family_name="Neighbour", institution_name="Granit")
            self.person = people.add_person(known, unit_id=desk.other_unit_id, now=NOW, actor=THE_HOUSE).id
            event = event_queries.get_event(self.theirs)
            page = PageDetails(title=LocalizedText(en="Visa"), text=LocalizedText(en="Bring it."), slug="visa")
            self.page = pages.add_page(event, page, now=NOW, actor=THE_HOUSE).id
            unit_of_work.commit()
        self.neighbour.post("/desk/events/theirs/programme/new", {**SAID, "place": str(self.place)})
        with self.app.app_context():
            self.activity = db.session.scalars(db.select(Activity)).one()


@pytest.fixture
def neighbours(desk: Desk) -> Neighbours:
    return Neighbours(desk)


def test_a_place_of_another_office_cannot_be_planned_at(neighbours: Neighbours) -> None:
    own, place = neighbours.organiser, str(neighbours.place)
    with nothing_changes(neighbours.app):
        answer = own.post("/desk/events/mine/programme/new", {**SAID, "place": place})
    assert answer.status_code == 422
    assert "Their hall" not in answer.text
    assert own.post("/desk/events/mine/programme/new", SAID).status_code == 302
    with neighbours.app.app_context():
        number = max(db.session.scalars(db.select(Activity.id)))
    with nothing_changes(neighbours.app):
        own.post(f"/desk/events/mine/programme/{number}/move", {"place_id": place})
        assert own.post(f"/desk/events/mine/programme/{number}", {**SAID, "place": place}).status_code == 422
    with neighbours.app.app_context():
        assert db.session.get_one(Activity, number).place_id is None


def test_a_name_another_office_knows_is_somebody_new_here(neighbours: Neighbours) -> None:
    typed = {"people-0-role": "chair", "people-0-name": "Bo Neighbour (Granit)"}
    page = neighbours.organiser.get("/desk/events/mine/programme/new")
    assert "Neighbour" not in page.text
    assert neighbours.organiser.post("/desk/events/mine/programme/new", {**SAID, **typed}).status_code == 302
    with neighbours.app.app_context():
        assert neighbours.person not in set(db.session.scalars(db.select(Participant.person_id)))


def test_numbers_of_another_event_under_ones_own_address_are_not_found(neighbours: Neighbours) -> None:
    own, activity = neighbours.organiser, neighbours.activity.id
    with nothing_changes(neighbours.app):
        for verb in ("", "/move", "/cancel", "/reopen", "/duplicate", "/delete"):
            path = f"/desk/events/mine/programme/{activity}{verb}"
            assert own.post(path, {**SAID, "reason": "x", "shift": "15"}).status_code == 404, path
        for verb in ("", "/remove", "/raise", "/lower"):
            path = f"/desk/events/mine/pages/{neighbours.page}{verb}"
            assert own.post(path, {"title-en": "x"}).status_code == 404, path
        for verb in ("", "/note", "/check-in", "/check-in/undo"):
            path = f"/desk/events/mine/registrations/1{verb}"
            assert own.post(path, {"verb": "cancel", "reason": "x"}).status_code == 404, path
        for verb in ("approve", "decline"):
            said = {"verb": verb, "selected": "1", "reason": "x"}
            assert own.post("/desk/events/mine/registrations/decide", said).status_code == 302


def test_records_of_another_office_are_not_found(neighbours: Neighbours) -> None:
    own = neighbours.organiser
    paths = [
        f"/desk/places/{neighbours.place}", f"/desk/places/{neighbours.place}/retire",
        f"/desk/places/{neighbours.place}/restore", f"/desk/people/{neighbours.person}",
        f"/desk/units/{neighbours.desk.other_unit_id}", "/desk/colleagues/2/role", "/desk/colleagues/2/remove",
        "/desk/colleagues/2/disable", "/desk/outbox/1/resend", "/desk/outbox/1/discard",
        "/desk/events/mine/team/2/role", "/desk/events/mine/team/1/remove", "/desk/events/theirs/edit",
        "/desk/events/theirs/programme/clashes/accept", "/desk/events/theirs/registrations/decide",
    ]  # fmt: skip
    with nothing_changes(neighbours.app):
        for path in paths:
            said = {"name-en": "x", "kind": "hall", "family_name": "x", "role": "admin", "selected": "1"}
            assert own.post(path, said).status_code == 404, path
        for unit in (neighbours.desk.other_unit_id, 999):
            said = {"name-en": "x", "kind": "hall", "turnover_minutes": "0", "unit": str(unit), "parent": str(unit)}
            assert own.post("/desk/places/new", said).status_code == 404
            event = {"title-en": "x", "kind": "other", "starts_on": "2027-01-01", "time_zone": "UTC", "languages": "en"}
            event["kind"] = "delegation_visit"
            assert own.post("/desk/events/new", {**event, "unit": str(unit)}).status_code == 404
            assert own.post("/desk/units/new", {**said, "kind": "office"}).status_code == 422
            invited = {"email": "x@y.example", "name": "X", "role": "admin", "unit": str(unit)}
            assert own.post("/desk/colleagues/invite", invited).status_code == 422
    for path in ("/desk/outbox", "/desk/people", "/desk/events/", "/desk/places", "/desk/"):
        page = own.get(path).text
        assert not any(word in page for word in ("ada@guest.example", "Neighbour", "Their hall", "/events/theirs/"))


def test_a_secret_is_in_no_log(neighbours: Neighbours, capfd: pytest.CaptureFixture[str]) -> None:
    with neighbours.app.app_context():
        token = tokens.link_token(registrations.get_by_id(neighbours.guest))
    client = neighbours.app.test_client()
    client.get(f"/r/{token}/", headers={"X-Request-ID": "x" * 9})
    client.post(f"/r/{token}/withdraw", data={"email": "ada@guest.example"})
    said = "".join(capfd.readouterr())
    assert token not in said
    assert "ada@guest.example" not in said


@pytest.mark.parametrize("is_cancelled", [True, False], ids=["cancelled", "over"])
def test_nobody_is_called_from_the_waiting_list_to_what_does_not_take_place(desk: Desk, *, is_cancelled: bool) -> None:
    event_id = desk.event(starts_on=date(2026, 11, 30))
    with desk.writing():
        terms = TermsDetails(capacity=1)
        registration.change_terms(event_queries.get_event(event_id), terms, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    first, second = desk.guest(event_id, "a@guest.example"), desk.guest(event_id, "b@guest.example")
    with desk.writing():
        if is_cancelled:
            events.cancel_event(event_queries.get_event(event_id), "Storm", now=NOW, actor=THE_HOUSE)
        late = NOW if is_cancelled else NOW.replace(year=2027)
        registration.withdraw_registration(registrations.get_by_id(first), now=late, actor=THE_HOUSE)
        unit_of_work.commit()
    with desk.app.app_context():
        assert registrations.get_by_id(second).state == "waitlisted"
