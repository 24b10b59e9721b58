"""Answers that were given before their question became sensitive are sealed too, a few at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coopevents.facts import Subject
from coopevents.forms import queries
from coopevents.forms.fields import Definition, Question
from coopevents.forms.models import Answers, FormVersion
from coopevents.forms.sealed import sealed_text, unsealed

AT_ONCE = 100


@dataclass(frozen=True)
class Uncovered:
    """Answers to this version lie in clear under keys that are sensitive by now."""

    version_id: int
    keys: frozenset[str]


def list_uncovered() -> list[Uncovered]:
    """Every earlier version of a form that asked openly for what its latest one asks in confidence."""
    found = []
    for version, latest in queries.list_outdated_in_use():
        keys = queries.definition_of(latest).secret_keys - queries.definition_of(version).secret_keys
        if keys:
            found.append(Uncovered(version.id, frozenset(keys)))
    return found


def cover(uncovered: Uncovered) -> Iterator[list[Subject]]:
    """Seal these answers, some at a time; the caller commits after each step and is told whose were sealed."""
    after = 0
    while batch := queries.lock_answers_to(uncovered.version_id, after=after, limit=AT_ONCE):
        done: list[Subject] = []
        for answers in batch:
            after = answers.id
            moved = {key: value for key, value in answers.values.items() if key in uncovered.keys}
            if moved:
                answers.values = {key: value for key, value in answers.values.items() if key not in moved}
                answers.sealed = sealed_text({**unsealed(answers), **moved})
                done.append(Subject(answers.subject_kind, answers.subject_id))
        yield done


def questions_by_now(version: FormVersion) -> list[Question]:
    """What a version asks, with what its form has made sensitive since then; the stricter rule of days holds."""
    definition, latest = queries.definition_of(version), queries.definition_of(queries.latest_of(version))
    return [_by_now(each, definition, latest) for each in definition.questions]


def open_answers(answers: Answers) -> list[tuple[Question, Any]]:
    """The answers everybody may see who sees the record, in the order asked; not those that became sensitive since."""
    version = queries.get_version(answers.form_version_id)
    secret = queries.definition_of(queries.latest_of(version)).secret_keys
    return [
        (each, answers.values[each.key])
        for each in queries.definition_of(version).questions
        if each.key in answers.values and each.key not in secret
    ]


def _by_now(question: Question, definition: Definition, latest: Definition) -> Question:
    now = latest.find(question.key)
    if question.key in definition.secret_keys or now is None or question.key not in latest.secret_keys:
        return question
    return now
