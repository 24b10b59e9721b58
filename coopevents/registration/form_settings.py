"""The forms of an event: added, called, offered, ordered, put in force and removed."""

from dataclasses import dataclass
from datetime import date, datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Changes, Fact, changed_fields
from coopevents.forms import drafting
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, Section
from coopevents.forms.models import FormVersion
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import indexing, queries, rules, seats, waiting
from coopevents.registration.answer_values import may_be_asked_for
from coopevents.registration.event_forms import definition_of, subject_of
from coopevents.registration.form_facts import FormAdded, FormChanged, FormPutInForce, FormRemoved
from coopevents.registration.form_queries import is_used, list_forms
from coopevents.registration.models import EventForm
from coopevents.registration.questions import PURPOSE
from coopevents.text import LocalizedText, slugified

RIBBONS = ("", "accent", "info", "good", "attention", "trouble")
"""The colours a role may have on badges, as the semantic colours are called; the first is none."""
SETTINGS = ("title", "role", "ribbon", "is_offered", "capacity", "changes_until", "answers_until", "most_companions")
MOST_FORMS = 20


class FormIsUsed(Refusal):
    """Guests registered with it."""

    status = 422
    sentence = _l("Somebody registered with this form, so it stays. Offer it no longer instead.")


class LastFormStays(Refusal):
    """An event that registers needs something to ask."""

    status = 422
    sentence = _l("An event keeps one form at least.")


class FormsAreTooMany(Refusal):
    """More than anybody can choose from."""

    status = 422
    sentence = _l("An event has room for twenty forms.")


@dataclass(frozen=True)
class FormDetails:
    """What a form is called, who it makes of its guests, and whether and how often it may be used."""

    title: LocalizedText
    role: LocalizedText
    ribbon: str = ""
    is_offered: bool = True
    capacity: int | None = None
    changes_until: date | None = None
    answers_until: date | None = None
    most_companions: int = 0


def add_form(
    event: Event, details: FormDetails, *, asks_as: EventForm | None = None, now: datetime, actor: Actor
) -> EventForm:
    """One more form, which asks what another one asks, or nothing yet and is then not offered.

    Raises FormsAreTooMany.
    """
    known = list_forms(event.id)
    if len(known) >= MOST_FORMS:
        raise FormsAreTooMany
    form = EventForm(event_id=event.id, slug=_new_slug(details.title, {each.slug for each in known}))
    for name in SETTINGS:
        setattr(form, name, getattr(details, name))
    form.is_offered = details.is_offered and asks_as is not None
    form.position = max((each.position for each in known), default=0) + 1
    db.session.add(form)
    db.session.flush()
    asked = definition_of(asks_as.id) if asks_as is not None else _nothing_yet()
    asking.define_form(subject_of(form.id), PURPOSE, asked, title=details.title, now=now)
    form.asks_later = asked.asks_later
    _record(FormAdded, event, form, now, actor)
    return form


def change_form(event: Event, form: EventForm, details: FormDetails, *, now: datetime, actor: Actor) -> None:
    """Let the form be called and offered so; new places go to who waits.

    Raises MoreSeatsAreTaken when it gave away more than ``details.capacity``.
    """
    terms = queries.lock_terms(event.id)
    taken = seats.seats_taken_on(form.id)
    if details.capacity is not None and details.capacity < taken:
        raise rules.MoreSeatsAreTaken(taken)
    before = {name: getattr(form, name) for name in SETTINGS}
    changes = changed_fields(before, {name: getattr(details, name) for name in SETTINGS})
    if not changes:
        return
    for name, (_old, new) in changes.items():
        setattr(form, name, new)
    db.session.flush()
    _record(FormChanged, event, form, now, actor, changes)
    waiting.pass_on(event, terms, now=now)


def move_form(event: Event, form: EventForm, steps: int) -> None:
    """Let a form stand so many places further down, or up, where guests choose."""
    forms = list_forms(event.id)
    place = forms.index(form)
    forms.remove(form)
    forms.insert(max(0, min(len(forms), place + steps)), form)
    for position, each in enumerate(forms):
        each.position = position


def remove_form(event: Event, form: EventForm, *, now: datetime, actor: Actor) -> None:
    """Take a form away that nobody registered with. Raises FormIsUsed or LastFormStays."""
    queries.lock_terms(event.id)
    if is_used(form.id):
        raise FormIsUsed
    if len(list_forms(event.id)) == 1:
        raise LastFormStays
    _record(FormRemoved, event, form, now, actor)
    drafting.forget(subject_of(form.id), PURPOSE)
    db.session.delete(form)


def put_in_force(event: Event, form: EventForm, *, expected: int, now: datetime, actor: Actor) -> FormVersion:
    """Ask guests from now on what the working copy asks; where other answers are listed, all are indexed anew.

    Raises FormChangedMeanwhile or FormHasFaults.
    """
    listed = _listed(definition_of(form.id))
    version = drafting.put_in_force(subject_of(form.id), PURPOSE, expected=expected, now=now)
    definition = definition_of(form.id)
    form.asks_later = definition.asks_later
    if _listed(definition) != listed:
        indexing.index_anew(event.id)
    _record(FormPutInForce, event, form, now, actor, {"version": (None, version.number)})
    return version


def _listed(definition: Definition) -> set[str]:
    return {question.key for question in definition.questions if may_be_asked_for(question)}


def _nothing_yet() -> Definition:
    return Definition(
        (Section(key="questions", title=LocalizedText(en="Questions", zh_Hans_CN="问题", fr="Questions")),)
    )


def _new_slug(title: LocalizedText, taken: set[str]) -> str:
    stem = slugified(title.get("en", "") or next(iter(title.values()), ""))[:32].strip("-") or "form"
    numbered = (f"{stem}-{number}" if number > 1 else stem for number in range(1, MOST_FORMS + 2))
    return next(each for each in numbered if each not in taken)


def _record(
    kind: type[Fact], event: Event, form: EventForm, now: datetime, actor: Actor, changes: Changes | None = None
) -> None:
    about = subject_of(form.id)
    fact = kind(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes or {})
    ledger.record(fact)
