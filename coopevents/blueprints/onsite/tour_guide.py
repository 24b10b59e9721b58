"""The pages of a guide's phone: today's tours, and one of them with its roster, its stops and its call list."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, links, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, open_to_all, present_actor, requires
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.layout import BUILD, built_name
from coopevents.blueprints.onsite.door import IS_KEY
from coopevents.blueprints.onsite.tour_roster import language_words, roster_of
from coopevents.blueprints.tour_words import tour_view, tour_views
from coopevents.people import queries as people
from coopevents.refusals import Refusal
from coopevents.registration.merging import moment_of
from coopevents.registration.tokens import new_reference
from coopevents.schedule.states import ParticipantRole
from coopevents.tours import departure_queries, guiding, guiding_rules
from coopevents.tours.guiding_rules import TapDetails
from coopevents.tours.models import TourDeparture
from coopevents.tours.states import TapKind

guide = Blueprint("onsite_guide", __name__)
MOST_AT_ONCE, MOST_NUMBER = 40, 1000
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
AROUND = timedelta(hours=36)


@guide.get("/guide/")
@requires(Permission.GUIDE_TOURS)
def index() -> ResponseReturnValue:
    """Today's tours of the guide who signed in; who plans tours sees everybody's."""
    now, units = clock.now(), access().units(Permission.GUIDE_TOURS)
    around = departure_queries.list_between(units, now - AROUND, now + AROUND)
    own = _own_ids()
    views = tour_views([each for each in around if _leads(each, own)], now)
    today = [each for each in views if each.starts_at.astimezone(each.zone).date() == now.astimezone(each.zone).date()]
    return render_template("onsite/guide/index.html", tours=today)


@guide.get("/guide/worker.js")
@open_to_all
def worker() -> Response:
    """The script that keeps a guide's page within reach while there is no network; it has a say below /guide/ only."""
    return Response((BUILD / built_name("page_worker.js")).read_bytes(), mimetype="text/javascript")


@guide.get("/guide/<int:departure_id>/")
@requires(Permission.GUIDE_TOURS)
def show(departure_id: int) -> ResponseReturnValue:
    """One tour on the way."""
    found, now = led_departure(departure_id), clock.now()
    roster = roster_of(tour_view(found, now), now)
    until = found.activity.ends_at + guiding_rules.NUMBERS_AFTER
    return render_template(
        "onsite/guide/show.html",
        roster=roster,
        tour=roster.view,
        forget_at=int(until.timestamp() * 1000),
        key=new_reference(),
        heads_here=guiding_rules.heads_here,
        language_words=language_words,
        feedback_code=qr_svg(links.address_of("public_tour_feedback.give", token=found.feedback_code)),
    )


@guide.post("/guide/<int:departure_id>/")
@requires(Permission.GUIDE_TOURS)
def tap(departure_id: int) -> ResponseReturnValue:
    """Say something of the tour, without a script."""
    found, now = led_departure(departure_id), clock.now()
    details = _tap_in({**request.form.to_dict(), "at": now.timestamp() * 1000}, now, now)
    try:
        guiding.take_tap(found, details, now=now, actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for(".show", departure_id=departure_id))


@guide.post("/guide/<int:departure_id>/sync")
@sent_from_kept_pages
@requires(Permission.GUIDE_TOURS)
def sync(departure_id: int) -> ResponseReturnValue:
    """Take what was tapped, in order; the same once more changes nothing. None is a question for news."""
    found, now = led_departure(departure_id), clock.now()
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(400)
    sent_at, taps = _moment(body.get("sent_at")), body.get("taps")
    if sent_at is None or not isinstance(taps, list) or len(taps) > MOST_AT_ONCE:
        abort(400)
    refused = []
    for details in [_tap_in(each, sent_at, now) for each in taps]:
        try:
            guiding.take_tap(found, details, now=now, actor=present_actor())
        except Refusal as refusal:  # nothing was written by this tap; the others stand
            refused.append(str(refusal))
    unit_of_work.commit()
    roster = roster_of(tour_view(led_departure(departure_id), now), now)
    return jsonify({**roster.as_mapping(), "refused": refused})


def led_departure(departure_id: int) -> TourDeparture:
    """The departure, for a guide of it and for who plans tours. Answers 404 to everybody else."""
    found = departure_queries.get_departure(departure_id)
    if Permission.GUIDE_TOURS not in access().for_unit(found.route.unit_id) or not _leads(found, _own_ids()):
        abort(404)
    return found


def _own_ids() -> frozenset[int]:
    """The people of the register who have the address the present user signs in with."""
    return people.ids_with_email(access().units(Permission.GUIDE_TOURS), current_user.email)


def _leads(found: TourDeparture, own: frozenset[int]) -> bool:
    """Whether one of these people leads it or stands by for it, or the present user plans tours."""
    if Permission.EDIT_TOURS in access().for_unit(found.route.unit_id):
        return True
    guides = {each.person_id for each in found.activity.participants if each.role is ParticipantRole.GUIDE}
    return bool(own & guides) or found.backup_id in own


def _tap_in(given: Any, sent_at: datetime, now: datetime) -> TapDetails:
    if not isinstance(given, Mapping):
        abort(400)
    key, kind, party, at = given.get("key"), given.get("kind"), given.get("party", ""), _moment(given.get("at"))
    number = _number(given.get("number", 0))
    is_said = isinstance(key, str) and IS_KEY.fullmatch(key) and isinstance(party, str) and isinstance(kind, str)
    if not is_said or kind not in set(TapKind) or at is None or number is None:
        abort(400)
    moment = moment_of(at, sent_at=sent_at, received_at=now)
    return TapDetails(str(key), TapKind(str(kind)), moment, party=party[:64], number=number)


def _number(given: Any) -> int | None:
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 5:
        given = int(given)
    is_number = isinstance(given, int) and not isinstance(given, bool)
    return given if is_number and 0 <= given <= MOST_NUMBER else None


def _moment(given: Any) -> datetime | None:
    """Milliseconds since 1970 as a moment."""
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not 0 <= given < LATEST.timestamp() * 1000:
        return None
    return datetime.fromtimestamp(given / 1000, UTC)
