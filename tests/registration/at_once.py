"""Deeds at the same moment, and the same house with its lock taken out. Fixtures `races` and `unlocked`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import event as hooks
from sqlalchemy.exc import SQLAlchemyError

from coopevents import db as database
from coopevents import unit_of_work
from coopevents.db import db, declare_intent
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.refusals import Refusal
from coopevents.registration import groups, queries, seats, service, waiting
from coopevents.registration.details import GroupTermsDetails, GuestDetails, TermsDetails, WaitingDetails
from coopevents.registration.models import Registration
from tests.desks import NOW, Desk

ROUNDS = 20
DAY = date(2030, 11, 20)
Deed = Callable[[], object]


class Races:
    """Deeds that begin at the same moment, each in a thread and a unit of work of its own, as requests are."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self._pool = ThreadPoolExecutor(10)

    def event(
        self,
        number: int,
        capacity: int,
        *,
        by_hand: bool = False,
        offer_hours: int | None = None,
        terms: TermsDetails | None = None,
    ) -> int:
        """A published event with so many places, a waiting list, and groups."""
        event_id = self.desk.event(f"race-{number}", starts_on=DAY)
        with self.desk.writing():
            event = events.get_event(event_id)
            service.change_terms(event, terms or TermsDetails(capacity=capacity), now=NOW, actor=THE_HOUSE)
            rules = WaitingDetails(offer_hours=offer_hours, passes_on_itself=not by_hand)
            waiting.change_rules(event, rules, now=NOW, actor=THE_HOUSE)
            groups.change_group_terms(event, GroupTermsDetails(), now=NOW, actor=THE_HOUSE)
            publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()
        return event_id

    def do(self, deed: Deed) -> object:
        """One deed, committed; a refusal, or the database's own, is what became of it."""
        with self.app.app_context():
            declare_intent(is_reading=False)
            try:
                found = deed()
                unit_of_work.commit()
            except (Refusal, SQLAlchemyError) as refusal:
                unit_of_work.discard()
                return refusal
            finally:
                db.session.remove()
            return found

    def at_once(self, *deeds: Deed) -> list[object]:
        """All of them at the same moment; what became of each, in their order."""
        start = Barrier(len(deeds))

        def act(deed: Deed) -> object:
            start.wait()
            return self.do(deed)

        return list(self._pool.map(act, deeds))

    def taken(self, event_id: int) -> int:
        """How many seats are given away or held."""
        with self.app.app_context():
            return seats.seats_taken(event_id)

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()


@pytest.fixture
def races(desk: Desk) -> Iterator[Races]:
    """An office that runs races."""
    races = Races(desk)
    yield races
    races.close()


@pytest.fixture
def unlocked(races: Races, monkeypatch: pytest.MonkeyPatch) -> Races:
    """The same with the lock taken out, for one purpose: to show that the races catch it."""
    monkeypatch.setattr(queries, "lock_terms", queries.get_terms)
    with races.app.app_context():
        engine = database.db.engine
    if engine.dialect.name == "sqlite":
        hooks.remove(engine, "begin", database._begin_sqlite)
        hooks.listen(engine, "connect", _begin_at_the_first_write)
        engine.dispose()
    return races


def _begin_at_the_first_write(connection: object, _record: object) -> None:
    connection.isolation_level = "DEFERRED"  # type: ignore[attr-defined]


def register(event_id: int, name: str) -> Registration:
    details = GuestDetails(email=f"{name}@example.org", family_name=name.title(), has_consented=True)
    return service.register_guest(events.get_event(event_id), details, now=NOW, actor=THE_HOUSE)
