"""“A quarter of an hour late”, told at the desk: what would move is shown first, then one tap moves it."""

import secrets
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.fields import HiddenField
from wtforms.validators import InputRequired, NumberRange

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.forms import Form
from coopevents.blueprints.organiser.delegation_door import acting, own, page
from coopevents.blueprints.organiser.itinerary_desk import itineraries
from coopevents.blueprints.organiser.itinerary_view import clash_words_of
from coopevents.delegations import delay_undoing, itinerary_queries, running_late
from coopevents.delegations.delays import Move
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.i18n import _, _l, ngettext
from coopevents.refusals import Refusal

USUAL = 15


class LateForm(Form):
    """How many minutes; ``key`` makes one tap of several."""

    minutes = IntegerField(
        _l("How many minutes"),
        [
            InputRequired(running_late.DelayIsImpossible.sentence),
            NumberRange(1, running_late.LONGEST, running_late.DelayIsImpossible.sentence),
        ],
        default=USUAL,
        render_kw={"inputmode": "numeric", "min": 1, "max": running_late.LONGEST},
    )
    key = HiddenField()


@dataclass(frozen=True)
class Moved:
    """A line and where it would go."""

    item: ItineraryItem
    move: Move


@itineraries.route("/desk/delegations/<int:delegation_id>/itinerary/<int:line_id>/late", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def late(delegation_id: int, line_id: int) -> ResponseReturnValue:
    """Show what would move, then let it run late."""
    delegation, form = own(delegation_id), LateForm()
    item = itinerary_queries.get_item(delegation_id, line_id)
    form.key.data = (form.key.data or secrets.token_urlsafe(24))[:64]
    if "look" not in request.form and form.validate_on_submit():
        try:
            late_now = running_late.run_late(
                delegation, item.activity_id, form.minutes.data, key=form.key.data or "", **acting()
            )
            moved = late_now.moved
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
            item = itinerary_queries.get_item(delegation_id, line_id)
        else:
            words = ngettext(
                "%(num)s line moved. Whoever it concerns is told.",
                "%(num)s lines moved. Whoever it concerns is told.",
                moved,
            )
            flash(words, "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
    moves = _moves(delegation, item, form)
    clashes = clash_words_of(delegation, tuple(each.move for each in moves))
    html = page("organiser/delegations/late.html", delegation, form=form, item=item, moves=moves, clashes=clashes)
    return html, 200 if "look" in request.form else form.status


@itineraries.post("/desk/delegations/<int:delegation_id>/itinerary/delays/<int:delay_id>/take-back")
@requires(Permission.EDIT_DELEGATIONS)
def take_back(delegation_id: int, delay_id: int) -> ResponseReturnValue:
    """Let the lines a delay moved go back; on to the board of the day, or to the itinerary."""
    delegation = own(delegation_id)
    told(
        lambda: delay_undoing.take_delay_back(delegation, delay_id, **acting()),
        _("Taken back: every line is at its time again. Whoever it concerns is told."),
    )
    if request.form.get("from") == "board":
        return redirect(url_for("organiser_campus_board.show", _anchor=f"visit-{delegation_id}"))
    return redirect(url_for(".index", delegation_id=delegation_id))


def _moves(delegation: Delegation, item: ItineraryItem, form: LateForm) -> list[Moved]:
    minutes = form.minutes.data or 0
    if not 1 <= minutes <= running_late.LONGEST:
        return []
    items = {each.activity_id: each for each in itinerary_queries.list_items(delegation.id)}
    moves = running_late.preview_delay(delegation, item.activity_id, minutes, now=clock.now())
    return [Moved(items[each.id], each) for each in moves]
