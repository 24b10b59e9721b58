"""One's own account through the door."""

from __future__ import annotations

import re

from flask import Flask

from coopevents import clock
from coopevents.accounts import queries, second_factor
from coopevents.db import db
from tests.accounts.offices import PASSWORD
from tests.blueprints.account.visitors import Visitor, add_user

PAGE = "/account/security"
NEW_PASSWORD = "seven umbrellas in Lyon"


def test_a_profile_is_saved_and_its_language_holds_at_once(app: Flask) -> None:
    user_id = add_user(app)
    visitor = _signed_in(app)
    visitor.client.set_cookie("language", "en")
    answer = visitor.post(
        "/account/profile",
        page=PAGE,
        name="Wang  Mei",
        original_name="王梅",
        language="zh_Hans_CN",
        time_zone="Europe/Paris",
        prefers_compact="y",
    )
    assert answer.location == PAGE
    assert 'lang="zh-Hans"' in visitor.get(PAGE).text
    with app.app_context():
        user = queries.get_user(user_id)
        assert (user.name, user.original_name, user.time_zone) == ("Wang Mei", "王梅", "Europe/Paris")
        assert user.prefers_compact


def test_a_wrong_time_zone_keeps_what_was_typed(app: Flask) -> None:
    add_user(app)
    answer = _signed_in(app).post("/account/profile", page=PAGE, name="Mei <b>", language="", time_zone="Mars/Olympus")
    assert answer.status_code == 422
    assert "Choose a time zone from the list" in answer.text
    assert 'value="Mei &lt;b&gt;"' in answer.text
    assert 'value="Mars/Olympus"' in answer.text


def test_a_new_password_needs_the_old_one_and_signs_others_out(app: Flask) -> None:
    add_user(app)
    visitor, other = _signed_in(app), _signed_in(app)
    wrong = visitor.post("/account/password", page=PAGE, current_password="wrong", password=NEW_PASSWORD)
    assert (wrong.status_code, "This is not your present password." in wrong.text) == (422, True)
    assert NEW_PASSWORD not in wrong.text
    right = visitor.post("/account/password", page=PAGE, current_password=PASSWORD, password=NEW_PASSWORD)
    assert right.location == PAGE
    assert visitor.is_signed_in()
    assert not other.is_signed_in()
    assert Visitor(app).sign_in(password=NEW_PASSWORD).location == "/desk/"


def test_a_stolen_browser_cannot_guess_the_password_for_ever(app: Flask) -> None:
    add_user(app)
    visitor = _signed_in(app)
    statuses = [
        visitor.post(
            "/account/password", page=PAGE, current_password=f"wrong {number}", password=NEW_PASSWORD
        ).status_code
        for number in range(6)
    ]
    assert statuses == [422] * 5 + [429]


def test_sessions_are_listed_and_ended_one_by_one_or_all(app: Flask) -> None:
    add_user(app)
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0"
    visitor, other, third = _signed_in(app), _signed_in(app, **{"User-Agent": firefox}), _signed_in(app)
    page = visitor.get(PAGE).text
    assert "Firefox · Windows" in page
    doors = re.findall(r'action="(/account/sessions/\d+/end)"', page)
    assert len(doors) == 3
    assert visitor.post(sorted(doors)[1], page=PAGE).location == PAGE
    assert [each.is_signed_in() for each in (visitor, other, third)] == [True, False, True]
    visitor.post("/account/sessions/end-others", page=PAGE)
    assert [each.is_signed_in() for each in (visitor, other, third)] == [True, False, False]


def test_nobody_ends_somebody_elses_session(app: Flask) -> None:
    add_user(app)
    add_user(app, "ana")
    visitor, other = _signed_in(app), Visitor(app)
    other.sign_in("ana@example.edu")
    (door,) = re.findall(r'action="(/account/sessions/\d+/end)"', visitor.get(PAGE).text)
    assert other.post(door, page=PAGE).status_code == 404
    assert visitor.is_signed_in()


def test_the_second_step_is_set_up_and_turned_off(app: Flask) -> None:
    user_id = add_user(app)
    visitor = _signed_in(app)
    assert visitor.post("/account/second-step/begin", page=PAGE).location == "/account/second-step"
    page = visitor.get("/account/second-step").text
    secret = re.search(r'id="secret" value="([A-Z2-7 ]+)"', page)
    assert secret is not None
    picture = visitor.get("/account/second-step/qr.svg")
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    wrong = visitor.post("/account/second-step", page="/account/second-step", code="000000")
    assert wrong.status_code == 422
    plain = secret[1].replace(" ", "")
    code = second_factor.code_at(plain, second_factor.step_at(clock.now()))
    on = visitor.post("/account/second-step", page="/account/second-step", code=code)
    assert on.location == "/account/second-step/recovery-codes"
    codes = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", visitor.get(on.location).text)
    assert len(codes) == 10
    visitor.post("/account/second-step/recovery-codes/kept", page=on.location)
    assert visitor.get(on.location).location == PAGE
    assert "10 recovery codes are left" in visitor.get(PAGE).text
    off = {"current_password": PASSWORD, "code": codes[0]}
    assert visitor.post("/account/second-step/off", page="/account/second-step", **off).location == PAGE
    with app.app_context():
        assert queries.get_user(user_id).totp_secret == ""
        assert queries.list_recovery_codes(user_id) == []
        db.session.remove()


def test_new_recovery_codes_end_the_old(app: Flask) -> None:
    user_id = add_user(app)
    visitor = _signed_in(app)
    visitor.post("/account/second-step/begin", page=PAGE)
    page = visitor.get("/account/second-step").text
    secret = re.findall(r'id="secret" value="([A-Z2-7 ]+)"', page)[0].replace(" ", "")
    earlier = second_factor.code_at(secret, second_factor.step_at(clock.now()) - 1)
    on = visitor.post("/account/second-step", page="/account/second-step", code=earlier)
    old = re.findall(r"<code>([a-z2-9-]+)</code>", visitor.get(on.location).text)
    proof = {"current_password": PASSWORD, "code": old[0]}
    renewed = visitor.post("/account/second-step/recovery-codes", page="/account/second-step", **proof)
    new = re.findall(r"<code>([a-z2-9-]+)</code>", visitor.get(renewed.location).text)
    assert len(new) == 10
    assert not set(old) & set(new)
    again = visitor.post(
        "/account/second-step/off", page="/account/second-step", current_password=PASSWORD, code=old[1]
    )
    assert again.status_code == 422
    with app.app_context():
        assert len(queries.list_recovery_codes(user_id)) == 10


def _signed_in(app: Flask, **headers: str) -> Visitor:
    visitor = Visitor(app, **headers)
    assert visitor.sign_in().status_code == 302
    return visitor
