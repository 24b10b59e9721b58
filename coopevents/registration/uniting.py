"""Two registrations of one guest become one: what is written there is chosen, nothing that was given is lost."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from coopevents.approvals import service as approvals
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.forms import queries as forms
from coopevents.forms.fields import UPLOADS, FieldType, Question
from coopevents.i18n import _, _l, force_locale
from coopevents.refusals import Refusal
from coopevents.registration import (
    event_forms,
    list_queries,
    personal_queries,
    queries,
    seats,
    snapshots,
    tags,
    uniting_queries,
    waiting,
)
from coopevents.registration.exchange.taking import Taker
from coopevents.registration.facts import RegistrationsUnited
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE, RegistrationState
from coopevents.schedule import signing_up

FIELDS = (
    "title", "given_name", "family_name", "original_name", "institution_name", "position", "country", "language",
    "time_zone",
)  # fmt: skip
"""What may be taken from either of them."""
STAYING = UPLOADS | {FieldType.COMPUTED, FieldType.CONSENT}
"""Answers that stay with the registration they were given to."""


class NotTwoOfOneEvent(Refusal):
    """There are no two registrations to unite."""

    status = 422
    sentence = _l("Choose two registrations of this event that were not merged before.")


class KeepTheOther(Refusal):
    """The one that would go has something that cannot be moved."""

    status = 422
    sentence = _l("Keep the other one: it is checked in, holds a group’s place, or is the only valid one.")


def differences(kept: Registration, other: Registration) -> tuple[list[str], list[Question]]:
    """The fields and the questions about which the two say different things."""
    fields = [name for name in FIELDS if getattr(kept, name) != getattr(other, name)]
    first, second = _answers_of(kept), _answers_of(other)
    asked = {question.key: question for question in event_forms.tabled_questions(kept.event_id)}
    keys = [key for key in asked if first.get(key) != second.get(key) and asked[key].type not in STAYING]
    return fields, [asked[key] for key in keys]


def unite(kept: Registration, other: Registration, from_other: Collection[str], *, now: datetime, actor: Actor) -> None:
    """Let the one stay and the other point to it; ``from_other`` names the fields and, in brackets, the questions about
    which the other one is right.

    Tags, picks and places in activities of both are kept, notes stand one below the other. Address, number, state and
    companions are those of the one that stays, confidential answers and files stay where they were given. The seat of
    the other goes to who waits, and nobody is told. Raises NotTwoOfOneEvent or KeepTheOther.
    """
    terms = seats.lock(kept)
    queries.refresh_state(other)
    _ensure_unitable(kept, other)
    event = kept.event
    fields, questions = differences(kept, other)
    about: dict[str, Any] = {name: getattr(other, name) for name in fields if name in from_other}
    notes = [note for note in (kept.internal_note, other.internal_note) if note]
    about |= {"internal_note": "\n".join(dict.fromkeys(notes)), "is_vip": kept.is_vip or other.is_vip}
    given = _answers_of(other)
    values = {each.key: given.get(each.key) for each in questions if f"[{each.key}]" in from_other}
    _let_go(other, kept.number, now=now)
    Taker(event, terms, actor, now).write(kept, about, values, None)
    for tag in list_queries.tags_of([other.id]).get(other.id, []):
        tags.put_on(tag, [kept.id])
    uniting_queries.move_picks(other.id, kept.id)
    if other.person_id != kept.person_id:
        _move_places(kept, other)
        signing_up.give_all_back(other.person_id, event.schedule_id, now=now, actor=actor)
    other.merged_into_id = kept.id
    changes = {"number": (other.number, kept.number)}
    seats.record(RegistrationsUnited, kept, event, now=now, actor=actor, changes=changes)
    db.session.flush()
    waiting.pass_on(event, terms, now=now)


def _ensure_unitable(kept: Registration, other: Registration) -> None:
    merged: Sequence[Registration] = [each for each in (kept, other) if each.merged_into_id is not None]
    if kept.id == other.id or kept.event_id != other.event_id or merged:
        raise NotTwoOfOneEvent
    is_only_valid = other.state in IS_LIVE and kept.state not in IS_LIVE
    if other.state is RegistrationState.CHECKED_IN or other.group_id is not None or is_only_valid:
        raise KeepTheOther


def _let_go(other: Registration, number: int, *, now: datetime) -> None:
    approvals.close_case(seats.subject_of(other), now=now)
    snapshots.forget(other)
    if other.state in IS_LIVE:
        with force_locale(other.language):
            reason = _("Merged with registration %(number)s.", number=number)
        seats.move(other, RegistrationState.WITHDRAWN, now=now, reason=reason)


def _move_places(kept: Registration, other: Registration) -> None:
    has = {each.activity_id for each in personal_queries.list_sign_ups(kept)}
    for place in personal_queries.list_sign_ups(other):
        if place.activity_id not in has:
            place.person_id = kept.person_id
    db.session.flush()


def _answers_of(registration: Registration) -> dict[str, Any]:
    answers = forms.find_answers(seats.subject_of(registration))
    return dict(answers.values) if answers is not None else {}
