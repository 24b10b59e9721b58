"""Everything kept about a guest is found, handed out, and erased in one step."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import String, case, cast, func, select

from coopevents import unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.ceremonies.models import CeremonyPerson
from coopevents.ceremonies.states import CeremonyRole
from coopevents.db import Base, db
from coopevents.people.models import Person
from coopevents.refusals import NotFound
from coopevents.registration import erasing, holdings, personal_queries, queries, service, traces
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.storage.models import StoredFile
from tests.ceremonies.offices import agreements_of
from tests.databases import both_databases
from tests.registration.conftest import GUEST, OFFICER, Registrar
from tests.sensitive import ask_for_papers, papers

NAME = "Ottilie-Marker"


def places_of(marker: str) -> list[str]:
    """The columns of the whole database in which the word stands."""
    found = []
    for table in Base.metadata.sorted_tables:
        rows_with_it = [func.count(case((cast(each, String).contains(marker), 1))) for each in table.columns]
        counts = db.session.execute(select(*rows_with_it).select_from(table)).one()
        found += [f"{table.name}.{each.name}" for each, count in zip(table.columns, counts, strict=True) if count]
    return found


@pytest.fixture
def ottilie(registrar: Registrar) -> Registration:
    """A guest with answers, messages, a note and a history."""
    ask_for_papers(registrar.event.id, now=registrar.now)
    answers = papers(b"%PDF scan", now=registrar.now)
    made = registrar.register("ottilie", family_name=NAME, answers=answers)
    registrar.do(service.write_note, made, f"Call {NAME} on Monday.")
    return made


def test_everything_about_a_guest_is_handed_out_but_the_notes_of_colleagues(ottilie: Registration) -> None:
    held = {each.name: each.rows for each in holdings.holdings_of(ottilie)}
    assert held["registration"][0]["family_name"] == NAME
    assert [row["state"] for row in held["messages"]] == ["queued"]
    assert [row["what"] for row in held["history"]] == ["Registered", "Internal note changed"]
    assert held["consents"][0]["text"].startswith("I agree that the organisers keep")
    answers = {question.key: value for question, value in holdings.answers_of(ottilie)}
    assert (answers["passport"], answers["scan"]["name"]) == ("E12345678", "scan.pdf")
    assert holdings.file_answers_of(ottilie) == ["scan"]
    assert "internal_note" not in held
    assert "internal_note" in {each.name for each in holdings.holdings_of(ottilie, with_internal=True)}


@both_databases
def test_an_erased_guest_is_nowhere_and_the_seat_goes_to_who_waits(ottilie: Registration, registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    waiting_id = registrar.register("berta").id
    assert places_of(NAME) != []
    erasing.erase_guest(ottilie, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    assert places_of(NAME) + places_of("ottilie@") == []
    assert queries.get_by_id(waiting_id).state is RegistrationState.APPROVED
    assert db.session.scalars(select(StoredFile)).all() == []
    assert traces.are_left()
    about = AuditEntry.subject_id == 1, AuditEntry.subject_kind == "registration"
    kept = db.session.scalars(select(AuditEntry).where(*about).order_by(AuditEntry.id))
    assert [(each.fact, each.changes) for each in kept] == [
        ("GuestRegistered", {}), ("NoteWritten", {}), ("GuestErased", {"number": [1, None]}),
    ]  # fmt: skip


def test_somebody_the_office_knows_from_elsewhere_stays_in_its_list_of_people(
    ottilie: Registration, registrar: Registrar
) -> None:
    person = db.session.get_one(Person, ottilie.person_id)
    person.created_at = person.created_at.replace(year=2025)
    unit_of_work.commit()
    erasing.erase_guest(ottilie, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    assert places_of(NAME) == ["person.family_name", "person.search_key"]
    with pytest.raises(NotFound):
        queries.get_by_id(1)


def test_somebody_who_takes_part_in_a_ceremony_stays_in_its_list_of_people(
    ottilie: Registration, registrar: Registrar
) -> None:
    ceremony = agreements_of(registrar.event.unit_id).plan()
    ceremony.people.append(
        CeremonyPerson(role=CeremonyRole.GUEST, person_id=ottilie.person_id, name="The guest", position=9)
    )
    unit_of_work.commit()
    erasing.erase_guest(ottilie, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    assert places_of(NAME) == ["person.family_name", "person.search_key"]


def test_a_colleague_says_why_a_copy_is_taken(ottilie: Registration, registrar: Registrar) -> None:
    erasing.hand_out(ottilie, now=registrar.later(), actor=GUEST)
    with pytest.raises(erasing.ReasonIsMissing):
        erasing.hand_out(ottilie, now=registrar.later(), actor=OFFICER)


def test_whatever_belongs_to_a_registration_goes_with_it(context: Flask) -> None:
    keys = [key for column in personal_queries.columns_naming_a_registration() for key in column.foreign_keys]
    stays = sorted(f"{key.parent.table.name}.{key.parent.name}" for key in keys if key.ondelete != "CASCADE")
    assert stays == ["registration_group_member.registration_id"]  # the group's place, without the guest
