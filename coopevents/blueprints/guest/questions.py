"""A guest with a place answers the later questions, and changes the answers until the last day."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.asking import AskingForm
from coopevents.blueprints.guest.door import acting_guest, place, registration_of
from coopevents.blueprints.guest.place import frame
from coopevents.blueprints.questions import offer_what_is_left, show_answers, with_questions
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.i18n import _, current_language
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, follow_ups, option_seats
from coopevents.registration.models import Registration


class LaterForm(AskingForm):
    """What is asked once the place is confirmed. ``facts`` is what is known of the guest and the event."""

    facts: Mapping[str, Any] = {}

    def known(self) -> dict[str, Any]:
        """What conditions may look at besides this page's answers."""
        return {**self.earlier, **self.facts}

    @classmethod
    def showing(cls, registration: Registration) -> "LaterForm":
        """The form as it was answered so far."""
        later = follow_ups.later_part(registration)
        form = with_questions(cls, later, current_language())()
        answered = event_forms.answers_of(registration)
        asked = {each.key for each in later.questions}
        form.earlier = {key: value for key, value in answered.items() if key not in asked}
        form.facts = event_forms.known_of(registration)
        if not form.is_sent:
            show_answers(form, answered)
        left = option_seats.options_left(registration.form, later, without=registration.id)
        offer_what_is_left(form, left, option_seats.chosen_by(registration) if left else ())
        return form


@place.route("/r/<token>/questions", methods=["GET", "POST"])
@by_token
def questions(token: str) -> ResponseReturnValue:
    """Answer what is asked of guests with a place; nothing is asked before, and nothing after the last day."""
    registration, now = registration_of(token), clock.now()
    if not (follow_ups.is_open(registration, now) and follow_ups.asks(registration)):
        return redirect(url_for("guest_place.show", token=token))
    form = LaterForm.showing(registration)
    if form.is_sent and form.hand_in(now=now):
        unit_of_work.commit()
    if form.is_sent and form.validate():
        try:
            follow_ups.answer(registration, form.answers, now=now, actor=acting_guest(registration))
            unit_of_work.commit()
            flash(_("Thank you. Your answers are saved."), "success")
            return redirect(url_for("guest_place.show", token=token))
        except AnswersAreIncomplete as refusal:
            unit_of_work.discard()
            form.show_answer_errors(refusal.errors)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        registration = registration_of(token)
    until = follow_ups.last_day(registration.form, registration)
    page = render_template("guest/place/questions.html", form=form, until=until, **frame(registration, token))
    return page, form.status
