"""The short way: as the application itself would have answered, and only while that is true."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.events import service as events
from coopevents.facts import THE_HOUSE
from tests.blueprints.published import present_event, publish

PAGE = "/e/week/programme"


@pytest.fixture
def week(app: Flask) -> Flask:
    with app.app_context():
        publish()
        db.session.remove()
    return app


@pytest.fixture
def asked(week: Flask) -> list[str]:
    """The requests that reached the application itself."""
    reached: list[str] = []
    week.before_request_funcs.setdefault(None, []).append(lambda: reached.append("asked"))
    return reached


@pytest.mark.parametrize(
    "headers", [{}, {"Accept-Encoding": "br"}, {"Accept-Language": "fr"}, {"Cookie": "theme=dark"}]
)
def test_an_equal_question_gets_an_equal_answer(client: FlaskClient, asked: list[str], headers: dict[str, str]) -> None:
    first, second = client.get(PAGE, headers=headers), client.get(PAGE, headers=headers)
    assert len(asked) == 1
    assert second.data == first.data
    ids = [answer.headers.pop("X-Request-ID") for answer in (first, second)]
    assert ids[0] != ids[1]
    first.headers.pop("Last-Modified", None)
    assert list(second.headers) == list(first.headers)
    assert "default-src 'self'" in second.headers["Content-Security-Policy"]


def test_whoever_has_it_is_told_so_by_the_short_way(client: FlaskClient, asked: list[str]) -> None:
    known = {"If-None-Match": client.get(PAGE).headers["ETag"]}
    answers = [client.get(PAGE, headers=known) for _time in range(2)]
    assert [(answer.status_code, answer.data) for answer in answers] == [(304, b""), (304, b"")]
    assert len(asked) == 2


def test_a_session_always_reaches_the_application(client: FlaskClient, asked: list[str]) -> None:
    client.set_cookie("coopevents", "anything")
    client.get(PAGE)
    client.get(PAGE)
    assert len(asked) == 2


def test_a_change_closes_it_at_once(week: Flask, client: FlaskClient, asked: list[str]) -> None:
    client.get(PAGE)
    with week.app_context():
        events.unpublish_event(present_event(), now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert client.get(PAGE).status_code == 404
    assert len(asked) == 2


def test_other_methods_reach_the_application(client: FlaskClient, asked: list[str]) -> None:
    client.get(PAGE)
    assert client.head(PAGE).status_code == 200
    assert len(asked) == 2
