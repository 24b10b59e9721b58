"""The door through which guests register."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import open_to_all, present_actor
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.guest_forms import RegistrationForm
from coopevents.blueprints.public.visible_events import public_event
from coopevents.events.models import Event
from coopevents.forms.fields import valid_email
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.refusals import Refusal
from coopevents.registration import guests, offers, queries, service, tokens
from coopevents.registration.models import Registration, RegistrationTerms
from coopevents.registration.questions import PRIVACY
from coopevents.registration.rules import EmailIsRegistered

registration = Blueprint("public_registration", __name__)


@registration.get("/e/<event_slug>/register")
@open_to_all
def register(event_slug: str) -> ResponseReturnValue:
    """The form; a sentence when nobody can register now."""
    event = public_event(event_slug)
    offer = offers.find_offer(event, now=clock.now())
    if not offer.is_open:
        return _closed(event, offer)
    terms = queries.get_terms(event.id)
    return _page(event, terms, RegistrationForm.showing(terms), offer)


@registration.post("/e/<event_slug>/register")
@open_to_all
def send(event_slug: str) -> ResponseReturnValue:
    """Register whoever filled in the form, and show them their own page."""
    event = public_event(event_slug)
    offer = offers.find_offer(event, now=clock.now())
    if not offer.is_open:
        return _too_late(event, offer)
    terms = queries.get_terms(event.id)
    form = RegistrationForm.showing(terms)
    if form.validate():
        try:
            made = service.register_guest(event, form.to_details(), now=clock.now(), actor=present_actor())
            address = _page_of(made)
            unit_of_work.commit()
            return redirect(address)
        except EmailIsRegistered as refusal:
            return _sent_again(refusal.registration_id, form.email.data or "", event_slug)
        except Refusal as refusal:
            unit_of_work.discard()
            _show(form, refusal)
            event = public_event(event_slug)
            terms, offer = queries.get_terms(event.id), offers.find_offer(event, now=clock.now())
    if not offer.is_open:
        return _closed(event, offer), 409
    return _page(event, terms, form, offer), 422


def _too_late(event: Event, offer: offers.Offer) -> ResponseReturnValue:
    """Nobody can register any more: who has a registration is shown or sent it, everybody else is told."""
    made = queries.find_by_intention(event.id, request.form.get("intention", "")[:64])
    if made is not None:
        return redirect(_page_of(made))
    email = valid_email(request.form.get("email", ""))
    known = queries.find_live_by_email(event.id, email) if email else None
    if known is not None:
        return _sent_again(known.id, email or "", event.slug)
    return _closed(event, offer), 409


def _closed(event: Event, offer: offers.Offer) -> str:
    return render_template("public/registration/closed.html", offer=offer, **event_frame(event))


def _page_of(made: Registration) -> str:
    return url_for("guest_place.show", token=tokens.link_token(made), welcome=1)


def _page(event: Event, terms: RegistrationTerms, form: RegistrationForm, offer: offers.Offer) -> str:
    return render_template(
        "public/registration/register.html",
        form=form,
        offer=offer,
        privacy=terms.privacy_text or PRIVACY,
        institutions=guests.list_institution_names(event),
        **event_frame(event),
    )


def _sent_again(registration_id: int, email: str, event_slug: str) -> ResponseReturnValue:
    """The same answer for whoever knows the address: its owner gets the link, nobody sees anything."""
    service.send_link_again(queries.get_by_id(registration_id), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    event = public_event(event_slug)
    return render_template("public/registration/known.html", email=email, **event_frame(event))


def _show(form: RegistrationForm, refusal: Refusal) -> None:
    if isinstance(refusal, AnswersAreIncomplete):
        form.show_answer_errors(refusal.errors)
    else:
        form.show_refusal(refusal)
