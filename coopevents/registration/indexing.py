"""Keeps what a registration is found by: the words of its names, and the answers lists are narrowed by.

Both are written with the registration itself. What was registered before this way of finding, or before a question was
listed, is written anew by the worker, some at a time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, insert, select, text, update

from coopevents.db import db
from coopevents.forms import queries as forms
from coopevents.forms.fields import Definition, Question
from coopevents.registration import event_forms, guests, queries
from coopevents.registration.answer_values import values_of
from coopevents.registration.list_models import AnswerValue
from coopevents.registration.models import UNINDEXED, Registration

AT_ONCE = 200


def keep_answers(registration: Registration, questions: Iterable[Question], answers: Mapping[str, Any]) -> None:
    """Let the registration be found by these answers and no others."""
    db.session.execute(delete(AnswerValue).where(AnswerValue.registration_id == registration.id))
    add_answers(registration, questions, answers)


def add_answers(registration: Registration, questions: Iterable[Question], answers: Mapping[str, Any]) -> None:
    """Let a new registration be found by these answers."""
    about = {"event_id": registration.event_id, "registration_id": registration.id}
    rows = [{**about, "question_key": key, "value": value} for key, value in sorted(values_of(questions, answers))]
    if rows:
        db.session.execute(insert(AnswerValue), rows)


def index_anew(event_id: int) -> None:
    """Have every registration of an event written anew: its forms list other questions now."""
    db.session.execute(update(Registration).where(Registration.event_id == event_id).values(found_by=0))


def has_unindexed() -> bool:
    """Whether a registration waits to be written anew."""
    return db.session.scalar(select(Registration.id).where(text(UNINDEXED.text)).limit(1)) is not None


def index_some() -> int:
    """Write anew what the next registrations are found by; returns how many they were."""
    waiting = list(db.session.scalars(select(Registration).where(text(UNINDEXED.text)).limit(AT_ONCE)))
    answers = forms.answers_of("registration", [each.id for each in waiting])
    definitions: dict[int, Definition] = {}
    for each in waiting:
        queries.replace_words(each, guests.words_for(each))
        given = answers.get(each.id)
        if given is not None:
            if given.form_version_id not in definitions:
                definitions[given.form_version_id] = forms.definition_of(forms.get_version(given.form_version_id))
            keep_answers(each, _as_asked_now(each, definitions[given.form_version_id]), given.values)
        each.found_by = 1
    return len(waiting)


def _as_asked_now(registration: Registration, asked: Definition) -> list[Question]:
    """The questions as they were asked; listed, or a secret, as the form says today."""
    latest = event_forms.definition_of(registration.form_id)
    found = []
    for question in asked.questions:
        now = latest.find(question.key) or question
        is_secret = now.is_sensitive or question.is_sensitive
        found.append(replace(question, is_listed=now.is_listed, is_sensitive=is_secret))
    return found
