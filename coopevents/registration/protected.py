"""Sensitive answers: told of without what they say, shown for a reason that is written down, erased."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coopevents.audit import queries as audit
from coopevents.facts import Actor
from coopevents.forms import consent_queries
from coopevents.forms import queries as forms
from coopevents.forms.consents import keys_under
from coopevents.forms.fields import UPLOADS, Definition, Question
from coopevents.forms.models import Answers, Consent
from coopevents.forms.sealed import erase_sealed_answers, file_keys, unsealed
from coopevents.i18n import _l, current_language
from coopevents.refusals import NotFound, Refusal
from coopevents.registration import indexing, seats, traces
from coopevents.registration.models import Registration
from coopevents.registration.privacy_facts import AnswersRevealed, ConsentWithdrawn
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import present_store
from coopevents.storage.uploads import Upload
from coopevents.text import cleaned

SHORTEST_REASON = 5


class ReasonIsMissing(Refusal):
    """Nobody looks at sensitive answers without saying why."""

    status = 422
    sentence = _l("Say in a few words why you need to see this; the guest can read it.")


class NothingIsChosen(Refusal):
    """Which answers are to be shown was not said."""

    status = 422
    sentence = _l("Choose at least one answer.")


def ensure_reason(reason: str) -> str:
    """The reason, tidied.

    Raises ReasonIsMissing when it says nothing.
    """
    reason = cleaned(reason)
    if len(reason) < SHORTEST_REASON:
        raise ReasonIsMissing(field="reason")
    return reason


@dataclass(frozen=True)
class Protected:
    """A sensitive answer as it may be told of: that there is one or was one, never what it says."""

    question: Question
    erased_on: date | None = None

    @property
    def is_file(self) -> bool:
        """Whether the answer is a file."""
        return self.question.type in UPLOADS


def list_protected(registration: Registration) -> list[Protected]:
    """The sensitive answers of a registration, and those that were erased, in the order asked."""
    answers = forms.find_answers(seats.subject_of(registration))
    if answers is None or not (answers.sealed or answers.erased):
        return []
    kept = unsealed(answers)
    return [
        Protected(question, None if question.key in kept else date.fromisoformat(answers.erased[question.key]))
        for question in _definition_of(answers).questions
        if question.key in kept or question.key in answers.erased
    ]


def reveal(
    registration: Registration, keys: Collection[str], reason: str, *, now: datetime, actor: Actor
) -> list[tuple[Question, Any]]:
    """The chosen sensitive answers in clear; who looked, at which and why is written down with it.

    Raises NothingIsChosen or ReasonIsMissing.
    """
    if not keys:
        raise NothingIsChosen(field="keys")
    found = revealed_answers([registration], keys, reason, now=now, actor=actor).get(registration.id, {})
    answers = forms.find_answers(seats.subject_of(registration))
    questions = _definition_of(answers).questions if answers is not None else ()
    return [(question, found[question.key]) for question in questions if question.key in found]


def revealed_answers(
    registrations: Iterable[Registration], keys: Collection[str], reason: str, *, now: datetime, actor: Actor
) -> dict[int, dict[str, Any]]:
    """The sensitive answers with these keys in clear, by the ids of the registrations; registrations that have none are
    left out. For each of the others it is written down who looked, at which answers and why.

    Raises ReasonIsMissing.
    """
    reason = ensure_reason(reason)
    by_id = {registration.id: registration for registration in registrations}
    found: dict[int, dict[str, Any]] = {}
    for subject_id, answers in forms.answers_of("registration", by_id).items():
        shown = {key: value for key, value in unsealed(answers).items() if key in keys}
        if shown:
            found[subject_id] = shown
            changes = {"answers": (None, sorted(shown)), "reason": (None, reason)}
            registration = by_id[subject_id]
            seats.record(AnswersRevealed, registration, registration.event, now=now, actor=actor, changes=changes)
    return found


def open_file(registration: Registration, key: str, purpose: Purpose) -> tuple[str, Upload]:
    """The file a guest answered with, and the name it was handed in under; the caller has seen to it that it may be.

    Raises NotFound.
    """
    answers = forms.find_answers(seats.subject_of(registration))
    value: Any = {**answers.values, **unsealed(answers)}.get(key) if answers is not None else None
    if not isinstance(value, Mapping) or not value.get("key"):
        raise NotFound
    return str(value.get("name") or key), sealed_files.open_sealed(str(value["key"]), purpose, store=present_store())


@dataclass(frozen=True)
class Reveal:
    """That a colleague looked at sensitive answers: when, who, at which, and why."""

    at: datetime
    who: str
    labels: list[str]
    reason: str


def list_reveals(registration: Registration) -> list[Reveal]:
    """Who looked at a guest's sensitive answers and why, newest first; the guest reads it."""
    answers = forms.find_answers(seats.subject_of(registration))
    questions = _definition_of(answers).questions if answers is not None else ()
    labels = {each.key: each.label.in_language(current_language()) for each in questions}
    found = audit.list_of_fact(AnswersRevealed.__name__, "registration", registration.id)
    return [
        Reveal(
            each.at,
            each.actor_label,
            [labels.get(key, key) for key in each.changes["answers"][1]],
            each.changes["reason"][1],
        )
        for each in found
        if {"answers", "reason"} <= set(each.changes)
    ]


def list_consents(registration: Registration) -> list[tuple[Consent, list[str]]]:
    """The consents that hold, each with the words of the answers kept because of it."""
    subject = seats.subject_of(registration)
    answers = forms.find_answers(subject)
    if answers is None:
        return []
    definition, language = _definition_of(answers), current_language()
    kept = {*answers.values, *unsealed(answers)}
    return [
        (
            each,
            [
                question.label.in_language(language)
                for question in definition.questions
                if question.key in keys_under(definition, each.question_key) and question.key in kept
            ],
        )
        for each in consent_queries.list_consents(subject)
        if each.ended_at is None
    ]


def list_plain_files(registration: Registration) -> list[tuple[Question, str]]:
    """The files a guest answered with that are no secret: the question of each and the name it was handed in under."""
    answers = forms.find_answers(seats.subject_of(registration))
    if answers is None or not any(file_keys(answers.values)):
        return []
    asked = [each for each in _definition_of(answers).questions if each.type in UPLOADS and each.key in answers.values]
    return [(each, str(answers.values[each.key].get("name") or each.key)) for each in asked]


def open_plain_file(registration: Registration, key: str) -> tuple[str, Upload]:
    """One of them, for a colleague. Raises NotFound, for a secret one too."""
    if key not in {question.key for question, _name in list_plain_files(registration)}:
        raise NotFound
    return open_file(registration, key, Purpose.COLLEAGUE)


def withdraw_consent(registration: Registration, consent_key: str, *, now: datetime, actor: Actor) -> None:
    """The guest takes back a consent; the answers that were kept because of it are erased at once.

    Raises NotFound when no such consent holds.
    """
    seats.lock(registration)
    subject = seats.subject_of(registration)
    held = [each for each in consent_queries.list_consents(subject) if each.ended_at is None]
    consent = next((each for each in held if each.question_key == consent_key), None)
    answers = forms.find_answers(subject)
    if consent is None or answers is None:
        raise NotFound
    consent.ended_at = now
    keys = keys_under(_definition_of(answers), consent_key)
    answers.values = {key: value for key, value in answers.values.items() if key != consent_key}
    erased = erase_protected(answers, keys, now=now)
    indexing.keep_answers(registration, _definition_of(answers).questions, answers.values)
    changes = {"answers": (erased, None)}
    seats.record(ConsentWithdrawn, registration, registration.event, now=now, actor=actor, changes=changes)


def erase_protected(answers: Answers, keys: Collection[str], *, now: datetime) -> list[str]:
    """Erase these sensitive answers and their files; returns the keys of those there were."""
    erased = erase_sealed_answers(answers, keys, now=now)
    if erased:
        traces.leave()
    sealed_files.erase_sealed(file_keys(erased), store=present_store())
    return sorted(erased)


def _definition_of(answers: Answers) -> Definition:
    return forms.definition_of(forms.get_version(answers.form_version_id))
