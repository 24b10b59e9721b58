"""Sensitive answers are kept only with a consent, and the text that was agreed to is kept with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from coopevents.facts import Subject
from coopevents.forms import consent_queries, queries, service
from coopevents.forms.blocks import BLOCKS
from coopevents.forms.blocks.writing import when
from coopevents.forms.consents import asking_consent, consent_of, keys_under
from coopevents.forms.fields import Definition, FieldType, Question, Section
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, tzinfo=UTC)
EVENT, GUEST = Subject("event", 1), Subject("registration", 1)
TITLE = LocalizedText(en="Health")
LETTER = Question(key="letter", type=FieldType.CONSENT, label=LocalizedText(en="I need a letter"))
ILLNESS = Question(key="illness", type=FieldType.SHORT_TEXT, label=LocalizedText(en="Illness"), is_sensitive=True)


def define(*questions: Question) -> service.FormVersion:
    """Let the event ask these questions in one section."""
    definition = Definition((Section(key="health", title=TITLE, questions=questions),))
    return service.define_form(EVENT, "registration", definition, title=TITLE, now=NOW)


def consents() -> list[tuple[str, str, bool]]:
    """What was agreed to: the question, its English text, and whether it still holds."""
    return [
        (each.question_key, each.text["en"], each.ended_at is None) for each in consent_queries.list_consents(GUEST)
    ]


def test_a_section_with_sensitive_questions_is_given_a_consent_before_them(context: Flask) -> None:
    asked = queries.definition_of(define(LETTER, ILLNESS)).questions
    assert [each.key for each in asked] == ["letter", "illness"]
    alone = queries.definition_of(define(ILLNESS)).questions
    assert [(each.key, each.type) for each in alone] == [
        ("health_consent", FieldType.CONSENT),
        ("illness", FieldType.SHORT_TEXT),
    ]


def test_the_consent_is_asked_only_where_the_sensitive_questions_are() -> None:
    ill = Question(key="ill", type=FieldType.CONSENT, label=LocalizedText(en="I am ill"))
    asked = replace(ILLNESS, condition=when("ill", "yes"))
    first = Section(key="first", title=TITLE, questions=(ill,))
    definition = asking_consent(Definition((first, Section(key="health", title=TITLE, questions=(asked,)))))
    assert [(each.key, each.condition) for each in definition.questions] == [
        ("ill", None),
        ("health_consent", asked.condition),
        ("illness", asked.condition),
    ]
    assert asking_consent(definition) is definition


@pytest.mark.parametrize("block", [each for each in BLOCKS if any(q.is_sensitive for q in each.questions)])
def test_every_ready_made_section_with_sensitive_questions_asks_one_consent(block: Section) -> None:
    [section] = asking_consent(Definition((block,))).sections
    consent = consent_of(section)
    assert consent is not None
    assert "agree" in consent.label["en"]
    assert keys_under(Definition((section,)), consent.key) == [
        each.key for each in section.questions if each.is_sensitive
    ]


def test_sensitive_answers_without_a_consent_are_refused_at_the_consent(context: Flask) -> None:
    with pytest.raises(service.AnswersAreIncomplete) as refused:
        service.answer_form(define(ILLNESS), GUEST, {"illness": "asthma"}, now=NOW)
    assert list(refused.value.errors) == ["health_consent"]
    service.answer_form(define(ILLNESS), GUEST, {}, now=NOW)
    assert consents() == []


def test_a_consent_is_kept_with_its_text_and_ends_when_it_is_taken_back_or_worded_anew(context: Flask) -> None:
    first = Question(key="ok", type=FieldType.CONSENT, label=LocalizedText(en="I agree"))
    again = Question(key="ok", type=FieldType.CONSENT, label=LocalizedText(en="I agree to more"))
    given = {"ok": "yes", "illness": "asthma"}
    service.answer_form(define(first, ILLNESS), GUEST, given, now=NOW)
    service.answer_form(define(first, ILLNESS), GUEST, given, now=NOW + timedelta(days=1))
    assert consents() == [("ok", "I agree", True)]
    service.answer_form(define(again, ILLNESS), GUEST, given, now=NOW + timedelta(days=2))
    assert consents() == [("ok", "I agree", False), ("ok", "I agree to more", True)]
    service.answer_form(define(again, ILLNESS), GUEST, {}, now=NOW + timedelta(days=3))
    assert consents() == [("ok", "I agree", False), ("ok", "I agree to more", False)]
