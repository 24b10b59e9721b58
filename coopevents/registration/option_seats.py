"""Options of which there are only so many: dinners, seats in a bus, nights in a hotel.

Whoever is live holds what was chosen, on the waiting list too, so that nobody who is let in later finds it gone; who
leaves gives it back. Options are counted per form, and given away behind the same lock as the event's seats. A
sensitive question counts nothing, since a count would tell what was answered.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from flask_babel.speaklater import LazyString
from sqlalchemy import delete, func, insert, select

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.forms.cleaning import clean
from coopevents.forms.fields import CHOOSING, Definition, Question
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import event_forms
from coopevents.registration.details import GuestDetails
from coopevents.registration.models import EventForm, Registration
from coopevents.registration.option_models import OptionSeat
from coopevents.registration.states import IS_LIVE

Left = dict[str, dict[str, int]]
"""By the question's key: how many may still choose each option with a capacity, never below 0."""


class ChosenOptionIsFull(Refusal):
    """Who left and is to come after all had chosen what others have taken meanwhile."""

    sentence = _l("What this guest chose has been given to others. Raise the number of places of that option first.")


IS_FULL = _l("This option is full by now. Choose another one.")
ARE_FULL = _l("One of these options is full by now; the list says which. Choose others.")


def limited_questions(definition: Definition) -> list[Question]:
    """The questions of which some options are limited, and whose answers are no secret."""
    return [
        question
        for question in definition.questions
        if question.key not in definition.secret_keys and any(each.capacity is not None for each in question.options)
    ]


def options_left(form: EventForm, definition: Definition, *, without: int | None = None) -> Left:
    """What is left of every limited option, as if the registration ``without`` had chosen nothing.

    One statement, and none where nothing is limited. True until the commit when the terms are locked.
    """
    limited = limited_questions(definition)
    if not limited:
        return {}
    taken = options_taken(form.id, [each.key for each in limited], without)
    return {
        question.key: {
            option.value: max(0, option.capacity - taken.get((question.key, option.value), 0))
            for option in question.options
            if option.capacity is not None
        }
        for question in limited
    }


def options_taken(form_id: int, keys: Collection[str], without: int | None = None) -> dict[tuple[str, str], int]:
    """How many guests chose each option of these questions, by (question, option); those who left not counted."""
    chosen = OptionSeat.question_key, OptionSeat.value
    query = (
        select(*chosen, func.count())
        .join(Registration, Registration.id == OptionSeat.registration_id)
        .where(OptionSeat.form_id == form_id, OptionSeat.question_key.in_(keys), Registration.state.in_(IS_LIVE))
        .group_by(*chosen)
    )
    if without is not None:
        query = query.where(OptionSeat.registration_id != without)
    return {(key, value): count for key, value, count in db.session.execute(query)}


def ensure_left(event: Event, form: EventForm, details: GuestDetails) -> None:
    """Raise AnswersAreIncomplete when somebody who is about to register chose an option that is full.

    Asked before anything is written, so that a crowd that wants the last one costs little.
    """
    if not any(details.answers.values()):
        return
    definition = event_forms.definition_of(form.id)
    if limited_questions(definition):
        about = {"guest.country": details.country, "guest.language": details.language}
        values, _errors = clean(definition, details.answers, known={**about, **event_forms.facts_of(event, form)})
        _ensure_left(form, definition, set(_chosen(definition, values)))


def ensure_options_left(form: EventForm, definition: Definition, values: Mapping[str, Any]) -> None:
    """The same for answers that are tidied already."""
    if limited_questions(definition):
        _ensure_left(form, definition, set(_chosen(definition, values)))


def take_options(
    registration: Registration, definition: Definition, answers: Mapping[str, Any], *, is_new: bool = False
) -> None:
    """Let a registration hold what it chose now and nothing else; the caller has locked the terms.

    What it held already it keeps, even when there are fewer by now. For a new one see :func:`ensure_left`. Raises
    AnswersAreIncomplete for options that are full.
    """
    held = set() if is_new else chosen_by(registration)
    wanted = set(_chosen(definition, answers))
    if not is_new:
        _ensure_left(registration.form, definition, wanted - held)
    if held - wanted:
        db.session.execute(delete(OptionSeat).where(OptionSeat.registration_id == registration.id))
        held = set()
    about = {"registration_id": registration.id, "form_id": registration.form_id}
    rows = [{**about, "question_key": key, "value": value} for key, value in sorted(wanted - held)]
    if rows:
        db.session.execute(insert(OptionSeat), rows)


def ensure_still_left(registration: Registration) -> None:
    """Raise ChosenOptionIsFull when somebody who had left is to come after all, and what they chose is full."""
    chosen = chosen_by(registration)
    left = options_left(registration.form, event_forms.definition_of(registration.form_id)) if chosen else {}
    if any(left.get(key, {}).get(value, 1) <= 0 for key, value in chosen):
        raise ChosenOptionIsFull


def chosen_by(registration: Registration) -> set[tuple[str, str]]:
    """The options a registration chose, each as (question, option)."""
    query = select(OptionSeat.question_key, OptionSeat.value).where(OptionSeat.registration_id == registration.id)
    return {(key, value) for key, value in db.session.execute(query)}


def _ensure_left(form: EventForm, definition: Definition, wanted: set[tuple[str, str]]) -> None:
    left = options_left(form, definition) if wanted else {}
    full = {key for key, value in wanted if left.get(key, {}).get(value, 1) <= 0}
    if full:
        raise AnswersAreIncomplete({key: _sentence(definition, key) for key in full})


def _sentence(definition: Definition, key: str) -> LazyString:
    question = definition.find(key)
    return ARE_FULL if question is not None and question.type == "choices" else IS_FULL


def _chosen(definition: Definition, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for question in definition.questions:
        answer = answers.get(question.key)
        if question.type in CHOOSING and question.key not in definition.secret_keys and answer:
            yield from ((question.key, value) for value in ([answer] if isinstance(answer, str) else answer))
