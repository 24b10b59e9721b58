"""Web server and worker are killed again and again while a phone tells what happens on the day of a visit: nothing
tapped is lost, nothing counts twice, and whoever a delay concerns is told of it once."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask

from coopevents import clock, unit_of_work
from coopevents.blueprints.organiser.campus_taps import whereabouts
from coopevents.db import db, reading
from coopevents.delegations import delegate_queries, itinerary_queries
from coopevents.delegations.delay_models import VisitDelay
from coopevents.delegations.tap_models import VisitTap
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.schedule.release_models import Notice, Release
from coopevents.schedule.states import NoticeState
from tests.databases import both_databases
from tests.delegations.today import a_visit_today
from tests.desks import Desk, desk
from tests.mail.test_worker_is_killed import RememberingServer
from tests.reactions.test_worker_is_killed import release_claims
from tests.serving import Service

__all__ = ["desk"]
pytestmark = pytest.mark.slow
KILLS, LATE, FEW, CONCERNED = 3, 4, 5, 5


@pytest.fixture
def server() -> Iterator[RememberingServer]:
    """A mail server that remembers what it accepted."""
    remembering = RememberingServer()
    remembering.start()
    yield remembering
    remembering.stop()


@pytest.fixture
def environment(environment: dict[str, str], server: RememberingServer) -> dict[str, str]:
    """The far end of the wire is that server."""
    return environment | {"COOPEVENTS_MAIL_SERVER": "127.0.0.1", "COOPEVENTS_MAIL_PORT": str(server.port)}


class Phone(threading.Thread):
    """Sends taps one after the other, each until it is answered, and then once more."""

    def __init__(self, port: int, cookie: str, taps: list[dict[str, Any]]) -> None:
        super().__init__(daemon=True)
        self.port, self.cookie, self.taps = port, cookie, taps
        self.unanswered = 0

    def run(self) -> None:
        for tap in self.taps:
            for _time in range(2):
                while not self._is_answered(tap):
                    self.unanswered += 1
                    time.sleep(0.05)
            time.sleep(0.1)

    def _is_answered(self, tap: dict[str, Any]) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=5)
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Cookie": self.cookie}
        body = json.dumps({"sent_at": clock.now().timestamp() * 1000, "taps": [tap]})
        try:
            line.request("POST", "/desk/on-campus/sync", body, headers)
            answer = line.getresponse()
            return answer.status == 200 and json.load(answer)["refused"] == []
        except (OSError, HTTPException, ValueError):
            return False
        finally:
            line.close()


@both_databases
def test_a_day_goes_on_though_web_and_worker_die_in_the_middle(
    app: Flask, desk: Desk, idle_service: Service, server: RememberingServer
) -> None:
    cookie = desk.colleague().client.get_cookie("session")
    cookie = desk.colleague().client.get_cookie("coopevents")
    assert cookie is not None
    with desk.writing():
        number = a_visit_today(desk.unit_id, clock.now(), ours=("host@office.example", "guide@office.example"))
        unit_of_work.commit()
        planned, taps = ends_of(number), taps_of(number)
        db.session.remove()
    idle_service.start_web()
    idle_service.start_worker()
    phone = Phone(idle_service.port, f"coopevents={cookie.value}", taps)
    phone.start()
    for _kill in range(KILLS):
        time.sleep(1)
        idle_service.kill_web()
        idle_service.kill_worker()
        idle_service.start_web()
        idle_service.start_worker()
    phone.join(timeout=60)
    assert (phone.is_alive(), phone.unanswered > 0) == (False, True)
    release_claims(app)
    wait_until_all_is_told(app)
    with desk.app.app_context(), reading():
        assert (db.session.query(VisitTap).count(), db.session.query(VisitDelay).count()) == (len(taps), LATE)
        assert [whereabouts(each) for each in delegate_queries.list_delegates(number)] == ["left", "here", "here"]
        assert ends_of(number) == [each + timedelta(minutes=LATE * FEW) for each in planned]
        sent = [each.message_id for each in db.session.query(OutboxMessage)]
        ensure_each_change_is_told_once()
        db.session.remove()
    assert set(server.accepted) == set(sent)
    assert len(server.accepted) - len(set(server.accepted)) <= KILLS  # one that was under way, under its old identity


def taps_of(number: int) -> list[dict[str, Any]]:
    """Three arrivals, one of them gone again, and several delays of the running line between them."""
    guests = [each.id for each in delegate_queries.list_delegates(number)]
    line = itinerary_queries.list_items(number)[0].id
    arrivals = [("arrived", f"{number}-{each}-0", 0) for each in guests] + [("left", f"{number}-{guests[0]}-0", 0)]
    delays = [("late", f"{number}-0-{line}", FEW)] * LATE
    said = [each for pair in zip(arrivals, delays, strict=True) for each in pair]
    now = clock.now().timestamp() * 1000
    return [
        {"key": f"tap-number-{order}", "kind": kind, "party": party, "number": minutes, "at": now - 60_000 + order}
        for order, (kind, party, minutes) in enumerate(said)
    ]


def ends_of(number: int) -> list[datetime]:
    """When each line ends."""
    return [each.activity.ends_at for each in itinerary_queries.list_items(number)]


def ensure_each_change_is_told_once() -> None:
    """What everybody heard follows release by release without a gap and without anything twice, up to the last one."""
    heard: dict[int, list[Notice]] = {}
    for notice in db.session.query(Notice).order_by(Notice.id):
        heard.setdefault(notice.person_id, []).append(notice)
    last = db.session.query(Release.number).order_by(Release.number.desc()).limit(1).scalar()
    assert len(heard) == CONCERNED
    for notices in heard.values():
        bounds = [(each.since_number, each.until_number) for each in notices]
        assert all(since < until for since, until in bounds)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(bounds))
        assert bounds[-1][1] == last


def wait_until_all_is_told(app: Flask) -> None:
    """Come back when no notice waits and no message either."""
    for _round in range(300):
        with app.app_context(), reading():
            waiting = db.session.query(Notice).filter(Notice.state == NoticeState.WAITING).count()
            unsent = db.session.query(OutboxMessage).filter(OutboxMessage.state != MessageState.SENT).count()
            db.session.remove()
        if not waiting and not unsent:
            return
        time.sleep(0.1)
    raise AssertionError(f"{waiting} notices and {unsent} messages wait")
