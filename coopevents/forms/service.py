"""Asking: forms are defined in versions, and answers keep the version they were given to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.forms import queries
from coopevents.forms.cleaning import clean
from coopevents.forms.fields import Definition
from coopevents.forms.models import Answers, Form, FormVersion
from coopevents.forms.sealed import divided
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText


class AnswersAreIncomplete(Refusal):
    """Some answers are missing or cannot be read; ``errors`` says which, by the question's key."""

    status = 422
    sentence = _l("Some answers are missing or cannot be read.")

    def __init__(self, errors: Mapping[str, LazyString]) -> None:
        self.errors = dict(errors)
        super().__init__()


def define_form(
    subject: Subject, purpose: str, definition: Definition, *, title: LocalizedText, now: datetime
) -> FormVersion:
    """From now on the subject asks these questions; the version is only a new one when a question changed."""
    form = queries.find_form(subject, purpose)
    if form is None:
        form = Form(subject_kind=subject.kind, subject_id=subject.id, purpose=purpose, title=title)
        db.session.add(form)
        db.session.flush()
    form.title = title
    latest = queries.find_latest_version(subject, purpose)
    if latest is not None and queries.definition_of(latest) == definition:
        return latest
    version = FormVersion(
        form_id=form.id,
        number=latest.number + 1 if latest else 1,
        definition=definition.to_json(),
        created_at=now,
    )
    db.session.add(version)
    db.session.flush()
    return version


def answer_form(
    version: FormVersion,
    subject: Subject,
    raw: Mapping[str, Any],
    *,
    now: datetime,
    known: Mapping[str, Any] | None = None,
) -> Answers:
    """Keep a subject's answers, the sensitive ones sealed; earlier ones are replaced.

    ``known`` is what conditions may also look at, see :func:`coopevents.forms.cleaning.clean`. Raises
    AnswersAreIncomplete.
    """
    definition = queries.definition_of(version)
    values, errors = clean(definition, raw, known=known)
    if errors:
        raise AnswersAreIncomplete(errors)
    answers = queries.find_answers(subject)
    if answers is None:
        answers = Answers(subject_kind=subject.kind, subject_id=subject.id)
        db.session.add(answers)
    answers.form_version_id = version.id
    answers.values, answers.sealed = divided(definition, values)
    answers.given_at = now
    return answers
