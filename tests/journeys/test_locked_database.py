"""Another process holds SQLite's lock: ten seconds are waited out, longer ones are told politely; reading goes on."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from coopevents import unit_of_work
from coopevents.config import Settings
from coopevents.db import db
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.facts import THE_HOUSE
from coopevents.registration.models import Registration
from tests.desks import NOW, Desk
from tests.journeys.hostile import PageForm, form_in, nothing_changes
from tests.serving import Service

REGISTER = "/e/week/register"
GUEST = {
    "given_name": "Ada",
    "family_name": "Novák <b>",
    "email": "ada@guest.example",
    "country": "CZ",
    "institution_name": "Granit",
    "has_consented": "on",
}
HOLDER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("ROLLBACK")
"""


@dataclass
class Answer:
    """What came over the wire, and how long it took."""

    status: int
    headers: dict[str, str]
    text: str
    seconds: float


@dataclass
class Visitor:
    """A browser without JavaScript that goes through the network."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        began = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=90)
        headers = {"Accept-Language": "en", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(form) if form is not None else None, headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        for said in response.headers.get_all("Set-Cookie") or []:
            name, _sign, value = said.split(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, dict(response.headers), text, time.monotonic() - began)

    def form(self, path: str, name: str) -> PageForm:
        return form_in(self.ask("GET", path).text, path, name)


@contextmanager
def locked(settings: Settings, seconds: float) -> Iterator[None]:
    """A process of its own holds the lock for so long from the beginning of the block on."""
    path = settings.database_url.removeprefix("sqlite:///")
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, path, str(seconds)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.wait(timeout=60)
        holder.stdout.close()


@pytest.fixture
def published(desk: Desk) -> Desk:
    desk.event()
    with desk.writing():
        event = event_queries.find_event_by_slug("week")
        assert event is not None
        events.publish_event(event, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    return desk


@pytest.fixture
def web(published: Desk, idle_service: Service) -> Service:
    """The web server alone, after the event was published; no worker writes meanwhile."""
    idle_service.start_web()
    return idle_service


def registered(desk: Desk) -> list[str]:
    with desk.app.app_context():
        return list(db.session.scalars(db.select(Registration.family_name)))


def test_a_foreign_lock_of_ten_seconds_is_waited_out_and_reading_goes_on(
    published: Desk, web: Service, settings: Settings
) -> None:
    guest, reader = Visitor(web.port), Visitor(web.port)
    form = guest.form(REGISTER, "family_name")
    with ThreadPoolExecutor(1) as crowd, locked(settings, 10):
        sent = crowd.submit(guest.ask, "POST", REGISTER, form.filled(**GUEST))
        for path in ("/", "/e/week/", "/e/week/programme", REGISTER, "/healthz"):
            assert reader.ask("GET", path).status == 200
        assert not sent.done()
        answer = sent.result(timeout=60)
    assert answer.status == 302
    assert answer.seconds > 5
    assert registered(published) == ["Novák <b>"]


def test_a_longer_one_is_told_politely_and_nothing_typed_is_lost(
    published: Desk, web: Service, settings: Settings
) -> None:
    guest, reader = Visitor(web.port), Visitor(web.port)
    colleague = published.colleague()
    cookie = colleague.client.get_cookie("coopevents")
    assert cookie is not None
    organiser = Visitor(web.port, {"coopevents": cookie.value})
    form = guest.form(REGISTER, "family_name")
    person = organiser.form("/desk/people/new", "given_name").filled(given_name="Wei", family_name='张 & "Co"')
    with ThreadPoolExecutor(2) as crowd, nothing_changes(published.app), locked(settings, 20):
        sent = crowd.submit(guest.ask, "POST", REGISTER, form.filled(**GUEST))
        written = crowd.submit(organiser.ask, "POST", "/desk/people/new", person)
        assert reader.ask("GET", "/e/week/").status == 200
        refused, refused_too = sent.result(timeout=60), written.result(timeout=60)
    for answer in (refused, refused_too):
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "Nothing was lost" in answer.text
        assert "Traceback" not in answer.text
        assert answer.seconds < 19
    again = form_in(refused.text, REGISTER, "family_name")
    assert {name: again.filled()[name] for name in GUEST} == GUEST
    assert guest.ask("POST", REGISTER, again.filled()).status == 302
    assert registered(published) == ["Novák <b>"]
    kept = form_in(refused_too.text, "/desk/people/new", "given_name").filled()
    assert kept["family_name"] == '张 & "Co"'
    assert organiser.ask("POST", "/desk/people/new", kept).status == 302
