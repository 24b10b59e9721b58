"""The board of the day: who is on campus now, what comes next, whom to call; arrivals and delays by one tap."""

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, open_to_all, requires
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.layout import BUILD, built_name
from coopevents.blueprints.organiser.campus_taps import (
    MOST_AT_ONCE,
    as_mapping,
    board_today,
    count_tap,
    end_of_day,
    moment,
    tap_in,
)
from coopevents.blueprints.organiser.delegation_door import done, own, visitor_of, zone_of_office
from coopevents.blueprints.organiser.itinerary_delays import USUAL
from coopevents.blueprints.organiser.itinerary_forms import name_of
from coopevents.blueprints.visit_words import known_as
from coopevents.delegations import arrivals, words
from coopevents.i18n import _
from coopevents.registration.tokens import new_reference
from coopevents.schedule import words as activity_words
from coopevents.schedule.states import ParticipantRole

board = Blueprint("organiser_campus_board", __name__)


@board.get("/desk/on-campus/")
@requires(Permission.SEE_UNIT)
def show() -> ResponseReturnValue:
    """Everybody who is to be here today."""
    now, zone = clock.now(), zone_of_office()
    today = board_today(now, zone)
    mine = access().units(Permission.EDIT_DELEGATIONS)
    return render_template(
        "organiser/delegations/board.html",
        today=today,
        now=now,
        zone=zone,
        told=as_mapping(today),
        words=words,
        activity_words=activity_words,
        visitor_of=visitor_of,
        name_of=name_of,
        known_as=known_as,
        may_edit=lambda delegation: delegation.unit_id in mine,
        ours=ParticipantRole.GUEST,
        key=new_reference(),
        usual=USUAL,
        forget_at=int(end_of_day(now, zone).timestamp() * 1000),
    )


@board.get("/desk/on-campus/worker.js")
@open_to_all
def worker() -> Response:
    """The script that keeps the board within reach while there is no network; it has a say on that page only."""
    return Response((BUILD / built_name("page_worker.js")).read_bytes(), mimetype="text/javascript")


@board.post("/desk/on-campus/tap")
@requires(Permission.EDIT_DELEGATIONS)
def tap() -> ResponseReturnValue:
    """Say something of a guest or of a line, without a script."""
    now = clock.now()
    given = tap_in({**request.form.to_dict(), "at": now.timestamp() * 1000}, now, now)
    own(given.delegation_id)
    told = count_tap(given, now)
    flash(told.sentence, "warning" if told.is_refused else "success")
    return redirect(url_for(".show", _anchor=f"visit-{given.delegation_id}"))


@board.post("/desk/on-campus/sync")
@sent_from_kept_pages
@requires(Permission.EDIT_DELEGATIONS)
def sync() -> ResponseReturnValue:
    """Take what was tapped, in order; the same once more changes nothing. None is a question for news."""
    now, body = clock.now(), request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(400)
    sent_at, taps = moment(body.get("sent_at")), body.get("taps")
    if sent_at is None or not isinstance(taps, list) or len(taps) > MOST_AT_ONCE:
        abort(400)
    said = [count_tap(each, now) for each in [tap_in(each, sent_at, now) for each in taps]]
    return jsonify(
        {
            **as_mapping(board_today(now, zone_of_office())),
            "said": [each.sentence for each in said if each.is_news],
            "refused": [each.sentence for each in said if each.is_refused],
        }
    )


@board.post("/desk/delegations/<int:delegation_id>/complete")
@requires(Permission.EDIT_DELEGATIONS)
def complete(delegation_id: int) -> ResponseReturnValue:
    """The guests are gone."""
    delegation = own(delegation_id)
    return done(delegation, lambda **who: arrivals.complete_visit(delegation, **who), _("The report is due now."))


@board.post("/desk/delegations/<int:delegation_id>/close")
@requires(Permission.EDIT_DELEGATIONS)
def close(delegation_id: int) -> ResponseReturnValue:
    """Nothing is left to do."""
    delegation = own(delegation_id)
    return done(delegation, lambda **who: arrivals.close_visit(delegation, **who), _("The visit is closed."))
