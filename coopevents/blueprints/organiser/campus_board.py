"""The board of the day: who is on campus now, what comes next, whom to call; arrivals and delays by one tap."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.delegation_door import acting, done, own, visitor_of, zone_of_office
from coopevents.blueprints.organiser.itinerary_forms import name_of
from coopevents.blueprints.visit_words import known_as
from coopevents.delegations import arrivals, delegate_queries, words
from coopevents.i18n import _
from coopevents.reports.campus_today import campus_today
from coopevents.schedule.states import ParticipantRole

board = Blueprint("organiser_campus_board", __name__)


@board.get("/desk/on-campus")
@requires(Permission.SEE_UNIT)
def show() -> ResponseReturnValue:
    """Everybody who is to be here today."""
    now, zone = clock.now(), zone_of_office()
    today = campus_today(access().units(Permission.SEE_UNIT), now=now, zone=zone)
    mine = access().units(Permission.EDIT_DELEGATIONS)
    return render_template(
        "organiser/delegations/board.html",
        today=today,
        now=now,
        zone=zone,
        words=words,
        visitor_of=visitor_of,
        name_of=name_of,
        known_as=known_as,
        may_edit=lambda delegation: delegation.unit_id in mine,
        ours=ParticipantRole.GUEST,
    )


@board.post("/desk/on-campus/<int:delegation_id>/arrivals/<int:delegate_id>/<any('in', 'back', 'off'):arrival>")
@requires(Permission.EDIT_DELEGATIONS)
def arrive(delegation_id: int, delegate_id: int, arrival: str) -> ResponseReturnValue:
    """Somebody has arrived, has not after all, or has left."""
    own(delegation_id)
    delegate = delegate_queries.get_delegate(delegation_id, delegate_id)
    name = name_of(delegate)
    deed, said = {
        "in": (arrivals.check_in, _("%(name)s has arrived.", name=name)),
        "back": (arrivals.take_check_in_back, _("%(name)s has not arrived yet.", name=name)),
        "off": (arrivals.see_off, _("%(name)s has left.", name=name)),
    }[arrival]
    back = url_for(".arrive", delegation_id=delegation_id, delegate_id=delegate_id, arrival="back")
    told(lambda: deed(delegate, **acting()), said, undo_url=back if arrival == "in" else "")
    return redirect(url_for(".show", _anchor=f"visit-{delegation_id}"))


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
