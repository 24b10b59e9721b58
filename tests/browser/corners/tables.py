"""Tables of registrations: one that was taken over, one that cannot be read, one that waits to be looked at."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from coopevents import unit_of_work
from coopevents.accounts.models import Unit
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.exports import csv_chunks
from coopevents.facts import THE_HOUSE, Actor
from coopevents.importer import Importer
from coopevents.registration import service as registrations
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.exchange import queries
from coopevents.registration.exchange.models import RegistrationImport
from coopevents.registration.exchange.service import send_table, take_table
from coopevents.registration.exchange.states import ImportState
from coopevents.text import LocalizedText
from tests.browser.corners.events import find_event
from tests.browser.corners.guests import LONG_NAME

CLERK = Actor("user", None, "Lin Xiaoyan")
HEAD = ["E-mail", "Given name", "Family name", "Name in own script", "Country or region", "State", "Tags", "Shoe size"]
FIRST = [
    ["wei.zhang@lakeview.example", "Wei", "Zhang", "张伟", "China", "", "speakers", ""],
    ["late@lakeview.example", "Late", "Comer", "", "", "", "", ""],
]
SECOND = [
    ["wei.zhang@lakeview.example", "Wei", "Zhang-Meier", "张伟", "France", "Declined", "speakers; press", "42"],
    ["ada@lakeview.example", "Ada", LONG_NAME, "", "DE", "", "", ""],
    ["no address at all", "Grace", "Hopper", "", "US", "", "", ""],
    ["alan@lakeview.example", "Alan", "Turing", "", "Atlantis", "asleep", "", ""],
]


def add_tables(office: Unit, now: datetime) -> dict[str, str]:
    """An event of its own with these tables, and another one whose table waits for a worker."""
    event = _event(office, "tables", now)
    taken = _send(event, FIRST, now)
    _work()
    event = find_event("tables")
    late = GuestDetails(email="late@lakeview.example", family_name="Comer", has_consented=True)
    registrations.register_guest(event, late, now=now, actor=THE_HOUSE, by_office=True)
    twin = GuestDetails(email="comer@elsewhere.example", family_name="Comer", position="Dean", has_consented=True)
    registrations.register_guest(event, twin, now=now, actor=THE_HOUSE, by_office=True)
    take_table(event, _held(taken), now=now, actor=CLERK)
    _work()
    unreadable = _send(find_event("tables"), [], now)
    _work()
    looked_at = _send(find_event("tables"), SECOND, now)
    _work()
    waiting = _send(_event(office, "tables-at-work", now), FIRST, now)
    at_work = _held(waiting)
    at_work.state, at_work.heard_at = ImportState.TAKING, now + timedelta(days=1)
    at_work.total, at_work.done = 20_000, 7_300
    unit_of_work.commit()
    return {
        "table_taken": str(taken),
        "table_unreadable": str(unreadable),
        "table_looked_at": str(looked_at),
        "table_waiting": str(waiting),
    }


def _event(office: Unit, slug: str, now: datetime) -> Event:
    first = now.date() + timedelta(days=60)
    details = EventDetails(
        kind=EventKind.SYMPOSIUM,
        title=LocalizedText(en="Symposium of the lakes", zh_Hans_CN="湖泊研讨会", fr="Symposium des lacs"),
        starts_on=first,
        ends_on=first,
        time_zone="Asia/Shanghai",
        slug=slug,
    )
    event = events.create_event(details, unit_id=office.id, now=now, actor=THE_HOUSE)
    registrations.open_registration(event, TermsDetails(capacity=20), now=now, actor=THE_HOUSE)
    return event


def _send(event: Event, rows: list[list[Any]], now: datetime) -> int:
    data = b"".join(csv_chunks(HEAD, rows)) if rows else b"nothing that names a column\n"
    name = "guests.csv" if rows else "notes.csv"
    held = send_table(event, data, name=name, language="en", now=now, actor=CLERK)
    unit_of_work.commit()
    return held.id


def _work() -> None:
    unit_of_work.commit()
    Importer(current_app._get_current_object(), threading.Event()).work()  # type: ignore[attr-defined]


def _held(number: int) -> RegistrationImport:
    held = queries.find_import(number)
    assert held is not None
    return held
