"""Signing in and out through the door."""

from __future__ import annotations

import re
from datetime import timedelta
from time import perf_counter

import pytest
from flask import Flask

from coopevents import clock, unit_of_work
from coopevents.accounts import credentials, queries, second_factor
from coopevents.accounts.models import SignedInSession
from coopevents.app import create_app
from coopevents.config import Settings
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from tests.accounts.offices import PASSWORD
from tests.blueprints.account.visitors import Visitor, add_user, change
from tests.databases import both_databases


def test_who_is_not_signed_in_is_sent_there_and_back(app: Flask) -> None:
    add_user(app)
    visitor = Visitor(app)
    asked = visitor.get("/desk/colleagues?lang=en")
    assert (asked.status_code, asked.location) == (302, "/account/sign-in?next=/desk/colleagues?lang%3Den")
    assert 'name="next" type="hidden" value="/desk/colleagues?lang=en"' in visitor.get(asked.location).text
    answer = visitor.sign_in(next="/desk/colleagues?lang=en")
    assert (answer.status_code, answer.location) == (302, "/desk/colleagues?lang=en")
    assert visitor.get("/desk/colleagues").status_code == 200


@both_databases
def test_signing_in_and_out(app: Flask) -> None:
    add_user(app)
    visitor = Visitor(app)
    assert visitor.sign_in(email=" MEI@Example.edu").location == "/desk/"
    assert visitor.is_signed_in()
    assert visitor.get("/account/sign-in").location == "/desk/"
    assert visitor.post("/account/sign-out", page="/account/security").location == "/account/sign-in"
    assert not visitor.is_signed_in()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_off_the_site(app: Flask, target: str) -> None:
    add_user(app)
    assert Visitor(app).sign_in(next=target).location == "/desk/"


def test_the_answer_is_the_same_for_known_unknown_and_disabled_accounts(app: Flask) -> None:
    add_user(app)
    change(app, add_user(app, "ana"), is_enabled=False)
    change(app, add_user(app, "eva"), password_hash="")
    answers = set()
    for number, email in enumerate(("mei", "nobody", "ana", "eva")):
        answer = Visitor(app, f"192.0.2.{number}").sign_in(email=f"{email}@example.edu", password="wrong password")
        answers.add((answer.status_code, re.sub(r'(value|content)="[^"]*"', "", answer.text)))
    ((status, text),) = answers
    assert status == 422
    assert "The address or the password is not right." in text
    assert "wrong password" not in text


def test_unknown_addresses_take_as_long_as_known_ones(app: Flask) -> None:
    app.config["SETTINGS"] = _with_normal_cost(app.config["SETTINGS"])
    add_user(app)
    Visitor(app, "192.0.2.200").sign_in(email="first@example.edu", password="wrong")
    known = min(_seconds(app, "mei@example.edu", number) for number in range(4))
    unknown = min(_seconds(app, f"nobody{number}@example.edu", number + 100) for number in range(4))
    assert 0.5 < known / unknown < 2


def test_the_sixth_try_is_told_to_wait_even_with_the_right_password(app: Flask) -> None:
    add_user(app)
    for number in range(5):
        assert Visitor(app, f"192.0.2.{number}").sign_in(password="wrong").status_code == 422
    answer = Visitor(app, "192.0.2.77").sign_in()
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.text
    assert 'value="mei@example.edu"' in answer.text


def test_a_forged_forwarding_header_fools_nobody(app: Flask) -> None:
    add_user(app)
    statuses = [
        Visitor(app, **{"X-Forwarded-For": f"203.0.113.{number}"})
        .sign_in(f"user{number}@example.edu", "wrong")
        .status_code
        for number in range(6)
    ]
    assert statuses == [422] * 5 + [429]


def test_behind_a_trusted_proxy_the_readers_own_address_counts(environment: dict[str, str]) -> None:
    app = create_app(Settings.from_environment({**environment, "COOPEVENTS_TRUSTED_PROXIES": "1"}))
    statuses = [
        Visitor(app, **{"X-Forwarded-For": f"1.1.1.{number}, 203.0.113.7"})
        .sign_in(f"user{number}@example.edu", "wrong")
        .status_code
        for number in range(6)
    ]
    assert statuses == [422] * 5 + [429]
    elsewhere = Visitor(app, **{"X-Forwarded-For": "203.0.113.8"})
    assert elsewhere.sign_in("user9@example.edu", "wrong").status_code == 422
    with app.app_context():
        db.engine.dispose()


def test_a_second_step_is_asked_for_and_lets_in(app: Flask) -> None:
    secret, codes = _turn_on(app, add_user(app))
    visitor = Visitor(app)
    assert visitor.sign_in(next="/desk/colleagues").location == "/account/sign-in/code"
    assert not visitor.is_signed_in()
    wrong = visitor.post("/account/sign-in/code", page="/account/sign-in/code", code="000000")
    assert (wrong.status_code, visitor.is_signed_in()) == (422, False)
    code = second_factor.code_at(secret, second_factor.step_at(clock.now()))
    right = visitor.post("/account/sign-in/code", page="/account/sign-in/code", code=code)
    assert (right.status_code, right.location) == (302, "/desk/colleagues")
    assert visitor.is_signed_in()
    by_recovery = Visitor(app)
    by_recovery.sign_in()
    assert by_recovery.post("/account/sign-in/code", page="/account/sign-in/code", code=codes[0]).location == "/desk/"


def test_knowing_the_password_buys_no_further_tries_at_the_code(app: Flask) -> None:
    secret, _codes = _turn_on(app, add_user(app))
    for number in range(5):
        visitor = Visitor(app, f"192.0.2.{number}")
        visitor.sign_in()
        visitor.post("/account/sign-in/code", page="/account/sign-in/code", code="000000")
    visitor = Visitor(app, "192.0.2.50")
    assert visitor.sign_in().status_code == 429
    code = second_factor.code_at(secret, second_factor.step_at(clock.now()))
    assert visitor.post("/account/sign-in/code", code=code).location == "/account/sign-in"


def test_the_code_page_is_nobodys_without_a_password(app: Flask) -> None:
    visitor = Visitor(app)
    assert visitor.get("/account/sign-in/code").location == "/account/sign-in"
    assert visitor.post("/account/sign-in/code", code="000000").location == "/account/sign-in"


def test_disabling_bites_at_the_next_request(app: Flask) -> None:
    user_id = add_user(app)
    visitor = Visitor(app)
    visitor.sign_in()
    assert visitor.is_signed_in()
    change(app, user_id, is_enabled=False)
    assert not visitor.is_signed_in()


def test_a_session_ends_by_itself_after_a_fortnight(app: Flask) -> None:
    add_user(app)
    visitor = Visitor(app)
    visitor.sign_in()
    with app.app_context():
        living = db.session.query(SignedInSession).one()
        living.started_at -= timedelta(days=14)
        unit_of_work.commit()
    assert not visitor.is_signed_in()


def test_losing_a_role_bites_at_the_next_request(app: Flask) -> None:
    user_id = add_user(app)
    visitor = Visitor(app)
    visitor.sign_in()
    assert visitor.get("/desk/colleagues").status_code == 200
    change(app, user_id, grants=[])
    assert visitor.get("/desk/colleagues").status_code == 403


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask) -> None:
    add_user(app)
    visitor, thief = Visitor(app), Visitor(app)
    visitor.sign_in()
    cookie = visitor.client.get_cookie("coopevents")
    assert cookie is not None
    thief.client.set_cookie("coopevents", cookie.value)
    assert thief.is_signed_in()
    visitor.post("/account/sign-out", page="/account/security")
    thief.client.set_cookie("coopevents", cookie.value)
    assert not thief.is_signed_in()


def test_signing_in_gives_a_new_cookie_that_keeps_nothing_of_the_old(app: Flask) -> None:
    add_user(app)
    visitor = Visitor(app)
    visitor.get("/account/sign-in")
    with visitor.client.session_transaction() as before:
        before["planted"] = "by somebody else"
        old_token = before["csrf_token"]
    visitor.sign_in()
    with visitor.client.session_transaction() as after:
        assert "planted" not in after
        assert after.get("csrf_token") != old_token


def _turn_on(app: Flask, user_id: int) -> tuple[str, list[str]]:
    secret = second_factor.new_secret()
    with app.app_context():
        user, now = queries.get_user(user_id), clock.now()
        earlier = second_factor.code_at(secret, second_factor.step_at(now) - 1)
        codes = credentials.turn_on_second_factor(user, secret, earlier, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
    return secret, codes


def _with_normal_cost(settings: Settings) -> Settings:
    from dataclasses import replace

    return replace(settings, password_hash_cost="normal")


def _seconds(app: Flask, email: str, number: int) -> float:
    visitor = Visitor(app, f"192.0.2.{number}")
    visitor.get("/account/sign-in")
    began = perf_counter()
    assert visitor.sign_in(email=email, password="wrong " + PASSWORD).status_code == 422
    return perf_counter() - began
