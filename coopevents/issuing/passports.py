"""What a letter needs of a guest's passport: read from the sealed answers at the moment it is composed, never kept."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from coopevents.facts import Actor
from coopevents.forms import queries as forms
from coopevents.forms.sealed import all_values
from coopevents.issuing.letter_texts import PASSPORT
from coopevents.registration import seats
from coopevents.registration.models import Registration
from coopevents.registration.privacy_facts import AnswersRevealed


def passport_of(registration: Registration) -> dict[str, Any]:
    """The answers of a guest about the passport, by key. Whoever shows them writes it down (:func:`note_reading`)."""
    answers = all_values(forms.find_answers(seats.subject_of(registration)))
    return {key: answers[key] for key in PASSPORT if answers.get(key)}


def answered(registration: Registration) -> frozenset[str]:
    """Which of them are answered."""
    return frozenset(passport_of(registration))


def note_reading(
    registration: Registration, keys: Collection[str], reason: str, *, now: datetime, actor: Actor
) -> None:
    """Write down who had the passport put into a letter; the guest reads it among those who looked at their answers."""
    if keys:
        changes = {"answers": (None, sorted(keys)), "reason": (None, reason)}
        seats.record(AnswersRevealed, registration, registration.event, now=now, actor=actor, changes=changes)
