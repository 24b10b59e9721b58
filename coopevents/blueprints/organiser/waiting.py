"""The waiting list at the desk: its rule, its order, what is offered, and what is passed on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.waiting_forms import WaitingRulesForm
from coopevents.i18n import _, ngettext, zone_named
from coopevents.refusals import Refusal
from coopevents.registration import draws, group_queries, queries, seats, waiting, waiting_queries, waiting_service
from coopevents.registration.group_words import RULE_NAMES
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState

waiting_list = Blueprint("organiser_waiting", __name__)
MOST = 200
MORE_TIME = timedelta(hours=24)


@waiting_list.get("/desk/events/<event_slug>/waiting-list")
@requires(Permission.SEE_REGISTRATIONS)
def index(event_slug: str) -> ResponseReturnValue:
    """Who waits, in order, and what is offered to whom until when."""
    event = event_of_route()
    terms = queries.find_terms(event.id)
    parties = waiting_queries.list_parties(event.id)
    left = seats.Room(terms).left if terms is not None else None
    return render_template(
        "organiser/waiting/index.html",
        event=event,
        terms=terms,
        rule_name=RULE_NAMES[terms.waiting_rule] if terms is not None else "",
        fingerprint=draws.fingerprint(terms.draw_seed) if terms is not None and terms.draw_seed else "",
        entries=waiting_queries.described(parties[:MOST]),
        total=len(parties),
        offers=waiting_queries.list_open_offers(event.id),
        left=left,
        zone=zone_named(event.time_zone),
        may_decide=may(Permission.DECIDE_REGISTRATIONS, event),
    )


@waiting_list.route("/desk/events/<event_slug>/waiting-list/rules", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def rules(event_slug: str) -> ResponseReturnValue:
    """Choose who gets a place that becomes free, and how."""
    event = event_of_route()
    form = WaitingRulesForm.showing(event, queries.get_terms(event.id))
    if form.is_sent and form.validate():
        try:
            waiting.change_rules(event, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The rules of the waiting list are saved."), "success")
            return redirect(url_for(".index", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    return render_template("organiser/waiting/rules.html", event=event_of_route(), form=form), form.status


@waiting_list.post("/desk/events/<event_slug>/waiting-list/pass-on")
@requires(Permission.DECIDE_REGISTRATIONS)
def pass_on(event_slug: str) -> ResponseReturnValue:
    """Pass on what is free, in order."""
    served = waiting_service.pass_on(event_of_route(), now=clock.now(), by_office=True)
    unit_of_work.commit()
    if served:
        said = ngettext("%(num)s guest or group was served.", "%(num)s guests or groups were served.", served)
        flash(said, "success")
    else:
        flash(_("There is no free place that fits whoever waits."), "attention")
    return redirect(url_for(".index", event_slug=event_slug))


@waiting_list.post("/desk/events/<event_slug>/waiting-list/<int:number>/offer")
@requires(Permission.DECIDE_REGISTRATIONS)
def offer(event_slug: str, number: int) -> ResponseReturnValue:
    """Offer free places to one who waits, whatever the order."""
    event, now, actor = event_of_route(), clock.now(), present_actor()
    return _done(
        event_slug,
        lambda: waiting_service.offer_place_to(event, number, now=now, actor=actor),
        _("The place is offered; a message is on its way."),
    )


@waiting_list.post("/desk/events/<event_slug>/waiting-list/<int:number>/move")
@requires(Permission.DECIDE_REGISTRATIONS)
def move(event_slug: str, number: int) -> ResponseReturnValue:
    """Rank one who waits at another place of the order."""
    given = request.form.get("place", "")
    place = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1
    event, now, actor = event_of_route(), clock.now(), present_actor()
    return _done(
        event_slug,
        lambda: waiting.move_to(event, number, place, now=now, actor=actor),
        _("The order is changed."),
    )


@waiting_list.post("/desk/events/<event_slug>/waiting-list/offers/<int:offer_id>/take-back")
@requires(Permission.DECIDE_REGISTRATIONS)
def take_back(event_slug: str, offer_id: int) -> ResponseReturnValue:
    """Take an offer back; who had it waits again."""
    event, now, actor = event_of_route(), clock.now(), present_actor()
    found = waiting_queries.get_offer(offer_id, event.id)
    return _done(
        event_slug,
        lambda: waiting_service.take_offer_back(found, now=now, actor=actor),
        _("The offer is taken back."),
    )


@waiting_list.post("/desk/events/<event_slug>/waiting-list/offers/<int:offer_id>/extend")
@requires(Permission.DECIDE_REGISTRATIONS)
def extend(event_slug: str, offer_id: int) -> ResponseReturnValue:
    """Give a day more to answer."""
    event, now, actor = event_of_route(), clock.now(), present_actor()
    found = waiting_queries.get_offer(offer_id, event.id)
    until = max(found.expires_at, now) + MORE_TIME
    return _done(
        event_slug,
        lambda: waiting_service.extend_offer(found, until, now=now, actor=actor),
        _("There is a day more to answer."),
    )


def waits_of(registration: Registration) -> dict[str, Any]:
    """Of a guest's page at the desk: ``company`` is the group they came with, ``waits`` where they stand."""
    waits: dict[str, Any] | None = None
    if registration.state is RegistrationState.WAITLISTED:
        rank = waiting_queries.parties_before(registration.event_id, registration.number) + 1
        waits = {"rank": rank, "offer": None}
    elif registration.state is RegistrationState.OFFERED:
        waits = {"rank": 0, "offer": waiting_queries.find_open_offer(registration_id=registration.id)}
    return {"company": group_queries.group_of(registration), "waits": waits}


def _done(event_slug: str, deed: Callable[[], object], words: str) -> ResponseReturnValue:
    told(deed, words)
    return redirect(url_for(".index", event_slug=event_slug))
