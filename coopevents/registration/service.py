"""The verbs of registration: open it, register, change, withdraw; the office's verbs are in ``decisions``."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coopevents import ledger
from coopevents.approvals import service as approvals
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.forms import queries as forms
from coopevents.forms import service as asking
from coopevents.registration import (
    event_forms,
    guests,
    indexing,
    option_seats,
    plans,
    queries,
    quotas,
    reviewing,
    rules,
    seats,
    snapshots,
    tokens,
    waiting,
)
from coopevents.registration.agendas import pick_activity, rotate_agenda, unpick_activity
from coopevents.registration.decisions import (
    BulkResult,
    approve_many,
    approve_registration,
    cancel_registration,
    check_in_guest,
    decline_many,
    decline_registration,
    undo_check_in,
    write_note,
)
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.facts import (
    GuestRegistered,
    LinkRequested,
    RegistrationChanged,
    RegistrationOpened,
    RegistrationWithdrawn,
    TermsChanged,
)
from coopevents.registration.models import EventForm, Registration, RegistrationTerms
from coopevents.registration.quota_rules import belonging
from coopevents.registration.states import IS_LIVE, RegistrationState
from coopevents.text import cleaned

TERMS = ("is_offered", "opens_at", "closes_at", "capacity", "needs_approval", "has_waiting_list", "privacy_text")

__all__ = [
    "BulkResult",
    "approve_many",
    "approve_registration",
    "cancel_registration",
    "change_registration",
    "change_terms",
    "check_in_guest",
    "decline_many",
    "decline_registration",
    "open_registration",
    "pick_activity",
    "register_guest",
    "rotate_agenda",
    "send_link_again",
    "undo_check_in",
    "unpick_activity",
    "withdraw_registration",
    "write_note",
]


def open_registration(event: Event, details: TermsDetails, *, now: datetime, actor: Actor) -> RegistrationTerms:
    """Set up how an event registers people, with the questions every event begins with.

    Raises ClosesBeforeItOpens.
    """
    rules.ensure_terms(details, details.capacity, taken=0)
    terms = RegistrationTerms(event_id=event.id, **_terms_as_mapping(details))
    db.session.add(terms)
    event_forms.add_first_form(event, now=now)
    about = Subject("event", event.id)
    ledger.record(RegistrationOpened(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id))
    return terms


def change_terms(event: Event, details: TermsDetails, *, now: datetime, actor: Actor) -> RegistrationTerms:
    """Let these terms hold from now on; new seats go to who waits, a new privacy text counts its version up.

    Raises ClosesBeforeItOpens, or MoreSeatsAreTaken when the capacity would be below what is given away.
    """
    terms = queries.lock_terms(event.id)
    rules.ensure_terms(details, details.capacity, seats.seats_taken(event.id))
    changes = changed_fields(_terms_as_mapping(terms), _terms_as_mapping(details))
    if not changes:
        return terms
    for name, (_old, new) in changes.items():
        setattr(terms, name, new)
    terms.privacy_version += "privacy_text" in changes
    about = Subject("event", event.id)
    fact = TermsChanged(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes)
    ledger.record(fact)
    db.session.flush()
    waiting.pass_on(event, terms, now=now)
    return terms


def _terms_as_mapping(terms: TermsDetails | RegistrationTerms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in TERMS}


def register_guest(
    event: Event,
    details: GuestDetails,
    *,
    now: datetime,
    actor: Actor,
    by_office: bool = False,
    has_held_seat: bool = False,
    is_walk_in: bool = False,
    found: guests.Found | None = None,
    is_invited: bool = False,
    skips_approval: bool = False,
) -> Registration:
    """Register somebody: with a seat, pending, or on the waiting list; the same intention twice is one registration.

    A form sent again for another address or event is another intention. The office (a walk-in at the desk) is not bound
    by the window and needs no approval; nor bound is who has a held seat, let go under the same lock, or is invited;
    where four eyes are needed, nobody ``skips_approval``. Of whoever ``is_walk_in`` nothing more is asked, and a seat
    was found. ``found`` is what was looked up before. Raises a refusal of the window, NameIsMissing, EmailIsNotValid,
    ConsentIsMissing, AnswersAreIncomplete, EmailIsRegistered, QuotaIsUsedUp or EventIsFull.
    """
    details = _tidied(details, is_for_one=has_held_seat or is_walk_in)
    guests.ensure_complete(details, needs_consent=not by_office)
    found = found or guests.look_up(event, details.institution_name)
    terms = queries.lock_terms(event.id)
    rivals = queries.find_rivals(event.id, details.email, details.intention)
    if earlier := _made_of_the_form(details, rivals):
        if (earlier.event_id, earlier.email) == (event.id, details.email):
            return earlier
        details = replace(details, intention=None)
    _ensure_admissible(event, terms, details, rivals, now=None if by_office or has_held_seat or is_invited else now)
    form = event_forms.get_form(event.id, details.form_slug)
    option_seats.ensure_left(event, form, details)
    has_seat = has_held_seat or is_walk_in or _finds_a_seat(event, terms, form, details, found)
    state = _first_state(terms, form, has_seat=has_seat, by_office=by_office or skips_approval)
    registration = _written_down(event, form, terms, details, found, state, now=now, actor=actor)
    if not is_walk_in:
        _answer(registration, details.answers, now=now, is_new=True)
    _begin(registration, event, now=now, actor=actor)
    return registration


def _tidied(details: GuestDetails, *, is_for_one: bool) -> GuestDetails:
    """Nobody comes along with whom one place was held, or found, for."""
    tidy = guests.cleaned_details(details)
    return replace(tidy, companion_count=0) if is_for_one else tidy


def _begin(registration: Registration, event: Event, *, now: datetime, actor: Actor) -> None:
    state = registration.state
    if state is RegistrationState.PENDING:
        plans.open_case(registration, now=now, actor=actor)
    seats.record(GuestRegistered, registration, event, now=now, actor=actor, changes={"state": (None, state.value)})


def _made_of_the_form(details: GuestDetails, rivals: Iterable[Registration]) -> Registration | None:
    return next((each for each in rivals if details.intention and each.intention == details.intention), None)


def _ensure_admissible(
    event: Event,
    terms: RegistrationTerms,
    details: GuestDetails,
    rivals: Iterable[Registration],
    *,
    now: datetime | None,
) -> None:
    """Within the window, unless ``now`` is left out, and nobody who is registered already."""
    if now is not None:
        rules.ensure_window(terms, now=now, zone=ZoneInfo(event.time_zone))
    for each in rivals:
        if (each.event_id, each.email) == (event.id, details.email):
            raise rules.EmailIsRegistered(each.id)


def _finds_a_seat(
    event: Event, terms: RegistrationTerms, form: EventForm, details: GuestDetails, found: guests.Found
) -> bool:
    whose = belonging(found.institution_id, details.institution_name, details.country)
    wanted = 1 + details.companion_count
    is_within = quotas.has_place_for(event, whose, wanted, may_wait=terms.has_waiting_list)
    return is_within and waiting.is_seated_at_once(terms, form, wanted)


def _first_state(terms: RegistrationTerms, form: EventForm, *, has_seat: bool, by_office: bool) -> RegistrationState:
    return rules.first_state(
        has_seat=has_seat,
        needs_approval=plans.needs_approval(terms, form.id, by_office=by_office),
        has_waiting_list=terms.has_waiting_list,
    )


def _written_down(
    event: Event,
    form: EventForm,
    terms: RegistrationTerms,
    details: GuestDetails,
    found: guests.Found,
    state: RegistrationState,
    *,
    now: datetime,
    actor: Actor,
) -> Registration:
    person = guests.person_of(event, details, found, now=now, actor=actor)
    registration = Registration(
        event_id=event.id,
        event=event,
        form_id=form.id,
        form=form,
        number=queries.take_number(event.id),
        reference=tokens.new_reference(),
        intention=details.intention or None,
        person_id=person.id,
        email=details.email,
        state=state,
        privacy_version=min(max(details.privacy_version, 1), terms.privacy_version),
        consented_at=now,
        submitted_at=now,
        companion_count=details.companion_count,
        changed_at=now,
    )
    guests.write_details(registration, details, found.institution_id)
    db.session.add(registration)
    db.session.flush()
    queries.add_words(registration, guests.words_for(registration))
    return registration


def _answer(registration: Registration, answers: Mapping[str, Any], *, now: datetime, is_new: bool = False) -> None:
    version = event_forms.find_version(registration.form_id)
    if version is not None:
        known = event_forms.known_of(registration)
        subject = seats.subject_of(registration)
        kept = asking.answer_form(version, subject, answers, now=now, known=known, is_new=is_new)
        keep = indexing.add_answers if is_new else indexing.keep_answers
        definition = forms.definition_of(version)
        keep(registration, definition.questions, kept.values)
        option_seats.take_options(registration, definition, kept.values, is_new=is_new)


def change_registration(registration: Registration, details: GuestDetails, *, now: datetime, actor: Actor) -> None:
    """Let the registration say this; the address stays, since the personal link was sent to it.

    What was sent back for changes is sent again by it, and an answer that needs it is approved again.

    Raises StateForbids, ChangesAreClosed, NameIsMissing, AnswersAreIncomplete, or QuotaIsUsedUp for who would come from
    where no place is left.
    """
    seats.lock(registration)
    if registration.state not in IS_LIVE:
        raise rules.StateForbids(registration.state)
    zone = ZoneInfo(registration.event.time_zone)
    rules.ensure_changes_are_open(registration.form.changes_until, registration.state, now=now, zone=zone)
    details = guests.cleaned_details(details)
    guests.ensure_named(details)
    before, picture = (guests.as_mapping(registration), _answers_of(registration)), snapshots.picture_of(registration)
    found = guests.look_up(registration.event, details.institution_name)
    origin = quotas.origin_of(registration)
    guests.write_details(registration, details, found.institution_id)
    quotas.ensure_may_move(registration, origin)
    _answer(registration, details.answers, now=now)
    after = guests.as_mapping(registration), _answers_of(registration)
    names = [*rules.changed_names(before[0], after[0]), *rules.changed_names(before[1], after[1])]
    if names:
        registration.changed_at = now
        db.session.flush()
        queries.replace_words(registration, guests.words_for(registration))
        changes = {"fields": (None, names)}
        seats.record(RegistrationChanged, registration, registration.event, now=now, actor=actor, changes=changes)
    reviewing.follow_change(registration, picture, names, now=now, actor=actor)


def _answers_of(registration: Registration) -> dict[str, Any]:
    asked = {question.key: None for question in event_forms.definition_of(registration.form_id).questions}
    return {**asked, **event_forms.answers_of(registration)}


def withdraw_registration(registration: Registration, reason: str = "", *, now: datetime, actor: Actor) -> None:
    """The guest no longer comes; the seat goes to who waits.

    Raises StateForbids.
    """
    terms = seats.lock(registration)
    event, old = registration.event, registration.state
    rules.ensure_may_become(old, RegistrationState.WITHDRAWN)
    approvals.close_case(seats.subject_of(registration), now=now)
    snapshots.forget(registration)
    seats.move(registration, RegistrationState.WITHDRAWN, now=now, reason=cleaned(reason))
    changes = {"state": (old.value, RegistrationState.WITHDRAWN.value)}
    seats.record(RegistrationWithdrawn, registration, event, now=now, actor=actor, changes=changes)
    waiting.pass_on(event, terms, now=now)


def send_link_again(registration: Registration, *, now: datetime, actor: Actor) -> None:
    """Let the owner of the address have the personal link once more."""
    seats.record(LinkRequested, registration, registration.event, now=now, actor=actor)
