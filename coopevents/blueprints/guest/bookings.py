"""A guest books places in activities, and gives them back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.door import acting_guest, place, registration_of
from coopevents.i18n import _, current_language
from coopevents.refusals import Refusal
from coopevents.registration import bookings
from coopevents.registration.models import Registration
from coopevents.schedule.states import SignUpState


@place.post("/r/<token>/bookings/<uid>")
@by_token
def book(token: str, uid: str) -> ResponseReturnValue:
    """Book a place or give it back: what the button said, so that pressing twice is pressing once."""
    registration = registration_of(token)
    try:
        words, tone = _gave_back(registration, uid) if request.form.get("wanted") == "0" else _booked(registration, uid)
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        words, tone = str(refusal), "warning"
    flash(words, tone)
    return redirect(url_for("guest_place.agenda", token=token, _anchor=f"a-{uid}"))


def _booked(registration: Registration, uid: str) -> tuple[str, str]:
    actor = acting_guest(registration)
    entry = bookings.book_place(registration, uid, language=current_language(), now=clock.now(), actor=actor)
    if entry.state is SignUpState.BOOKED:
        return _("Your place is booked. The activity is on your agenda."), "success"
    return _("All places are taken. You are on the waiting list; we write to you as soon as one is yours."), "attention"


def _gave_back(registration: Registration, uid: str) -> tuple[str, str]:
    bookings.give_place_back(registration, uid, now=clock.now(), actor=acting_guest(registration))
    return _("Your place is free for somebody else."), "success"
