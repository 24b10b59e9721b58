"""What one of ours is asked about visits that are still being planned: will they be there. The link is the key."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, config, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.itinerary_door import itineraries
from coopevents.blueprints.spoken import SPOKEN
from coopevents.delegations import confirming, offer_queries, offering_parts, part_queries, reading_links
from coopevents.delegations.itinerary_rules import may_be_planned
from coopevents.delegations.part_models import AskedPart
from coopevents.delegations.reading_words import ReaderKind
from coopevents.facts import Actor
from coopevents.i18n import _, zone_named
from coopevents.places import queries as places
from coopevents.refusals import NotFound, Refusal
from coopevents.schedule.states import ParticipantRole
from coopevents.schedule.words import KINDS, ROLES
from coopevents.text import full_name

__all__ = ["itineraries"]


@itineraries.get("/w/<token>/asked")
@by_token
def asked(token: str) -> ResponseReturnValue:
    """Each part in the order of time, and what was answered."""
    person_id = _person_id(token)
    parts = [each for each in part_queries.list_parts_of_person(person_id) if _is_open(each)]
    offers = offer_queries.list_open_offers(person_id, clock.now())
    lines = [each.item.activity for each in parts] + [each.item.activity for each in offers]
    return render_template(
        "guest/itinerary/asked.html",
        parts=parts,
        roles={each.id: [ROLES[role] for role in _roles(each)] for each in parts},
        offers=offers,
        role_words=ROLES,
        spoken=SPOKEN,
        places=places.map_places({each.place_id for each in lines}),
        kinds=KINDS,
        zone=zone_named(config.in_force().default_time_zone),
        token=token,
    )


@itineraries.post("/w/<token>/asked/<int:part_id>")
@by_token
def answer_asked(token: str, part_id: int) -> ResponseReturnValue:
    """Say yes or no to one of them."""
    try:
        part = part_queries.get_part(_person_id(token), part_id)
    except NotFound:
        abort(404)
    name = full_name(part.person.given_name, part.person.family_name) or part.person.original_name
    said, note = request.form.get("answer"), request.form.get("note", "")[:500]
    if said not in {"yes", "no"}:
        abort(400)
    try:
        actor = Actor("guest", None, name)
        confirming.answer_part(part, comes=said == "yes", note=note, now=clock.now(), actor=actor)
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    else:
        flash(_("Thank you. The office knows."), "success")
    return redirect(url_for(".asked", token=token))


@itineraries.post("/w/<token>/asked/offers/<int:offer_id>")
@by_token
def answer_offer(token: str, offer_id: int) -> ResponseReturnValue:
    """Take what is offered, or say no."""
    try:
        offer = offer_queries.get_offer(_person_id(token), offer_id)
    except NotFound:
        abort(404)
    answers = {"yes": offering_parts.accept_offer, "no": offering_parts.decline_offer}
    said = request.form.get("answer", "")
    if said not in answers:
        abort(400)
    name = full_name(offer.person.given_name, offer.person.family_name) or offer.person.original_name
    try:
        answers[said](offer, now=clock.now(), actor=Actor("guest", None, name))
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    else:
        flash(_("Thank you. The office knows."), "success")
    return redirect(url_for(".asked", token=token))


def _person_id(token: str) -> int:
    reader = reading_links.reader_of_page(token)
    if reader is None or reader.kind is not ReaderKind.WORKER:
        abort(404)
    return reader.id


def _is_open(part: AskedPart) -> bool:
    """Whether it still makes sense to answer."""
    is_ahead = part.item.activity.starts_at > clock.now()
    return is_ahead and may_be_planned(part.item.delegation.state) and confirming.is_current(part)


def _roles(part: AskedPart) -> list[ParticipantRole]:
    return [each.role for each in part.item.activity.participants if each.person_id == part.person_id]
