"""Doors through which an event begins to live, ends, and begins again: publish, take back, cancel, copy."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import ensure_unit, event_of_route, present_actor, requires
from coopevents.blueprints.organiser.event_forms import CancelForm, CloneForm, terms_on_other_days
from coopevents.events import service
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, groups, invitations, waiting
from coopevents.registration import queries as registrations
from coopevents.registration import service as registration
from coopevents.registration.states import TRANSITIONS, RegistrationState
from coopevents.reports import events as report

life = Blueprint("organiser_event_life", __name__)


@life.route("/desk/events/<event_slug>/publish", methods=["GET", "POST"])
@requires(Permission.PUBLISH_EVENT)
def publish(event_slug: str) -> ResponseReturnValue:
    """Ask once, then let everybody see the event."""
    event = event_of_route()
    if request.method == "GET":
        return _confirm("organiser/events/publish.html")
    service.publish_event(event, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("%(title)s is published.", title=localized(event.title)), "success")
    return _overview()


@life.route("/desk/events/<event_slug>/unpublish", methods=["GET", "POST"])
@requires(Permission.PUBLISH_EVENT)
def unpublish(event_slug: str) -> ResponseReturnValue:
    """Ask once, then hide the event from everybody outside."""
    event = event_of_route()
    if request.method == "GET":
        return _confirm("organiser/events/unpublish.html")
    service.unpublish_event(event, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("%(title)s is a draft again. Only organisers see it.", title=localized(event.title)), "success")
    return _overview()


@life.route("/desk/events/<event_slug>/cancel", methods=["GET", "POST"])
@requires(Permission.PUBLISH_EVENT)
def cancel(event_slug: str) -> ResponseReturnValue:
    """Ask once, with the reason, then cancel the event."""
    event, form = event_of_route(), CancelForm()
    if form.validate_on_submit():
        try:
            now, actor = clock.now(), present_actor()
            service.cancel_event(event, form.reason.data or "", now=now, actor=actor)
            if form.tells_guests.data:
                _take_places_back(event, now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(title)s is cancelled.", title=localized(event.title)), "success")
            return _overview()
    return _confirm("organiser/events/cancel.html", form), form.status


@life.route("/desk/events/<event_slug>/clone", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENT)
def clone(event_slug: str) -> ResponseReturnValue:
    """Copy the event to other days: programme, pages and terms come along, guests do not."""
    event = event_of_route()
    ensure_unit(event.unit_id, Permission.CREATE_EVENT)
    form = CloneForm() if request.method == "POST" else CloneForm.showing(event)
    if form.validate_on_submit():
        now, actor = clock.now(), present_actor()
        try:
            copy = service.clone_event(event, form.to_details(), now=now, actor=actor)
            _copy_registration(event, copy, now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("The copy is a draft. Look through its programme, then publish it."), "success")
            return redirect(url_for("organiser_events.show", event_slug=copy.slug))
    return render_template("organiser/events/clone.html", event=event_of_route(), form=form), form.status


def _take_places_back(event: Event, *, now: datetime, actor: Actor) -> None:
    """Cancel every registration that can be; who waits goes first, so that nobody is promoted meanwhile."""
    groups.cancel_groups(event, now=now, actor=actor)
    invitations.cancel_invitations(event, now=now, actor=actor)
    for guest in (*registrations.list_waiting(event.id), *registrations.list_seated(event.id)):
        if RegistrationState.CANCELLED in TRANSITIONS[guest.state]:
            registration.cancel_registration(guest, event.cancellation_reason, now=now, actor=actor)


def _copy_registration(event: Event, copy: Event, *, now: datetime, actor: Actor) -> None:
    """The copy registers on the same terms, as many days later, and asks the same questions."""
    terms = registrations.find_terms(event.id)
    if terms is None:
        return
    shift = copy.starts_on - event.starts_on
    registration.open_registration(copy, terms_on_other_days(event, terms, shift), now=now, actor=actor)
    event_forms.copy_forms(event, copy, now=now)
    waiting.copy_rules(event, copy, now=now, actor=actor)
    groups.copy_group_terms(event, copy, shift, now=now, actor=actor)


def _confirm(template: str, form: CancelForm | None = None) -> str:
    event = event_of_route()
    return render_template(
        template,
        event=event,
        form=form,
        overview=report.overview_of(event, clock.now()),
        terms=registrations.find_terms(event.id),
    )


def _overview() -> ResponseReturnValue:
    return redirect(url_for("organiser_events.show", event_slug=event_of_route().slug))
