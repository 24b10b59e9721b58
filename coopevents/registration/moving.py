"""Guests who come by another form than they registered by, and so in another role."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import rules, seats
from coopevents.registration.decisions import BulkResult
from coopevents.registration.facts import RegistrationChanged
from coopevents.registration.models import EventForm, Registration
from coopevents.registration.option_models import OptionSeat
from coopevents.registration.states import HOLDING_A_SEAT


class ComesByItAlready(Refusal):
    """There is nothing to move."""

    sentence = _l("Registered by this form already.")


def move_to_form(registration: Registration, form: EventForm, *, now: datetime, actor: Actor) -> None:
    """Let the guest come by this form; the answers stay those to the other one.

    Raises ComesByItAlready, or EventIsFull when the form has no seat left.
    """
    seats.lock(registration)
    if registration.form_id == form.id:
        raise ComesByItAlready
    wanted = seats.seats_of(registration)
    is_limited = form.capacity is not None and registration.state in HOLDING_A_SEAT
    if is_limited and not rules.has_room(form.capacity, seats.seats_taken_on(form.id), wanted):
        raise rules.EventIsFull
    db.session.execute(update(OptionSeat).where(OptionSeat.registration_id == registration.id).values(form_id=form.id))
    registration.form_id, registration.form, registration.changed_at = form.id, form, now
    changes = {"fields": (None, ["form"])}
    seats.record(RegistrationChanged, registration, registration.event, now=now, actor=actor, changes=changes)
    db.session.flush()


def move_many(registrations: Iterable[Registration], form: EventForm, *, now: datetime, actor: Actor) -> BulkResult:
    """Move each that can be moved; the others are skipped with the reason."""
    result = BulkResult()
    for registration in registrations:
        try:
            move_to_form(registration, form, now=now, actor=actor)
        except Refusal as refusal:
            result.skipped.append((registration, refusal.message))
        else:
            result.done.append(registration)
    return result
