"""A traveller's own page: the trip, who comes along, and the report when they are back. The link is the key."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import DataRequired, Length

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.blueprints.access import by_token
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.facts import Actor
from coopevents.i18n import _, _l, localized
from coopevents.mobility import queries, reporting, words
from coopevents.mobility.models import Traveller
from coopevents.mobility.recording import day_of
from coopevents.mobility.rules import ReportIsEmpty
from coopevents.mobility.states import TripState
from coopevents.mobility.tokens import opens, uid_in
from coopevents.refusals import Refusal
from coopevents.text import full_name

trips = Blueprint("guest_trip", __name__)


class ReportForm(Form):
    """What they did there."""

    report = LongTextField(
        _l("Your report"),
        [DataRequired(ReportIsEmpty.sentence), Length(max=20_000)],
        description=_l("Whom you met, what was agreed, what should follow. Only our office and your unit read it."),
        render_kw={"rows": 12},
    )


@trips.get("/o/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """The trip, and how the report stands."""
    traveller = _of(token)
    return _page(traveller, token, ReportForm(data={"report": traveller.report}))


@trips.post("/o/<token>/report")
@by_token
def report(token: str) -> ResponseReturnValue:
    """Hand in the report, or write it anew."""
    traveller, form = _of(token), ReportForm()
    if form.validate():
        who = Actor("guest", None, _name(traveller))
        try:
            reporting.hand_in_report(traveller, form.report.data or "", now=clock.now(), actor=who)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            traveller = _of(token)
        else:
            flash(_("Thank you. Your report is in."), "success")
            return redirect(url_for(".show", token=token))
    return _page(traveller, token, form), form.status


def _page(traveller: Traveller, token: str, form: ReportForm) -> str:
    trip = traveller.trip
    officer = accounts.find_user(trip.officer_id) if trip.officer_id else None
    today = day_of(clock.now())
    said: dict[str, Any] = {
        "traveller": traveller,
        "trip": trip,
        "name": _name(traveller),
        "host": localized(trip.institution.name) if trip.institution else trip.host,
        "officer": officer,
        "may_report": _may_report(traveller) and today >= trip.ends_on,
        "is_late": traveller.report_due_on is not None and traveller.report_due_on < today,
        "words": words,
    }
    return render_template("guest/trips/show.html", form=form, token=token, **said)


def _may_report(traveller: Traveller) -> bool:
    is_made = traveller.trip.state in {TripState.TRAVELLING, TripState.RETURNED, TripState.REPORTED}
    return is_made and not traveller.is_withdrawn


def _name(traveller: Traveller) -> str:
    return full_name(traveller.given_name, traveller.family_name) or traveller.original_name


def _of(token: str) -> Traveller:
    """The traveller a link speaks of. Answers 404 for any other."""
    uid = uid_in(token)
    traveller = queries.find_by_uid(uid) if uid is not None else None
    if traveller is None or not opens(traveller, token):
        abort(404)
    return traveller
