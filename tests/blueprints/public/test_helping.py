"""Registering to help on the public page, one's own page, and the desk that decides."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.helping import terms
from coopevents.helping.models import Helper
from coopevents.helping.states import HelperState
from coopevents.mail.models import OutboxMessage
from coopevents.people.models import Person
from coopevents.text import LocalizedText
from tests.desks import NOW, Colleague, Desk, desk
from tests.helping.saying import ENGLISH, form_of

__all__ = ["desk"]


def opened(desk: Desk, *unit_ids: int) -> None:
    with desk.writing():
        for unit_id in unit_ids or (desk.unit_id,):
            terms.set_terms(unit_id, is_open=True, privacy_text=LocalizedText(), now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()


def send(client: FlaskClient, **said: Any) -> Any:
    return client.post("/helpers/new", data=form_of(client, **said), headers=ENGLISH)


def link_in(desk: Desk, kind: str) -> str:
    """The path of the button of the last message of that kind."""
    with desk.app.app_context():
        found = db.session.query(OutboxMessage).filter(OutboxMessage.kind == kind)
        text = found.order_by(OutboxMessage.id.desc()).first().text_body
    return re.search(r"https?://[^/\s]+(/h/\S+)", text)[1]


def test_somebody_registers_confirms_is_approved_changes_pauses_and_leaves(desk: Desk) -> None:
    opened(desk)
    stranger = desk.app.test_client()
    assert send(stranger).location == "/helpers/sent"
    assert "One more step" in stranger.get("/helpers/sent", headers=ENGLISH).text
    own, me = link_in(desk, "helper_confirm"), desk.colleague(Role.UNIT_VIEWER)
    assert ("Confirm my address" in me.get(own).text, me.get(own.upper()).status_code) == (True, 404)
    assert me.get(f"{own}change").location == own
    me.post(f"{own}confirm")
    officer = desk.colleague()
    assert "1 helper waits to be approved" in officer.get("/desk/").text
    page = officer.get("/desk/helpers/1").text
    assert all(each in page for each in ("唐若曦", "2024310127", "English → Chinese", "Monday: Morning, Afternoon"))
    officer.post("/desk/helpers/1/approve")
    page = me.get(own)
    assert ("You are with us." in page.text, page.headers["Cache-Control"]) == (True, "no-store")
    changed = form_of(stranger, phone="555", level_fr="fluent", apart_0_what="0", apart_0_first="2040-01-02")
    assert me.post(f"{own}change", {**changed, "csrf_token": me.csrf, "email": "x@y.example"}).location == own
    assert ("2 January 2040: Away all day" in (page := me.get(own).text), "x@y.example" in page) == (True, True)
    assert "Changed by them since you decided" in officer.get("/desk/helpers/1").text
    address = link_in(desk, "helper_address")
    assert (me.get(address).status_code, me.get(address[:-1] + "0").status_code) == (200, 404)
    me.post(address)
    me.post(f"{own}pause")
    assert "You are paused" in me.get(own).text
    assert "Paused" in officer.get("/desk/helpers").text
    me.post(f"{own}resume")
    assert (me.post(f"{own}end").status_code, me.get(f"{own}end").status_code) == (400, 200)
    me.post(f"{own}end", verb="withdraw")
    assert "You have withdrawn." in me.get(own).text
    assert "Your data are erased" in me.post(f"{own}end", verb="erase").text
    assert me.get(own).status_code == 404
    with desk.app.app_context():
        left = [db.session.query(each).count() for each in (Helper, Person)]
        assert (left, db.session.query(OutboxMessage).count()) == ([0, 0], 0)


def test_everything_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(desk: Desk) -> None:
    opened(desk)
    client = desk.app.test_client()
    wrong = {"pair_0_target": "", "apart_0_first": "2040-01-02", "level_en": "", "level_zh": "", "has_consented": ""}
    answer = send(client, **wrong, email="nobody", services=[], family_name="", given_name="", original_name="")
    assert answer.status_code == 422
    for sentence in (
        "Write your name", "Write an e-mail address", "Choose at least one thing", "at least one language",
        "Choose both languages", "away or free", "Tick the box to agree",
    ):  # fmt: skip
        assert sentence in answer.text
    assert all(each in answer.text for each in ('value="2024310127"', 'value="2040-01-02"', 'value="nobody"'))
    assert send(client, homepage="https://spam.example").status_code == 422
    with desk.app.app_context():
        assert db.session.query(Helper).count() == 0


def test_it_is_closed_until_a_unit_opens_it_and_of_several_one_is_chosen(desk: Desk) -> None:
    client, admin = desk.app.test_client(), desk.colleague(Role.ADMIN)
    assert "Registration is closed" in client.get("/helpers/new", headers=ENGLISH).text
    admin.post(f"/desk/helpers/settings?unit={desk.unit_id}", {"is_open": "y", "privacy_text-en": "Our words."})
    page = client.get("/helpers/new", headers=ENGLISH).text
    assert ("Our words." in page, "For which office" in page) == (True, False)
    assert "Our words." in admin.get("/desk/helpers/settings").text
    opened(desk, desk.other_unit_id)
    send(client, unit=str(desk.other_unit_id))
    with desk.app.app_context():
        assert [each.unit_id for each in db.session.query(Helper)] == [desk.other_unit_id]
    assert admin.get("/desk/helpers/1").status_code == 404
    assert admin.get("/desk/helpers/settings", unit=str(desk.other_unit_id)).status_code == 404


def test_the_desk_narrows_takes_along_notes_declines_and_erases(desk: Desk) -> None:
    opened(desk)
    client, officer, viewer = desk.app.test_client(), desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    send(client)
    send(client, email="diallo@student.example", family_name="Diallo", services=["driving"], level_fr="native")
    for number in (1, 2):
        assert officer.post(f"/desk/helpers/{number}/approve").status_code == 302
    assert (viewer.get("/desk/helpers").status_code, viewer.get("/desk/helpers/1").status_code) == (403, 403)
    with desk.writing():
        for each in db.session.query(Helper):
            assert each.state is HelperState.UNCONFIRMED  # nobody approves an address that is not confirmed
            each.state = HelperState.WAITING
        unit_of_work.commit()

    def listed(who: Colleague, **query: str) -> list[bool]:
        pages = who.get("/desk/helpers", **query).text, who.get("/desk/helpers/export.csv", **query).text
        return [name in page for name in ("Tang", "Diallo") for page in pages]

    assert listed(officer) == [True] * 4
    assert listed(officer, q="2024310127 tang") == listed(officer, service="interpreting") == [True, True, False, False]
    assert listed(officer, language="fr") == [False, False, True, True]
    assert listed(officer, state="approved") == [False] * 4
    officer.post("/desk/helpers/1/note", qualities="Calm")
    assert "Calm" in officer.get("/desk/helpers/export.csv").text
    wrong = officer.post("/desk/helpers/1/decline")
    assert (wrong.status_code, "Write the reason" in wrong.text, "Calm" in wrong.text) == (422, True, True)
    officer.post("/desk/helpers/1/decline", reason="We have enough interpreters.")
    with desk.app.app_context():
        last = db.session.query(OutboxMessage).order_by(OutboxMessage.id.desc()).first()
        assert last is not None
        assert (last.kind, "We have enough interpreters." in last.text_body) == ("helper_declined", True)
    officer.post("/desk/helpers/1/erase")
    assert listed(officer) == [False, False, True, True]
