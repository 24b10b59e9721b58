"""Organisers' doors to badges: seen first, printed for who comes, and noted."""

from __future__ import annotations

import io
import re
from datetime import timedelta

from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.forms.fields import Definition, FieldType
from coopevents.registration import service
from coopevents.registration.details import GuestDetails
from tests.blueprints.organiser.test_form_builder import text_of
from tests.blueprints.public.asked import ask, define, fill_in, section
from tests.blueprints.public.test_registration import ANNA, PAGE, publish
from tests.desks import NOW, Desk
from tests.documents.pdfs import bare, reader
from tests.documents.pdfs import text_of as text_in
from tests.storage.test_store import jpeg

BADGES = "/desk/events/week/badges"


def with_guests(desk: Desk, *names: str) -> None:
    with desk.writing():
        event = events.get_event(desk.event())
        for number, name in enumerate(names):
            details = GuestDetails(
                email=f"guest{number}@example.org", given_name=name, family_name="Example", country="FR",
                institution_name="Université de Montclair", has_consented=True,
            )  # fmt: skip
            service.register_guest(event, details, now=NOW + timedelta(minutes=number), actor=THE_HOUSE, by_office=True)
        unit_of_work.commit()


def test_badges_are_printed_once_and_again_when_wanted(desk: Desk) -> None:
    with_guests(desk, "Amélie", "Bruno", "Chloé")
    colleague = desk.colleague()
    assert "0 of 3 badges are printed" in text_of(colleague.get(BADGES))
    first = colleague.post(BADGES, {"layout": "labels8"})
    assert first.mimetype == "application/pdf"
    assert len(reader(first.data).pages) == 1
    assert all(bare(name) in text_in(first.data) for name in ("Amélie", "Bruno", "Chloé", "Guest"))
    assert "3 of 3 badges are printed" in text_of(colleague.get(BADGES))
    nothing = colleague.post(BADGES, {"layout": "labels8"})
    assert nothing.status_code == 302
    assert len(reader(colleague.post(BADGES, {"layout": "a6", "who": "all"}).data).pages) == 3
    one = colleague.post(BADGES, {"layout": "a7", "number": "2"})
    assert bare("Bruno") in text_in(one.data)
    assert bare("Amélie") not in text_in(one.data)


def test_the_layout_is_seen_before_it_is_printed(desk: Desk) -> None:
    with_guests(desk, "Amélie")
    colleague = desk.colleague()
    page = colleague.get(BADGES, layout="a7").get_data(as_text=True)
    address = re.search(r'<img class="badge-preview" src="([^"]+)"', page)
    assert address is not None
    assert "layout=a7" in address[1]
    path, _sign, _query = address[1].partition("?")
    picture = colleague.get(path, layout="a7")
    assert (picture.mimetype, picture.data[:4]) == ("image/png", b"\x89PNG")
    assert "0 of 1 badges are printed" in text_of(colleague.get(BADGES))


def test_who_may_not_print_badges_finds_none(desk: Desk) -> None:
    with_guests(desk, "Amélie")
    with desk.app.app_context():
        found = events.find_event_by_slug("week")
        assert found is not None
        event_id = found.id
    viewer = desk.colleague(Role.EVENT_VIEWER, scope_kind="event", scope_id=event_id)
    assert viewer.get(BADGES).status_code == 403
    assert desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=event_id).get(BADGES).status_code == 200


def test_photographs_guests_handed_in_are_printed_where_that_is_asked_for(desk: Desk, client: FlaskClient) -> None:
    define(desk, publish(desk), Definition((section("you", ask("photo", FieldType.PHOTO, "Photo")),)))
    assert fill_in(client, PAGE, **ANNA, answer_photo=(io.BytesIO(jpeg("teal")), "me.jpg")).status_code == 302
    with_another = {**ANNA, "given_name": "Bruno", "email": "bruno@example.org"}
    assert fill_in(client, PAGE, **with_another).status_code == 302
    colleague = desk.colleague()
    assert 'name="photos"' in colleague.get(BADGES, layout="a6").text
    assert 'name="photos"' not in colleague.get(BADGES, layout="labels8").text
    asked = {"layout": "a6", "who": "all"}
    shown = reader(colleague.post(BADGES, {**asked, "photos": "y"}).data)
    assert [len(page.images) for page in shown.pages] == [1, 0]
    assert [len(page.images) for page in reader(colleague.post(BADGES, asked).data).pages] == [0, 0]
