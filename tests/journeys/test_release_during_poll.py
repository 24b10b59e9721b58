"""Readers poll the programme while it is released again and again: each gets one release whole, and then 304."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from threading import Event as Flag

import pytest
from flask import Flask

from coopevents import clock
from coopevents.db import db, declare_intent
from coopevents.facts import THE_HOUSE
from coopevents.schedule import service as schedules
from tests.blueprints.published import activity_named, present_event, publish, release
from tests.databases import both_databases
from tests.serving import Service

ROUNDS = 12
MOVED = ("Batteries", "Photons")
"""Both begin at the same time, and every release moves both: whoever sees one without the other saw a mixture."""
PAGES = {
    "/e/week/programme?lang=en": re.compile(r'datetime="(2027-03-01T1[1-9]:\d\d)[^"]*"'),
    "/feeds/e/week.ics?lang=en": re.compile(r"DTSTART[^:]*:(20270301T1[1-9]\d\d00)"),
    "/feeds/e/week/changes.atom?lang=en": re.compile(r"→ Mon 1 Mar, (\d\d:\d\d)"),
}


@dataclass
class Reader:
    """A program that asks for one address over and over, saying what it has already."""

    port: int
    path: str
    etag: str = ""
    bodies: dict[str, set[str]] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)

    def ask(self) -> int:
        """Ask once; what comes is kept under its ETag."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", self.path, headers={"If-None-Match": self.etag} if self.etag else {})
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        self.statuses.append(response.status)
        if response.status == 200:
            self.etag = response.headers["ETag"]
            self.bodies.setdefault(self.etag, set()).add(body)
        else:
            assert (response.status, body, response.headers["ETag"]) == (304, "", self.etag)
        return response.status

    def ask_until(self, over: Flag) -> None:
        """Keep asking, and once more when it is over."""
        while not over.is_set():
            self.ask()


@pytest.fixture
def week(app: Flask) -> Flask:
    """A published event whose programme is released by hand."""
    with app.app_context():
        declare_intent(is_reading=False)
        publish()
        present_event().schedule.releases_itself = False
        db.session.commit()
        db.session.remove()
    return app


@contextmanager
def polling(readers: list[Reader]) -> Iterator[None]:
    """The readers poll during the block; what went wrong with one of them is raised at its end."""
    over = Flag()
    with ThreadPoolExecutor(len(readers)) as crowd:
        asking = [crowd.submit(reader.ask_until, over) for reader in readers]
        try:
            yield
        finally:
            over.set()
    for each in asking:
        each.result()


def release_a_move(app: Flask) -> None:
    """Both lectures begin five minutes later, in one release."""
    with app.app_context():
        declare_intent(is_reading=False)
        for title in MOVED:
            activity, span = activity_named(title), timedelta(minutes=5)
            schedules.move_activity(
                activity,
                starts_at=activity.starts_at + span,
                ends_at=activity.ends_at + span,
                place_id=activity.place_id,
                now=clock.now(),
                actor=THE_HOUSE,
            )
        release()
        db.session.remove()


@both_databases
def test_a_poll_gets_one_release_whole_and_then_304(week: Flask, idle_service: Service) -> None:
    idle_service.start_web(workers=2)
    readers = [Reader(idle_service.port, path) for path in PAGES for _each in range(2)]
    for reader in readers:
        reader.ask()
    with polling(readers):
        for _round in range(ROUNDS):
            release_a_move(week)

    for reader in readers:
        reader.ask()
        assert (reader.ask(), reader.ask()) == (304, 304)
        assert {len(bodies) for bodies in reader.bodies.values()} == {1}, "one tag, one body"
        seen = [PAGES[reader.path].findall(body) for (body,) in reader.bodies.values()]
        assert all(number % 2 == 0 for times in seen for number in Counter(times).values()), seen
        assert len(seen) > 1
        assert any("12:00" in time or "120000" in time for time in seen[-1]), seen[-1]
