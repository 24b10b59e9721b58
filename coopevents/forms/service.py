"""Asking: forms are defined in versions, and answers keep the version they were given to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.forms import queries
from coopevents.forms.cleaning import clean
from coopevents.forms.computing import computed
from coopevents.forms.consenting import keep_consents
from coopevents.forms.consents import asking_consent
from coopevents.forms.fields import Definition, FieldType, Phase
from coopevents.forms.models import Answers, Form, FormVersion
from coopevents.forms.sealed import all_values, divided, file_keys
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.storage import handing_in, sealed_files
from coopevents.storage.store import present_store
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
    """From now on the subject asks these questions, with a consent wherever they are sensitive; the version is only a
    new one when a question changed."""
    definition = asking_consent(definition)
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
    phase: Phase = Phase.FIRST,
    is_new: bool = False,
) -> Answers:
    """Keep a subject's answers, the sensitive ones sealed, and the consents to that; earlier ones are replaced.

    What is asked in another ``phase`` stays as it was answered.
    ``known`` is what conditions may also look at, see :func:`coopevents.forms.cleaning.clean`. Of a subject that
    ``is_new`` nothing earlier is looked for. Raises AnswersAreIncomplete.
    """
    definition = queries.definition_of(version)
    answers = None if is_new else queries.find_answers(subject)
    before = all_values(answers)
    others = _answered_elsewhere(definition, before, phase) if before else {}
    values, errors = clean(definition.asked(phase), raw, known={**others, **(known or {})})
    errors |= _files_of_others(values, before)
    if errors:
        raise AnswersAreIncomplete(errors)
    values = {**others, **values}
    if answers is None:
        answers = Answers(subject_kind=subject.kind, subject_id=subject.id, erased={})
        db.session.add(answers)
    else:
        _erase_replaced_files(answers, values)
    answers.form_version_id = version.id
    answers.values, answers.sealed = divided(definition, values)
    answers.given_at = now
    answers.erased = {key: day for key, day in answers.erased.items() if key not in values}
    keep_consents(version, definition, subject, values, now=now, is_new=is_new)
    return answers


def keep_values(
    definition: Definition,
    version_id: int,
    subject: Subject,
    values: Mapping[str, Any],
    *,
    known: Mapping[str, Any],
    now: datetime,
    is_new: bool = False,
) -> Answers:
    """Let these be a subject's answers in clear to what that version asks, tidied by
    :func:`coopevents.forms.cleaning.clean_answer`; ``is_new`` says that the subject never answered before.

    Nothing is asked of them: neither that everything is answered, nor conditions. What is worked out of answers is
    worked out anew. Sensitive answers and consents stay as they are.
    """
    answers = None if is_new else queries.find_answers(subject)
    kept = {key: value for key, value in values.items() if key not in definition.secret_keys}
    for question in definition.questions:
        if question.type is FieldType.COMPUTED and question.key not in definition.secret_keys:
            value = computed(question, {**known, **kept})
            kept = {**{k: v for k, v in kept.items() if k != question.key}, **({question.key: value} if value else {})}
    if answers is None:
        answers = Answers(subject_kind=subject.kind, subject_id=subject.id, erased={})
        db.session.add(answers)
    answers.form_version_id, answers.values, answers.given_at = version_id, kept, now
    return answers


def _answered_elsewhere(definition: Definition, before: Mapping[str, Any], phase: Phase) -> dict[str, Any]:
    here = {question.key for question in definition.asked(phase).questions}
    return {each.key: before[each.key] for each in definition.questions if each.key in before and each.key not in here}


def _files_of_others(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, LazyString]:
    """Let new files belong to the subject; says at the question when one is no longer kept, or somebody else's."""
    new = set(file_keys(values)) - set(file_keys(before))
    lost = new - handing_in.claim(new) if new else set()
    sentence = _l("This file is no longer kept. Choose it once more.")
    return {name: sentence for name, value in values.items() if lost & set(file_keys({name: value}))}


def _erase_replaced_files(answers: Answers, values: Mapping[str, Any]) -> None:
    """What nobody can get at any more through an answer is not kept either."""
    before = set(file_keys(all_values(answers)))
    sealed_files.erase_sealed(before - set(file_keys(values)), store=present_store())
