"""Tables of registrations that go and come: nothing is lost, nothing is changed unasked, nobody is registered twice."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from coopevents import clock, importer, unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.exports import read_csv
from coopevents.forms.fields import FieldType, Option
from coopevents.people.models import Person
from coopevents.registration import queries, service, tags
from coopevents.registration.details import GuestDetails
from coopevents.registration.exchange import queries as imports
from coopevents.registration.exchange import working
from coopevents.registration.exchange.models import ImportRow, RegistrationImport
from coopevents.registration.exchange.service import AnotherTableIsOpen, TableIsSettled
from coopevents.registration.exchange.states import ImportState
from coopevents.registration.models import Registration
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.registration.conftest import NOW, OFFICER, Registrar, messages
from tests.registration.exchange.tables import HOSTILE, Office, ask, beside, question

HEAD = ["E-mail", "Given name", "Family name"]


@pytest.fixture
def office(context: Flask, registrar: Registrar) -> Office:
    """An event that asks every kind of question."""
    ask(registrar.event)
    return Office(context, registrar.event)


@pytest.fixture
def guests(registrar: Registrar, office: Office) -> Office:
    """The same with three guests: one who answered everything, one with hostile names and a history, one bare."""
    registrar.register("anna", answers=HOSTILE, time_zone="Europe/Berlin", language="zh_Hans_CN", companion_count=2)
    said = {"given_name": "=1+1", "family_name": "'", "original_name": "السيّد 张伟", "title": "@Dr", "position": "-"}
    second = registrar.register("ben", institution_name="+49 89", country="", **said)
    registrar.register("cleo", answers={})
    service.write_note(second, "=note\n'second line\n00012", now=registrar.later(), actor=OFFICER)
    service.cancel_registration(second, "=because", now=registrar.later(), actor=OFFICER)
    for name in ("plain", "a; b", 'say "so"', "=x"):
        tags.put_on(tags.add_tag(registrar.event.id, name), [1, 2] if name == "=x" else [1])
    queries.get_registration(registrar.event.id, 1).is_vip = True
    unit_of_work.commit()
    return office


def register_beside(office: Office, position: int) -> int:
    """Somebody registers in another unit of work; returns the number they got."""
    with office.app.app_context():
        details = GuestDetails(email=f"other{position}@example.org", family_name="Other", has_consented=True)
        event = events.get_event(office.event_id)
        guest = service.register_guest(event, details, now=NOW, actor=OFFICER, by_office=True)
        unit_of_work.commit()
        return guest.number


def people() -> int:
    return db.session.query(Registration).count()


@both_databases
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_and_imported_unchanged_changes_nothing(guests: Office, kind: str) -> None:
    before, entries = guests.export(), db.session.query(AuditEntry).count()
    number = guests.send(guests.export(kind))
    assert guests.held(number).counts == {"unchanged": 3, "remarked": 0}
    guests.take(number)
    assert guests.export() == before
    assert db.session.query(AuditEntry).count() - entries == 2  # that it was sent in, and that it was taken over


@both_databases
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_that_is_imported_elsewhere_is_exported_the_same(
    registrar: Registrar, guests: Office, kind: str
) -> None:
    there = Office(guests.app, beside(registrar))
    written, mail = db.session.query(Person).count(), len(messages())
    held = there.bring(guests.export(kind))
    assert (held.state, held.counts["new"], held.counts["taken"]) == (ImportState.DONE, 3, 3)
    assert there.export() == guests.export()
    assert there.rows()[0]["The words [words]"] == HOSTILE["words"]
    assert (db.session.query(Person).count(), len(messages())) == (written, mail)


def test_nothing_is_changed_before_it_is_confirmed(guests: Office) -> None:
    before = guests.export()
    number = guests.send(
        [[*HEAD, "Number"], ["anna@example.org", "Ännä", "Müller", 1], ["new@example.org", "New", "", ""]]
    )
    assert guests.held(number).counts == {"changed": 1, "new": 1, "remarked": 0}
    assert guests.export() == before
    guests.stop(number)
    guests.work()
    assert (guests.export(), guests.held(number).state) == (before, ImportState.DROPPED)
    with pytest.raises(TableIsSettled):
        guests.take(number)


@both_databases
def test_rows_change_add_and_leave_alone(guests: Office) -> None:
    table = [
        ["E-mail", "Family name", "Country or region", "Tags", "The meals [meals]", "Internal note", "Whatever"],
        ["anna@example.org", "Meier", "France", "plain; new one", "tea", "seen", "?"],
        ["cleo@example.org", "Müller", "DE", "", "", "", ""],
        ["dora@example.org", "Dorn", "chine", "new one", "Bread; for all", "", ""],
    ]
    number = guests.send(table)
    assert (guests.held(number).passed_over, guests.troubles(number)) == (["Whatever"], [])
    held = guests.take(number)
    assert {name: held.counts.get(name) for name in ("changed", "unchanged", "new", "taken", "faulty")} == {
        "changed": 1, "unchanged": 1, "new": 1, "taken": 2, "faulty": None,
    }  # fmt: skip
    anna, dora = guests.rows()[0], guests.rows()[3]
    assert [anna[name] for name in table[0][1:6]] == ["Meier", "France", "new one; plain", '"Tea; for all"', "seen"]
    assert (anna["Name in own script"], anna["The word [word]"]) == ("", HOSTILE["word"])
    assert [dora[name] for name in ("State", *table[0][1:5])] == [
        "Confirmed", "Dorn", "China", "new one", '"Bread; for all"',
    ]  # fmt: skip
    assert dora["Number"] == "4"


def test_each_bad_row_is_told_with_its_column(guests: Office) -> None:
    number = guests.send(
        [
            [*HEAD, "Number", "Country or region", "State", "The born [born]", "The meal [meal]", "Companions"],
            ["not an address", "A", "A", "", "", "", "", "", ""],
            ["a@example.org", "", "", "", "Atlantis", "asleep", "31.02.2026", "soup", "many"],
            ["anna@example.org", "A", "A", 2, "", "", "", "", ""],
            ["b@example.org", "B", "B", "", "", "Place offered", "", "", ""],
            ["c@example.org", "C", "C", "", "", "", "", "", ""],
            ["C@Example.org", "C", "C", "", "", "", "", "", ""],
            ["cleo@example.org", "", "", "", "", "Declined", "", "", 3],
        ]
    )
    assert [(row, column) for row, column, _said in guests.troubles(number)] == [
        (2, "E-mail"), (3, "Family name"), (3, "Country or region"), (3, "State"), (3, "The born [born]"),
        (3, "The meal [meal]"), (3, "Companions"), (4, "Number"), (5, "State"), (7, "E-mail"), (8, "Family name"),
        (8, "State"), (8, "Companions"),
    ]  # fmt: skip
    assert guests.held(number).counts == {"faulty": 6, "new": 1, "remarked": 0}
    assert (guests.take(number).counts["taken"], people()) == (1, 4)


def test_who_is_one_too_many_is_reported_or_waits(registrar: Registrar, office: Office) -> None:
    registrar.terms(capacity=2)
    table: list[list[Any]] = [["E-mail", "Family name", "State", "Companions"]]
    table += [["a@example.org", "A", "Confirmed", 0], ["b@example.org", "B", "", 1], ["c@example.org", "C", "", 0]]
    table += [["d@example.org", "D", "Confirmed", 0], ["e@example.org", "E", "Declined", 5]]
    held = office.bring(table)
    assert [(row, column) for row, column, _said in office.troubles(held.id)] == [(3, "State"), (5, "State")]
    states = [(row["Family name"], row["State"]) for row in office.rows()]
    assert states == [
        ("A", "Confirmed"), ("B", "On the waiting list"), ("C", "Confirmed"), ("E", "Declined"),
    ]  # fmt: skip


def test_what_was_given_away_meanwhile_is_skipped_with_the_reason(registrar: Registrar, office: Office) -> None:
    registrar.terms(capacity=2, has_waiting_list=False)
    number = office.send([HEAD, ["a@example.org", "A", "A"], ["b@example.org", "B", "B"]])
    registrar.register("a")
    held = office.take(number)
    assert (held.counts["taken"], held.counts["skipped"]) == (1, 1)
    assert [(row, column) for row, column, _said in office.troubles(number)] == [(2, "Row 2")]
    assert [row["E-mail"] for row in office.rows()] == ["a@example.org", "b@example.org"]


def test_what_somebody_changed_meanwhile_is_left_alone(registrar: Registrar, guests: Office) -> None:
    number = guests.send([HEAD, ["anna@example.org", "Other", "Name"]])
    service.cancel_registration(
        queries.get_registration(guests.event_id, 1), "no", now=registrar.later(), actor=OFFICER
    )
    unit_of_work.commit()
    assert guests.take(number).counts["skipped"] == 1
    assert guests.rows()[0]["Given name"] == "Anna"


def test_an_option_is_given_away_only_as_often_as_there_are_any(registrar: Registrar, office: Office) -> None:
    options = (Option("bus", LocalizedText(en="Bus"), capacity=1),)
    ask(registrar.event, asked=(question("ride", FieldType.CHOICE, options=options),))
    held = office.bring([[*HEAD, "[ride]"], ["a@example.org", "A", "A", "bus"], ["b@example.org", "B", "B", "Bus"]])
    assert (held.counts["taken"], held.counts["faulty"]) == (1, 1)
    assert [(row, column) for row, column, _said in office.troubles(held.id)] == [(3, "The ride [ride]")]


@both_databases
def test_a_table_is_taken_back(registrar: Registrar, guests: Office) -> None:
    before, known = guests.export(), db.session.query(Person).count()
    table = [
        [*HEAD, "Tags", "The word [word]", "The meals [meals]"],
        ["anna@example.org", "X", "Y", "", "", "bread"],
        ["dora@example.org", "D", "D", "plain", "w", ""],
        ["emil@example.org", "E", "E", "", "", ""],
    ]
    number = guests.take(guests.send(table)).id
    service.check_in_guest(queries.get_registration(guests.event_id, 5), now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    held = guests.undo(number)
    assert (held.state, held.counts["undone"], held.counts["kept"]) == (ImportState.UNDONE, 2, 1)
    assert [row["Family name"] for row in guests.rows()] == ["Müller", "'", "Müller", "E"]
    was, now = read_csv(before), read_csv(guests.export())
    changed_at = was[0].index("Changed at")
    assert [(a, b) for a, b in zip(was[1], now[1], strict=True) if a != b] == [(was[1][changed_at], now[1][changed_at])]
    assert db.session.query(Person).count() == known + 1


def test_guests_are_written_to_only_if_that_is_wished(office: Office) -> None:
    table = [[*HEAD, "State"], ["a@example.org", "A", "A", ""], ["b@example.org", "B", "B", "Declined"]]
    office.take(office.send(table))
    assert messages() == []
    office.take(office.send([HEAD, ["c@example.org", "C", "C"]]), tells_guests=True)
    assert [(kind, address) for kind, address, _method in messages()] == [
        ("registration_confirmed", "c@example.org"),
    ]


def test_one_table_at_a_time(office: Office) -> None:
    office.send([HEAD, ["a@example.org", "A", "A"]])
    with pytest.raises(AnotherTableIsOpen):
        office.send([HEAD, ["b@example.org", "B", "B"]])


def test_what_is_no_table_says_so(office: Office) -> None:
    held = office.held(office.send(b"PK\x03\x04 nonsense"))
    assert (held.state, held.failure[:32]) == (ImportState.FAILED, "This file cannot be read as a ta")
    held = office.held(office.send(b"Anna;Bert\n1;2\n"))
    assert (held.state, held.sealed) == (ImportState.FAILED, "")


def test_confidential_answers_are_passed_over_and_nothing_of_them_is_kept(registrar: Registrar, office: Office) -> None:
    ask(registrar.event, asked=(question("passport", FieldType.SHORT_TEXT, is_sensitive=True),))
    number = office.send([[*HEAD, "Passport [passport]"], ["a@example.org", "A", "A", "P-MARKER-1"]])
    held = office.held(number)
    assert (held.passed_over, held.sealed) == (["Passport [passport]"], "")
    kept = db.session.query(ImportRow).filter_by(import_id=number).one()
    assert "MARKER" not in str((kept.plan, kept.who, kept.troubles))
    office.take(number)
    assert "MARKER" not in office.export().decode()


@both_databases
def test_a_worker_that_is_killed_is_followed_by_one_that_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    table: list[list[Any]] = [HEAD, *([f"g{number}@example.org", "G", f"Guest {number}"] for number in range(90))]
    number = office.send(table)
    taken: list[int] = []

    def killed(held: RegistrationImport, **said: Any) -> int:
        if taken:
            raise KeyboardInterrupt
        taken.append(working_take(held, **said))
        return taken[0]

    working_take = working.take_some
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(working, "take_some", killed)
        office.take(number)
    db.session.rollback()
    assert (office.held(number).state, people()) == (ImportState.TAKING, taken[0])
    office.work()
    assert people() == taken[0], "somebody may still be at it"
    long_ago = clock.now() - imports.STALE_AFTER - timedelta(seconds=1)
    db.session.execute(update(RegistrationImport).values(heard_at=long_ago))
    unit_of_work.commit()
    office.work()
    held = office.held(number)
    assert (held.state, held.counts["taken"], held.done, people()) == (ImportState.DONE, 90, 90, 90)


@both_databases
def test_others_write_between_any_two_steps(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    table: list[list[Any]] = [HEAD, *([f"g{number}@example.org", "G", f"Guest {number}"] for number in range(8))]
    number = office.send(table)
    between: list[int] = []

    def let_others_write(_seconds: float) -> None:
        other = threading.Thread(target=lambda: between.append(register_beside(office, len(between))))
        other.start()
        other.join()

    with monkeypatch.context() as patched:
        patched.setattr(importer, "STEP_SECONDS", 0.0)
        patched.setattr(importer, "time", SimpleNamespace(sleep=let_others_write, monotonic=time.monotonic))
        office.take(number)
    first = [row["Number"] for row in office.rows() if row["E-mail"].startswith("g")]
    assert first == [str(each) for each in range(1, 17, 2)]
    assert between == [*range(2, 17, 2), 17]


def test_rows_are_let_go_after_two_days(office: Office) -> None:
    number = office.bring([HEAD, ["a@example.org", "A", "A"], ["nobody", "B", "B"]]).id
    db.session.execute(update(RegistrationImport).values(touched_at=clock.now() - timedelta(days=3)))
    unit_of_work.commit()
    office.work()
    held = office.held(number)
    assert (held.has_rows, held.counts["taken"], db.session.query(ImportRow).count()) == (False, 1, 0)
    with pytest.raises(TableIsSettled):
        office.undo(number)
