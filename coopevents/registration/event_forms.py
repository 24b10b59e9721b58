"""The forms by which an event registers people, and what is asked and answered on them."""

from datetime import datetime
from typing import Any

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Subject
from coopevents.forms import queries as forms
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, Question
from coopevents.forms.models import FormVersion
from coopevents.forms.sealed import all_values
from coopevents.registration.form_queries import get_form, list_forms
from coopevents.registration.models import EventForm, Registration
from coopevents.registration.questions import DEFAULT, FIRST_ROLE, PURPOSE, TITLE

__all__ = [
    "add_first_form",
    "answers_of",
    "copy_forms",
    "definition_of",
    "find_version",
    "get_form",
    "known_of",
    "list_forms",
]
FIRST = "guests"


def subject_of(form_id: int) -> Subject:
    """An event's form as the forms room knows it."""
    return Subject("event_form", form_id)


def add_first_form(event: Event, *, now: datetime) -> EventForm:
    """The form every event begins with."""
    form = EventForm(event_id=event.id, slug=FIRST, title=TITLE, role=FIRST_ROLE)
    db.session.add(form)
    db.session.flush()
    asking.define_form(subject_of(form.id), PURPOSE, DEFAULT, title=TITLE, now=now)
    return form


def find_version(form_id: int) -> FormVersion | None:
    """The questions a form asks now."""
    return forms.find_latest_version(subject_of(form_id), PURPOSE)


def definition_of(form_id: int) -> Definition:
    """What a form asks now."""
    return forms.definition_of(find_version(form_id))


def listed_questions(event_id: int) -> list[Question]:
    """The questions of all forms of an event whose answers are no secret, each key once: the columns of a table."""
    found: dict[str, Question] = {}
    for form in list_forms(event_id):
        definition = definition_of(form.id)
        for question in definition.questions:
            if question.key not in definition.secret_keys:
                found.setdefault(question.key, question)
    return list(found.values())


def tabled_questions(event_id: int) -> list[Question]:
    """The same, and after them those no form asks any more but that were answered: a table leaves out nothing."""
    found = {question.key: question for question in listed_questions(event_id)}
    hidden = {question.key for question in secret_questions(event_id)}
    ids = [form.id for form in list_forms(event_id)]
    for version in forms.list_earlier_versions("event_form", ids, PURPOSE):
        definition = forms.definition_of(version)
        for question in definition.questions:
            if question.key not in definition.secret_keys | hidden:
                found.setdefault(question.key, question)
    return list(found.values())


def secret_questions(event_id: int) -> list[Question]:
    """The questions of all forms of an event whose answers are kept sealed, each key once."""
    found: dict[str, Question] = {}
    for form in list_forms(event_id):
        definition = definition_of(form.id)
        for question in definition.questions:
            if question.key in definition.secret_keys:
                found.setdefault(question.key, question)
    return list(found.values())


def known_of(registration: Registration) -> dict[str, Any]:
    """What conditions may look at besides the answers."""
    about = {"guest.country": registration.country, "guest.language": registration.language}
    return {**about, **facts_of(registration.event, registration.form)}


def facts_of(event: Event, form: EventForm) -> dict[str, Any]:
    """What conditions may look at before anything is answered."""
    return {"guest.role": form.slug, "event.starts_on": event.starts_on.isoformat()}


def answers_of(registration: Registration) -> dict[str, Any]:
    """Everything the guest answered, sensitive answers too: for the guest alone."""
    return all_values(forms.find_answers(Subject("registration", registration.id)))


def copy_forms(event: Event, copy: Event, *, now: datetime) -> None:
    """Let the copy, which has its first form already, ask what the event asks, on as many forms."""
    first = get_form(copy.id)
    for form in list_forms(event.id):
        named = {"slug": form.slug, "position": form.position, "title": form.title, "role": form.role}
        looks = {"ribbon": form.ribbon, "is_offered": form.is_offered, "capacity": form.capacity}
        looks["most_companions"] = form.most_companions
        made = first if form.slug == first.slug else EventForm(event_id=copy.id)
        for name, value in {**named, **looks}.items():
            setattr(made, name, value)
        made.asks_later = form.asks_later
        db.session.add(made)
        db.session.flush()
        asking.define_form(subject_of(made.id), PURPOSE, definition_of(form.id), title=form.title, now=now)
