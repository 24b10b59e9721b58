"""Headers and cookies that protect the reader, on every kind of page."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coopevents.accounts.roles import Role
from coopevents.app import create_app
from coopevents.config import Settings
from coopevents.db import db
from tests.desks import Desk

OPEN_PAGES = ["/", "/account/sign-in", "/account/forgotten", "/account/reset/made-up", "/r/made-up/", "/nothing-here"]
SIGNED_IN_PAGES = ["/desk/", "/desk/events/", "/desk/colleagues", "/account/security", "/desk/events/week/team"]
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("path", [*OPEN_PAGES, "/robots.txt", "/.well-known/security.txt", "/healthz"])
def test_every_answer_carries_the_strict_policy(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert _policy(answer) == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] in {"strict-origin-when-cross-origin", "same-origin"}
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in answer.headers


def test_a_broken_page_carries_it_too_and_shows_no_insides(app: Flask) -> None:
    def fail() -> str:
        raise RuntimeError("the insides")

    fail.__lock__ = app.view_functions["health.alive"].__lock__  # type: ignore[attr-defined]
    app.add_url_rule("/broken", "broken", fail)
    answer = app.test_client().get("/broken")
    assert (answer.status_code, "the insides" in answer.text, "Traceback" in answer.text) == (500, False, False)
    assert _policy(answer) == POLICY
    assert answer.headers["X-Request-ID"] in answer.text


@pytest.mark.parametrize("path", SIGNED_IN_PAGES)
def test_pages_of_the_signed_in_are_kept_by_nobody(desk: Desk, path: str) -> None:
    desk.event("week")
    answer = desk.colleague(Role.ADMIN).get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert _policy(answer) == POLICY


@pytest.mark.parametrize(
    "path", ["/r/made-up/", "/live/made-up/", "/account/reset/made-up", "/account/invitation/made-up"]
)
def test_pages_with_a_secret_in_the_address_are_kept_by_nobody(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "same-origin")


def test_behind_tls_cookies_are_secure_and_browsers_are_told_to_stay(environment: dict[str, str]) -> None:
    app = create_app(Settings.from_environment({**environment, "COOPEVENTS_BASE_URL": "https://events.example.edu"}))
    answer = app.test_client().get("/account/sign-in?lang=fr&theme=dark", base_url="https://events.example.edu")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"coopevents", "language", "theme"}
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    with app.app_context():
        db.engine.dispose()


def test_without_tls_cookies_are_still_out_of_reach_of_scripts(client: FlaskClient) -> None:
    (cookie,) = client.get("/account/sign-in").headers.getlist("Set-Cookie")
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_a_form_that_is_too_old_keeps_what_was_typed_but_no_password(client: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "same-origin"}
    form = {"csrf_token": "old", "email": "<b>mei@example.edu"}
    kept = client.post("/account/forgotten", data=form, headers=headers)
    assert (kept.status_code, 'value="&lt;b&gt;mei@example.edu"' in kept.text) == (400, True)
    secret = client.post("/account/sign-in", data={**form, "password": "four teapots"}, headers=headers)
    assert (secret.status_code, "four teapots" in secret.text, "mei@example" in secret.text) == (400, False, False)
    foreign = client.post("/account/forgotten", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert (foreign.status_code, "mei@example" in foreign.text) == (400, False)


def _policy(answer: TestResponse) -> dict[str, str]:
    directives = answer.headers["Content-Security-Policy"].split(";")
    return dict(directive.strip().partition(" ")[::2] for directive in directives if directive.strip())
