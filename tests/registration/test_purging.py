"""Sensitive answers are erased on their day, with their files, and leave nothing behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from coopevents import unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.forms import consent_queries
from coopevents.forms import queries as forms
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, FieldType, Option, Question, Section
from coopevents.forms.hiding import open_answers
from coopevents.forms.sealed import all_values
from coopevents.purger import Purger
from coopevents.refusals import NotFound
from coopevents.registration import event_forms, protected, seats, traces
from coopevents.registration.list_models import AnswerValue
from coopevents.registration.models import Registration
from coopevents.registration.option_models import OptionSeat
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import present_store
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.registration.conftest import GUEST, NOW, OFFICER, Registrar
from tests.sensitive import CONSENT, TITLE, ask_for_papers, papers


@pytest.fixture
def anna(registrar: Registrar) -> Registration:
    """A guest who answered everything; the event is over on 5 December."""
    ask_for_papers(registrar.event.id, now=NOW)
    return registrar.register(answers=papers(b"%PDF scan", now=NOW))


def left(registration: Registration) -> dict[str, object]:
    """Every answer that is left, without files' particulars."""
    values = all_values(forms.find_answers(seats.subject_of(registration)))
    return {key: "a file" if isinstance(value, dict) else value for key, value in values.items()}


def facts(name: str) -> list[dict[str, object]]:
    """What the audit trail says of these facts."""
    return list(db.session.scalars(select(AuditEntry.changes).where(AuditEntry.fact == name).order_by(AuditEntry.id)))


@both_databases
def test_each_answer_is_erased_on_its_own_day_by_the_calendar_of_the_event(anna: Registration, context: Flask) -> None:
    purger = Purger(context, context.extensions["jobs"].courier.stopping)
    everything = {
        "badge": "Anna M.",
        CONSENT: True,
        "passport": "E12345678",
        "scan": "a file",
        "health": "Asthma.\nInhaler.",
    }
    at = lambda day, hour: datetime(2026, 12, day, hour, tzinfo=UTC)  # noqa: E731 - short, and only here
    assert (purger.purge(at(8, 15)), left(anna)) == (0, everything)
    everything.pop("health")
    assert (purger.purge(at(8, 17)), left(anna)) == (1, everything)
    assert purger.purge(datetime(2027, 1, 4, 15, tzinfo=UTC)) == 0
    [file_key] = [
        value["key"]
        for value in all_values(forms.find_answers(seats.subject_of(anna))).values()
        if isinstance(value, dict)
    ]
    unit_of_work.discard()
    assert (purger.purge(datetime(2027, 1, 4, 17, tzinfo=UTC)), left(anna)) == (1, {"badge": "Anna M.", CONSENT: True})
    with pytest.raises(NotFound):
        sealed_files.open_sealed(file_key, Purpose.OWNER, store=present_store())
    assert facts("AnswersPurged") == [{"answers": [["health"], None]}, {"answers": [["passport", "scan"], None]}]
    assert [(each.question.key, str(each.erased_on)) for each in protected.list_protected(anna)] == [
        ("passport", "2027-01-04"), ("scan", "2027-01-04"), ("health", "2026-12-08"),
    ]  # fmt: skip
    assert not traces.are_left()


@both_databases
def test_nobody_looks_at_sensitive_answers_without_a_reason_that_is_written_down(anna: Registration) -> None:
    with pytest.raises(protected.ReasonIsMissing):
        protected.reveal(anna, ["passport"], " ok ", now=NOW, actor=OFFICER)
    with pytest.raises(protected.NothingIsChosen):
        protected.reveal(anna, [], "For the visa letter", now=NOW, actor=OFFICER)
    shown = protected.reveal(anna, ["passport", "badge"], "For the visa letter", now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert [(each.key, value) for each, value in shown] == [("passport", "E12345678")]
    assert facts("AnswersRevealed") == [{"answers": [None, ["passport"]], "reason": [None, "For the visa letter"]}]


@both_databases
def test_a_consent_taken_back_erases_what_was_kept_because_of_it(anna: Registration) -> None:
    protected.withdraw_consent(anna, CONSENT, now=NOW, actor=GUEST)
    unit_of_work.commit()
    assert left(anna) == {"badge": "Anna M."}
    assert [each.ended_at for each in consent_queries.list_consents(seats.subject_of(anna))] == [NOW]
    assert facts("ConsentWithdrawn") == [{"answers": [["health", "passport", "scan"], None]}]
    with pytest.raises(NotFound):
        protected.withdraw_consent(anna, CONSENT, now=NOW, actor=Actor("guest", None, "guest"))


@both_databases
def test_what_was_answered_before_its_question_became_sensitive_is_sealed_and_erased_too(
    registrar: Registrar, context: Flask
) -> None:
    few = Option("halal", LocalizedText(en="Halal"), capacity=3)
    diet = Question(key="diet", type=FieldType.CHOICE, label=TITLE, options=(few,), is_listed=True)
    define(registrar.event.id, diet)
    made = registrar.register(answers={"diet": "halal"})
    subject = seats.subject_of(made)
    define(registrar.event.id, replace(diet, is_sensitive=True))
    kept = forms.find_answers(subject)
    assert kept is not None
    assert (kept.values, kept.sealed, said_in_clear()) == ({"diet": "halal"}, None, 2)
    assert open_answers(kept) == []
    unit_of_work.commit()
    purger = Purger(context, context.extensions["jobs"].courier.stopping)
    purger.purge(NOW)
    kept = forms.find_answers(subject)
    assert kept is not None
    assert (kept.values, all_values(kept), said_in_clear()) == ({}, {"diet": "halal"}, 0)
    assert [each.question.key for each in protected.list_protected(made)] == ["diet"]
    unit_of_work.discard()
    purger.purge(datetime(2027, 1, 4, 17, tzinfo=UTC))
    assert left(made) == {}


def said_in_clear() -> int:
    """In how many rows an answer is said again, to be found or counted by."""
    counts = (db.session.query(table).filter_by(question_key="diet").count() for table in (AnswerValue, OptionSeat))
    return sum(counts)


def define(event_id: int, question: Question) -> None:
    """From now on the event asks this alone."""
    form = event_forms.get_form(event_id)
    definition = Definition((Section(key="papers", title=TITLE, questions=(question,)),))
    asking.define_form(event_forms.subject_of(form.id), event_forms.PURPOSE, definition, title=TITLE, now=NOW)
    unit_of_work.commit()
