"""Forms in versions, and answers that keep theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from coopevents.facts import Subject
from coopevents.forms import queries, service
from coopevents.forms.fields import Definition, FieldType, Question, Section
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, tzinfo=UTC)
EVENT, GUEST = Subject("event", 1), Subject("registration", 1)
TITLE = LocalizedText(en="Registration")
NEEDS = Question(key="needs", type=FieldType.SHORT_TEXT, label=LocalizedText(en="Needs"), is_required=True)


def define(*questions: Question) -> service.FormVersion:
    """Let the event ask these questions."""
    definition = Definition((Section(key="needs", title=TITLE, questions=questions),))
    return service.define_form(EVENT, "registration", definition, title=TITLE, now=NOW)


def test_only_a_changed_question_makes_a_new_version(context: Flask) -> None:
    assert define(NEEDS).number == 1
    assert define(NEEDS).number == 1
    assert define(replace(NEEDS, is_required=False)).number == 2


def test_answers_keep_the_version_they_were_given_to(context: Flask) -> None:
    first = define(NEEDS)
    service.answer_form(first, GUEST, {"needs": "a ramp"}, now=NOW)
    define(replace(NEEDS, label=LocalizedText(en="What you need")))
    kept = queries.find_answers(GUEST)
    assert kept is not None
    assert (kept.form_version_id, kept.values) == (first.id, {"needs": "a ramp"})


def test_incomplete_answers_are_refused_by_question(context: Flask) -> None:
    with pytest.raises(service.AnswersAreIncomplete) as refused:
        service.answer_form(define(NEEDS), GUEST, {}, now=NOW)
    assert list(refused.value.errors) == ["needs"]
    assert queries.find_answers(GUEST) is None
