"""The door through which a group registers."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import open_to_all, present_actor
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.guest.group_forms import OpenGroupForm
from coopevents.blueprints.public.visible_events import public_event
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.refusals import Refusal
from coopevents.registration import group_queries, groups, offers, queries, tokens
from coopevents.registration.questions import PRIVACY

public_groups = Blueprint("public_groups", __name__)


@public_groups.get("/e/<event_slug>/group")
@open_to_all
def register(event_slug: str) -> ResponseReturnValue:
    """The form; a sentence when no group can register now."""
    event = _event_with_groups(event_slug)
    offer = offers.find_offer(event, now=clock.now())
    if not offer.is_open:
        return render_template("public/registration/closed.html", offer=offer, **event_frame(event))
    return _page(event, OpenGroupForm.showing(group_queries.group_terms(event.id)), offer)


@public_groups.post("/e/<event_slug>/group")
@open_to_all
def send(event_slug: str) -> ResponseReturnValue:
    """Register the group, and show its leader the page of the group."""
    event = _event_with_groups(event_slug)
    form = OpenGroupForm.showing(group_queries.group_terms(event.id))
    if form.validate():
        try:
            group = groups.open_group(event, form.to_group(), now=clock.now(), actor=present_actor())
            token = tokens.group_token(group)
            unit_of_work.commit()
            return redirect(url_for("guest_groups.show", token=token, welcome=1))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = _event_with_groups(event_slug)
    return _page(event, form, offers.find_offer(event, now=clock.now())), form.status


def _event_with_groups(event_slug: str) -> Event:
    event = public_event(event_slug)
    if event.state is not EventState.PUBLISHED or not group_queries.group_terms(event.id).is_offered:
        abort(404)
    return event


def _page(event: Event, form: OpenGroupForm, offer: offers.Offer) -> str:
    return render_template(
        "public/groups/register.html",
        form=form,
        offer=offer,
        terms=group_queries.group_terms(event.id),
        privacy=queries.get_terms(event.id).privacy_text or PRIVACY,
        **event_frame(event),
    )
