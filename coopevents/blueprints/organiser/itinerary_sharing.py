"""Doors that let a delegation take part in what other programmes plan, and send the programme."""

from datetime import datetime, time, timedelta
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import HiddenField

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.forms import Form
from coopevents.blueprints.organiser.delegation_door import acting, done, own, page, zone_of_office
from coopevents.blueprints.organiser.itinerary_desk import itineraries
from coopevents.blueprints.organiser.itinerary_view import present_survey
from coopevents.blueprints.programme_changes import views_of
from coopevents.delegations import itinerary_queries, sending, sharing
from coopevents.delegations.models import Delegation
from coopevents.i18n import _
from coopevents.places import queries as places
from coopevents.refusals import NotFound, Refusal
from coopevents.schedule import queries as schedules
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.models import Activity
from coopevents.schedule.releasing import preview
from coopevents.schedule.words import KINDS


class SendForm(Form):
    """What was looked at."""

    fingerprint = HiddenField()


@itineraries.get("/desk/delegations/<int:delegation_id>/itinerary/share")
@requires(Permission.EDIT_DELEGATIONS)
def choose(delegation_id: int) -> ResponseReturnValue:
    """Sessions, ceremonies and tours on the days of the visit."""
    delegation = own(delegation_id)
    found = _shareable(delegation)
    known = places.map_places({each.place_id for each in found} - {None})
    return page("organiser/delegations/share.html", delegation, found=found, places=known, kinds=KINDS)


@itineraries.post("/desk/delegations/<int:delegation_id>/itinerary/share/<int:activity_id>")
@requires(Permission.EDIT_DELEGATIONS)
def share(delegation_id: int, activity_id: int) -> ResponseReturnValue:
    """Let the whole delegation take part in one of them."""
    delegation = own(delegation_id)
    activity = next((each for each in _shareable(delegation) if each.id == activity_id), None)
    if activity is None:
        raise NotFound
    return done(
        delegation,
        lambda **who: sharing.share_activity(delegation, activity, **who),
        _("It is on the itinerary."),
        "organiser_itinerary.index",
    )


@itineraries.route("/desk/delegations/<int:delegation_id>/itinerary/send", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def send(delegation_id: int) -> ResponseReturnValue:
    """What readers would see change; then send it."""
    delegation, form = own(delegation_id), SendForm()
    if form.validate_on_submit():
        try:
            made = sending.send_programme(delegation, expected=form.fingerprint.data or "", **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
        else:
            flash(_("Version %(number)s is what readers see now.", number=made.number), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
    return page("organiser/delegations/send.html", delegation, form=form, **_waiting(delegation, form)), form.status


def _waiting(delegation: Delegation, form: SendForm) -> dict[str, Any]:
    if delegation.schedule_id is None:
        return {"changes": [], "clashes": [], "is_first": True}
    schedule = schedules.get_schedule(delegation.schedule_id)
    found, survey = preview(schedule, acting()["now"]), present_survey(delegation)
    form.fingerprint.data = found.fingerprint
    clashes = survey.open_clashes if survey else []
    return {
        "changes": views_of(found.changes, zone_of_office(), every_language=True),
        "clashes": [(each.severity.value, sentence_of(each, survey)) for each in clashes] if survey else [],
        "is_first": not schedule.release_number,
    }


def _shareable(delegation: Delegation) -> list[Activity]:
    zone = zone_of_office()
    first = datetime.combine(delegation.arrives_on, time(), zone)
    last = datetime.combine(delegation.leaves_on + timedelta(days=1), time(), zone)
    return itinerary_queries.list_shareable(access().units(Permission.SEE_UNIT), delegation, first, last)
