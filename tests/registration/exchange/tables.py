"""An event with every kind of question, guests who answered them, and short words for tables that come and go."""

from __future__ import annotations

import threading
from typing import Any

from flask import Flask

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as event_service
from coopevents.events.details import EventDetails
from coopevents.events.models import Event
from coopevents.exports import csv_chunks, read_csv, xlsx_bytes
from coopevents.forms import service as asking
from coopevents.forms.fields import Computation, Definition, FieldType, Option, Question, Section
from coopevents.importer import Importer
from coopevents.registration import event_forms, service
from coopevents.registration.details import TermsDetails
from coopevents.registration.exchange import queries
from coopevents.registration.exchange.columns import columns_for
from coopevents.registration.exchange.models import ImportRow, RegistrationImport
from coopevents.registration.exchange.service import send_table, stop_table, take_table, undo_table
from coopevents.registration.exchange.writing import rows_of
from coopevents.registration.wanted import Wanted
from coopevents.text import LocalizedText
from tests.registration.conftest import NOW, OFFICER, Registrar


def question(key: str, kind: FieldType, **said: Any) -> Question:
    return Question(key=key, type=kind, label=LocalizedText(en=f"The {key}", fr=f"Le {key}"), **said)


MEALS = tuple(Option(each, LocalizedText(en=f"{each.title()}; for all", fr=each)) for each in ("rice", "bread", "tea"))
ASKED = (
    question("word", FieldType.SHORT_TEXT, is_listed=True),
    question("words", FieldType.LONG_TEXT, max_length=2000),
    question("count", FieldType.NUMBER, minimum="-10"),
    question("mail", FieldType.EMAIL),
    question("phone", FieldType.PHONE),
    question("land", FieldType.COUNTRY),
    question("school", FieldType.INSTITUTION),
    question("host", FieldType.PERSON_NAME),
    question("meal", FieldType.CHOICE, options=MEALS),
    question("meals", FieldType.CHOICES, options=MEALS),
    question("agrees", FieldType.CONSENT),
    question("born", FieldType.DATE),
    question("stay", FieldType.DATE_RANGE),
    question("trip", FieldType.TRAVEL),
    question("speaks", FieldType.LANGUAGE),
    question("nights", FieldType.COMPUTED, computation=Computation.NIGHTS, computes_from=("stay",)),
    question("source", FieldType.HIDDEN),
)
HOSTILE = {
    "word": "=cmd|' /C calc'!A0", "words": "'first\n=2\n\n@third\n“quoted”, \"too\"; 张伟 👩🏽‍🔬", "count": "-5",
    "mail": "a@example.org", "phone": "+49 89 1234567", "land": "CN", "school": "-; Hochschule",
    "host": {"given": "+A", "family": "O'Neil", "original": "欧阳"}, "meal": "bread", "meals": ["rice", "tea"],
    "agrees": True, "born": "1999-01-02", "stay": {"from": "2026-11-30", "to": "2026-12-03"},
    "trip": {"means": "flight", "number": "007", "place": "PVG", "at": "2026-11-30T14:05"}, "speaks": "zh_Hans_CN",
    "source": "1234567890123456789",
}  # fmt: skip


class Office:
    """Sends tables, lets the worker work, and takes tables away."""

    def __init__(self, app: Flask, event: Event) -> None:
        self.app, self.event_id, self.event = app, event.id, event

    def export(self, kind: str = "csv") -> bytes:
        """The whole list as a file."""
        columns = columns_for(event_forms.tabled_questions(self.event_id))
        head = [each.heading for each in columns]
        rows = list(rows_of(self.event_id, Wanted(sort="oldest"), columns))
        return b"".join(csv_chunks(head, rows)) if kind == "csv" else xlsx_bytes(head, rows)

    def rows(self) -> list[dict[str, str]]:
        """The whole list as a table, by heading."""
        head, *rows = read_csv(self.export())
        return [dict(zip(head, row, strict=True)) for row in rows]

    def send(self, data: bytes | list[list[Any]]) -> int:
        """Send a table in and have it looked at; returns its number."""
        table = data if isinstance(data, bytes) else b"".join(csv_chunks([str(each) for each in data[0]], data[1:]))
        held = send_table(
            events.get_event(self.event_id), table, name="guests.csv", language="en", now=NOW, actor=OFFICER
        )
        unit_of_work.commit()
        number = held.id
        self.work()
        return number

    def work(self) -> None:
        """Let a worker do what is to do."""
        db.session.rollback()
        Importer(self.app, threading.Event()).work()
        db.session.rollback()

    def take(self, number: int, *, tells_guests: bool = False) -> RegistrationImport:
        """Have a table taken over."""
        event = events.get_event(self.event_id)
        take_table(event, self.held(number), tells_guests=tells_guests, now=NOW, actor=OFFICER)
        unit_of_work.commit()
        self.work()
        return self.held(number)

    def undo(self, number: int) -> RegistrationImport:
        """Have it taken back."""
        undo_table(events.get_event(self.event_id), self.held(number), now=NOW, actor=OFFICER)
        unit_of_work.commit()
        self.work()
        return self.held(number)

    def stop(self, number: int) -> None:
        """Take over no more of it."""
        stop_table(self.held(number), now=NOW)
        unit_of_work.commit()

    def held(self, number: int) -> RegistrationImport:
        """The table as it is now."""
        return queries.get_import(self.event_id, number)

    def bring(self, data: bytes | list[list[Any]]) -> RegistrationImport:
        """Send a table in and have it taken over."""
        return self.take(self.send(data))

    def troubles(self, number: int) -> list[tuple[int, str, str]]:
        """(row, column, sentence) of everything that is wrong or worth saying."""
        rows = db.session.query(ImportRow).filter_by(import_id=number).order_by(ImportRow.row)
        return [(each.row, column, said) for each in rows for column, said in [*each.troubles, *each.remarks]]


def ask(event: Event, *, asked: tuple[Question, ...] = ASKED) -> None:
    """Let the event's form ask these questions."""
    form = event_forms.get_form(event.id)
    definition = Definition((Section(key="all", title=LocalizedText(en="All"), questions=asked),))
    asking.define_form(event_forms.subject_of(form.id), event_forms.PURPOSE, definition, title=form.title, now=NOW)
    unit_of_work.commit()


def beside(registrar: Registrar) -> Event:
    """Another event of the office that asks the same, with nobody registered."""
    like = registrar.event
    details = EventDetails(
        kind=like.kind,
        title=LocalizedText(en="Another"),
        starts_on=like.starts_on,
        ends_on=like.ends_on,
        time_zone=like.time_zone,
        slug="another",
    )
    event = event_service.create_event(details, unit_id=like.unit_id, now=NOW, actor=OFFICER)
    service.open_registration(event, TermsDetails(), now=NOW, actor=OFFICER)
    ask(event)
    return event
