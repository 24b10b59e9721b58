"""Forgotten passwords and invitations through the door."""

from __future__ import annotations

import re

from flask import Flask

from coopevents import clock, unit_of_work
from coopevents.accounts import invitations, queries
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from tests.blueprints.account.visitors import Visitor, add_user

NEW_PASSWORD = "seven umbrellas in Lyon"


def test_a_new_password_by_a_link(app: Flask) -> None:
    add_user(app)
    signed_in, visitor = Visitor(app), Visitor(app)
    signed_in.sign_in()
    sent = visitor.post("/account/forgotten", page="/account/forgotten", email="mei@example.edu")
    assert sent.location == "/account/forgotten/sent"
    link = _link(app, "password_reset")
    assert visitor.get(link).status_code == 200
    assert visitor.get(link).status_code == 200
    weak = visitor.post(link, page=link, password="password1234")
    assert weak.status_code == 422
    assert "among the first that others would try" in weak.text
    done = visitor.post(link, page=link, password=NEW_PASSWORD)
    assert done.location == "/account/sign-in"
    assert not signed_in.is_signed_in()
    assert visitor.sign_in().status_code == 422
    assert visitor.sign_in(password=NEW_PASSWORD).location == "/desk/"


def test_a_used_link_says_so(app: Flask) -> None:
    add_user(app)
    visitor = Visitor(app)
    visitor.post("/account/forgotten", page="/account/forgotten", email="mei@example.edu")
    link = _link(app, "password_reset")
    visitor.post(link, page=link, password=NEW_PASSWORD)
    again = visitor.get(link)
    assert (again.status_code, "This link has ended" in again.text) == (410, True)
    assert visitor.post(link, password=NEW_PASSWORD).status_code == 410
    assert visitor.get("/account/reset/made-up").status_code == 410


def test_the_answer_is_the_same_for_an_unknown_address(app: Flask) -> None:
    add_user(app)
    answers = {
        Visitor(app, f"192.0.2.{number}").post("/account/forgotten", page="/account/forgotten", email=email).location
        for number, email in enumerate(("mei@example.edu", "nobody@example.edu"))
    }
    assert answers == {"/account/forgotten/sent"}
    with app.app_context():
        assert [message.to_email for message in db.session.query(OutboxMessage)] == ["mei@example.edu"]


def test_nobodys_mailbox_is_flooded(app: Flask) -> None:
    add_user(app)
    statuses = [
        Visitor(app, f"192.0.2.{number}")
        .post("/account/forgotten", page="/account/forgotten", email="mei@example.edu")
        .status_code
        for number in range(7)
    ]
    assert statuses == [302] * 5 + [429] * 2


def test_the_host_header_reaches_no_message(app: Flask) -> None:
    add_user(app)
    visitor = Visitor(app, Host="evil.example")
    visitor.post("/account/forgotten", page="/account/forgotten", email="mei@example.edu")
    with app.app_context():
        message = db.session.query(OutboxMessage).one()
        assert "evil.example" not in message.text_body + message.html_body
        assert "http://localhost/account/reset/" in message.text_body


def test_an_invited_colleague_comes_in_by_the_link(app: Flask) -> None:
    add_user(app)
    with app.app_context():
        unit = queries.find_unit_by_slug("office")
        assert unit is not None
        invitations.invite_colleague(
            email="ana@example.edu",
            name="Ana",
            role=Role.OFFICER,
            scope=Scope.unit(unit.id),
            now=clock.now(),
            actor=THE_HOUSE,
        )
        unit_of_work.commit()
    link, visitor = _link(app, "invitation"), Visitor(app)
    page = visitor.get(link)
    assert "ana@example.edu" in page.text
    weak = visitor.post(link, page=link, name="Ana Silva", password="ana")
    assert (weak.status_code, 'value="Ana Silva"' in weak.text) == (422, True)
    assert visitor.post(link, page=link, name="Ana Silva", password=NEW_PASSWORD).location == "/desk/"
    assert "Ana Silva" in visitor.get("/account/security").text
    assert Visitor(app).get(link).status_code == 410


def _link(app: Flask, kind: str) -> str:
    with app.app_context():
        message = db.session.query(OutboxMessage).filter_by(kind=kind).order_by(OutboxMessage.id.desc()).first()
        assert message is not None
        found = re.search(r"http://localhost(/account/\S+)", message.text_body)
        assert found is not None
        return found[1]
