"""A delegate's sensitive answers: told of without what they say, shown for a reason that is written down, erased.

The same rules as those of registrations (:mod:`coopevents.registration.protected`), for people who come in delegations.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from coopevents.audit import queries as audit
from coopevents.delegations import queries as delegations
from coopevents.delegations.own_data import record_of, subject_for
from coopevents.delegations.own_facts import DelegateAnswersRevealed, DelegateConsentWithdrawn
from coopevents.delegations.people_models import Delegate
from coopevents.facts import Actor
from coopevents.forms import consent_queries
from coopevents.forms import queries as forms
from coopevents.forms.consents import keys_under
from coopevents.forms.fields import Definition, Question
from coopevents.forms.models import Answers, Consent
from coopevents.forms.sealed import file_keys, unsealed
from coopevents.i18n import current_language
from coopevents.refusals import NotFound
from coopevents.registration.protected import NothingIsChosen, Protected, Reveal, ensure_reason, erase_protected
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import present_store
from coopevents.storage.uploads import Upload


def list_protected(delegate: Delegate) -> list[Protected]:
    """The sensitive answers of a delegate, and those that were erased, in the order asked."""
    answers = forms.find_answers(subject_for(delegate))
    if answers is None or not (answers.sealed or answers.erased):
        return []
    kept = unsealed(answers)
    return [
        Protected(each, None if each.key in kept else date.fromisoformat(answers.erased[each.key]))
        for each in definition_of(answers).questions
        if each.key in kept or each.key in answers.erased
    ]


def keys_kept(delegate_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Which sensitive answers are kept of these delegates, by their keys; none says what is in them."""
    found = forms.answers_of("delegate", delegate_ids)
    return {delegate_id: frozenset(unsealed(answers)) for delegate_id, answers in found.items()}


def reveal(
    delegate: Delegate, keys: Collection[str], reason: str, *, now: datetime, actor: Actor
) -> list[tuple[Question, Any]]:
    """The chosen sensitive answers in clear; who looked, at which and why is written down with it.

    Raises NothingIsChosen or ReasonIsMissing.
    """
    if not keys:
        raise NothingIsChosen(field="keys")
    reason = ensure_reason(reason)
    answers = forms.find_answers(subject_for(delegate))
    kept = unsealed(answers) if answers is not None else {}
    shown = [key for key in kept if key in keys]
    if answers is None or not shown:
        return []
    changes = {"answers": (None, sorted(shown)), "reason": (None, reason)}
    record_of(DelegateAnswersRevealed, delegate.delegation, delegate, now=now, actor=actor, changes=changes)
    return [(each, kept[each.key]) for each in definition_of(answers).questions if each.key in shown]


def open_file(delegate: Delegate, key: str, purpose: Purpose) -> tuple[str, Upload]:
    """The file a delegate answered with, and the name it was handed in under; the caller has seen to it that it may be.

    Raises NotFound.
    """
    answers = forms.find_answers(subject_for(delegate))
    value: Any = {**answers.values, **unsealed(answers)}.get(key) if answers is not None else None
    if not isinstance(value, dict) or not value.get("key"):
        raise NotFound
    return str(value.get("name") or key), sealed_files.open_sealed(str(value["key"]), purpose, store=present_store())


def list_reveals(delegate: Delegate) -> list[Reveal]:
    """Who looked at a delegate's sensitive answers and why, newest first; the delegate reads it."""
    answers = forms.find_answers(subject_for(delegate))
    questions = definition_of(answers).questions if answers is not None else ()
    labels = {each.key: each.label.in_language(current_language()) for each in questions}
    found = audit.list_of_fact(DelegateAnswersRevealed.__name__, "delegation", delegate.delegation_id)
    return [
        Reveal(
            each.at,
            each.actor_label,
            [labels.get(key, key) for key in each.changes["answers"][1]],
            each.changes["reason"][1],
        )
        for each in found
        if {"answers", "reason"} <= set(each.changes) and each.changes.get("delegate", [None, 0])[1] == delegate.id
    ]


def list_consents(delegate: Delegate) -> list[tuple[Consent, list[str]]]:
    """The consents that hold, each with the words of the answers kept because of it."""
    answers = forms.find_answers(subject_for(delegate))
    if answers is None:
        return []
    definition, language = definition_of(answers), current_language()
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
        for each in consent_queries.list_consents(subject_for(delegate))
        if each.ended_at is None
    ]


def withdraw_consent(delegate: Delegate, consent_key: str, *, now: datetime, actor: Actor) -> None:
    """The delegate takes back a consent; the answers that were kept because of it are erased at once.

    Raises NotFound when no such consent holds.
    """
    delegation = delegations.lock_delegation(delegate.delegation_id)
    held = [each for each in consent_queries.list_consents(subject_for(delegate)) if each.ended_at is None]
    consent = next((each for each in held if each.question_key == consent_key), None)
    answers = forms.find_answers(subject_for(delegate))
    if consent is None or answers is None:
        raise NotFound
    consent.ended_at = now
    answers.values = {key: value for key, value in answers.values.items() if key != consent_key}
    erased = erase_protected(answers, keys_under(definition_of(answers), consent_key), now=now)
    changes = {"answers": (erased, None)}
    record_of(DelegateConsentWithdrawn, delegation, delegate, now=now, actor=actor, changes=changes)


def list_files(delegate: Delegate) -> list[str]:
    """The names in the store of all files a delegate handed in."""
    answers = forms.find_answers(subject_for(delegate))
    return list(file_keys({**answers.values, **unsealed(answers)})) if answers is not None else []


def definition_of(answers: Answers) -> Definition:
    """What was asked when these answers were given."""
    return forms.definition_of(forms.get_version(answers.form_version_id))
