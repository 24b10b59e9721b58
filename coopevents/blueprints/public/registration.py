"""The door through which guests register."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import open_to_all, present_actor
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.guest_forms import RegistrationForm
from coopevents.blueprints.public.blank_form import fields_of
from coopevents.blueprints.public.visible_events import public_event
from coopevents.events.models import Event
from coopevents.events.queries import get_event
from coopevents.events.states import EventState
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.forms.single import valid_email
from coopevents.refusals import Refusal
from coopevents.registration import drafts, guests, offers, queries, quotas, service, tokens
from coopevents.registration.form_queries import find_form, get_form, offered_forms
from coopevents.registration.models import EventForm, Registration, RegistrationTerms
from coopevents.registration.questions import PRIVACY
from coopevents.registration.rules import EmailIsRegistered, RegistrationIsNotOffered

registration = Blueprint("public_registration", __name__)


@registration.get("/e/<event_slug>/register")
@open_to_all
def register(event_slug: str) -> ResponseReturnValue:
    """The form; a choice when there are several, and a sentence when nobody can register now."""
    event = public_event(event_slug)
    offered = offered_forms(event.id)
    if len(offered) > 1:
        offer = offers.find_offer(event, now=clock.now())
        return _choice(event, offered) if offer.is_open else _closed(event, offer)
    return _open(event, offered[0] if offered else find_form(event.id))


@registration.get("/e/<event_slug>/register/<form_slug>")
@open_to_all
def form(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """One of the event's forms."""
    event = public_event(event_slug)
    return _open(event, find_form(event.id, form_slug) or abort(404))


def _open(event: Event, asked: EventForm | None) -> ResponseReturnValue:
    terms = queries.find_terms(event.id)
    offer = offers.find_offer(event, now=clock.now(), form=asked)
    if terms is None or not offer.is_open:
        return _closed(event, offer)
    return form_page(event, terms, RegistrationForm.showing(terms, asked), offer)


@registration.post("/e/<event_slug>/register")
@open_to_all
def send(event_slug: str) -> ResponseReturnValue:
    """Register whoever filled in the first form, and show them their own page."""
    return _send(event_slug, "")


@registration.post("/e/<event_slug>/register/<form_slug>")
@open_to_all
def send_form(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Register whoever filled in that form, and show them their own page."""
    return _send(event_slug, form_slug)


def _send(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """What can be looked up is looked up first, so that a crowd that finds no place does not hold up those who do."""
    with unit_of_work.looking():
        event = public_event(event_slug)
        asked = find_form(event.id, form_slug)
        if asked is None and form_slug:
            abort(404)
        terms = queries.find_terms(event.id)
        offer = offers.find_offer(event, now=clock.now(), form=asked)
        if terms is None or not offer.is_open:
            address, known_id = _known_already(event)
            if not known_id:
                return redirect(address) if address else (_closed(event, offer), 409)
        else:
            form = RegistrationForm.showing(terms, asked)
            is_whole = form.validate()
            found = guests.look_up(event, form.institution_name.data or "")
            if not is_whole and not form.has_uploads:
                return form_page(event, terms, form, offer), form.status
    if not offer.is_open:
        return _sent_again(known_id, request.form["email"], event_slug)
    if form.hand_in(now=clock.now()):
        unit_of_work.commit()
    return _register(event_slug, form, found) if is_whole else _shown_again(event_slug, form)


def _known_already(event: Event) -> tuple[str, int]:
    """Of somebody who comes too late: the address of the page this form led to, else who has the e-mail address."""
    email = valid_email(request.form.get("email", ""))
    made = queries.find_by_intention(request.form.get("intention", "")[:64])
    if made is not None and (made.event_id, made.email) == (event.id, email):
        return _page_of(made), 0
    known = queries.find_live_by_email(event.id, email) if email else None
    return "", known.id if known is not None else 0


def _register(event_slug: str, form: RegistrationForm, found: guests.Found) -> ResponseReturnValue:
    try:
        event, now = get_event(found.event_id), clock.now()
        if event.state is not EventState.PUBLISHED:
            raise RegistrationIsNotOffered
        made = service.register_guest(event, form.to_details(), now=now, actor=present_actor(), found=found)
        address = _page_of(made)
        if request.form.get("draft"):
            drafts.forget_drafts(event.id, made.email)
        unit_of_work.commit()
        return redirect(address)
    except EmailIsRegistered as refusal:
        return _sent_again(refusal.registration_id, form.email.data or "", event_slug)
    except Refusal as refusal:
        unit_of_work.discard()
        _show(form, refusal)
    return _shown_again(event_slug, form)


def _shown_again(event_slug: str, form: RegistrationForm) -> ResponseReturnValue:
    with unit_of_work.looking():
        event = public_event(event_slug)
        offer = offers.find_offer(event, now=clock.now(), form=get_form(event.id, form.form_slug))
        if not offer.is_open:
            return _closed(event, offer), 409
        return form_page(event, queries.get_terms(event.id), form, offer), form.status


def _choice(event: Event, offered: list[EventForm]) -> str:
    return render_template("public/registration/choice.html", forms=offered, **event_frame(event))


def _closed(event: Event, offer: offers.Offer) -> str:
    return render_template("public/registration/closed.html", offer=offer, **event_frame(event))


def _page_of(made: Registration) -> str:
    return url_for("guest_place.show", token=tokens.link_token(made), welcome=1)


def form_page(
    event: Event, terms: RegistrationTerms, form: RegistrationForm, offer: offers.Offer, *, draft: str = ""
) -> str:
    """The page with the form; ``draft`` is the secret of the draft it was filled from."""
    return render_template(
        "public/registration/register.html",
        form=form,
        offer=offer,
        draft=draft or request.form.get("draft", ""),
        privacy=terms.privacy_text or PRIVACY,
        fields=fields_of(form, guests.list_institution_names(event), is_touched=bool(draft)),
        quota_rules=quotas.rules_for_guests(event.id),
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
