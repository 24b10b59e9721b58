"""Questions asked once the place is confirmed: asked by the clock, reminded of, answered until a day."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor
from coopevents.forms import queries as forms
from coopevents.forms import service as asking
from coopevents.forms.cleaning import asked_questions
from coopevents.forms.fields import Definition, Phase
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, follow_up_queries, indexing, option_seats, rules, seats
from coopevents.registration.follow_up_facts import FollowUpAnswered, FollowUpAsked, FollowUpReminded
from coopevents.registration.follow_up_models import FollowUp, FollowUpState
from coopevents.registration.models import EventForm, Registration

REMINDERS = (7, 1)
"""Reminded so many days before the last day."""
MORNING = timedelta(hours=9)
"""Nobody is reminded before nine in the morning, where the event is."""
AT_ONCE = 200
PATIENCE = timedelta(hours=1)
"""The office reminds the same guest no more often."""


class LaterQuestionsAreClosed(Refusal):
    """The last day for the answers is over, or there is no place they belong to."""

    sentence = _l("The last day for these answers is over. Write to the organisers if something has to change.")


def later_part(registration: Registration) -> Definition:
    """The part of the guest's form that is asked once the place is confirmed."""
    return event_forms.definition_of(registration.form_id).asked(Phase.LATER)


def asks(registration: Registration) -> bool:
    """Whether there is something to ask this guest, who answered so before and comes from there."""
    if not registration.form.asks_later:
        return False
    known = {**event_forms.known_of(registration), **event_forms.answers_of(registration)}
    return bool(asked_questions(later_part(registration), known))


def is_open(registration: Registration, now: datetime) -> bool:
    """Whether the guest may answer now: they have a place, and the last day is not over where the event is."""
    today = now.astimezone(ZoneInfo(registration.event.time_zone)).date()
    return registration.state in follow_up_queries.HAS_PLACE and today <= last_day(registration.form, registration)


def is_answered(registration: Registration) -> bool:
    """Whether the guest answered the later questions."""
    found = follow_up_queries.find_follow_up(registration.id)
    return found is not None and found.state is FollowUpState.ANSWERED


def last_day(form: EventForm, registration: Registration) -> date:
    """The last day for the answers: the one the office set, else the event's first."""
    return form.answers_until or registration.event.starts_on


def is_reminder_due(until: date, told_on: date, today: date) -> bool:
    """Whether a guest who was last told on a day is reminded today, or should have been since; pure."""
    return today <= until and any(told_on < until - timedelta(days=days) <= today for days in REMINDERS)


def list_to_ask(now: datetime) -> list[int]:
    """Guests with a place who are asked now; some at a time."""
    return [
        each
        for form in follow_up_queries.list_forms_that_ask_later(now.date() - timedelta(days=1))
        for each in follow_up_queries.list_unasked(form.id, AT_ONCE)
    ]


def list_to_remind(now: datetime) -> list[int]:
    """Guests who have not answered and are reminded now."""
    found = []
    for form in follow_up_queries.list_forms_that_ask_later(now.date() - timedelta(days=1)):
        if form.answers_until is not None:
            for each in follow_up_queries.list_open(form.id):
                zone = ZoneInfo(each.registration.event.time_zone)
                told, today = (
                    (moment.astimezone(zone) - MORNING).date() for moment in (each.reminded_at or each.asked_at, now)
                )
                if is_reminder_due(form.answers_until, told, today):
                    found.append(each.registration_id)
    return found


def ask(registration: Registration, *, now: datetime) -> FollowUp:
    """Ask the later questions, once; nothing is said to whom they do not concern, or whose last day is over."""
    seats.lock(registration)
    known = follow_up_queries.find_follow_up(registration.id)
    if known is not None:
        return known
    is_needed = is_open(registration, now) and asks(registration)
    state = FollowUpState.ASKED if is_needed else FollowUpState.NOT_NEEDED
    made = FollowUp(registration_id=registration.id, registration=registration, state=state, asked_at=now)
    db.session.add(made)
    db.session.flush()
    if is_needed:
        seats.record(FollowUpAsked, registration, registration.event, now=now, actor=THE_HOUSE)
    return made


def remind(follow_up: FollowUp, *, now: datetime, actor: Actor) -> bool:
    """Ask again who has not answered; False when there is no need, or within an hour of the last time."""
    registration = follow_up.registration
    seats.lock(registration)
    db.session.refresh(follow_up)
    told = follow_up.reminded_at or follow_up.asked_at
    if follow_up.state is not FollowUpState.ASKED or now - told < PATIENCE or not is_open(registration, now):
        return False
    follow_up.reminded_at = now
    seats.record(FollowUpReminded, registration, registration.event, now=now, actor=actor)
    return True


def answer(registration: Registration, answers: Mapping[str, Any], *, now: datetime, actor: Actor) -> None:
    """Keep what a guest answers to the later questions; what they wrote at first stays.

    Raises LaterQuestionsAreClosed or AnswersAreIncomplete.
    """
    seats.lock(registration)
    version = event_forms.find_version(registration.form_id)
    if version is None or not is_open(registration, now):
        raise LaterQuestionsAreClosed
    subject, before = seats.subject_of(registration), event_forms.answers_of(registration)
    known = event_forms.known_of(registration)
    kept = asking.answer_form(version, subject, answers, now=now, known=known, phase=Phase.LATER)
    definition = forms.definition_of(version)
    indexing.keep_answers(registration, definition.questions, kept.values)
    option_seats.take_options(registration, definition, kept.values)
    follow_up = follow_up_queries.find_follow_up(registration.id)
    if follow_up is None:
        follow_up = FollowUp(registration_id=registration.id, asked_at=now)
        db.session.add(follow_up)
    follow_up.state, follow_up.answered_at = FollowUpState.ANSWERED, now
    registration.changed_at = now
    db.session.flush()
    later = {each.key: None for each in later_part(registration).questions}
    names = rules.changed_names({**later, **before}, {**later, **event_forms.answers_of(registration)})
    changes = {"fields": (None, names)}
    seats.record(FollowUpAnswered, registration, registration.event, now=now, actor=actor, changes=changes)
