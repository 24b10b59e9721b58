"""Programmes with partners at the desk: listed with their enrolment, looked at, added and changed."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, may, requires
from coopevents.blueprints.forms import choices_of
from coopevents.blueprints.organiser.trip_door import acting, host_of
from coopevents.blueprints.organiser.trip_programme_form import ProgrammeForm
from coopevents.i18n import _, localized
from coopevents.mobility import programmes, queries, words
from coopevents.mobility.models import Programme
from coopevents.mobility.queries import TripFilter
from coopevents.mobility.recording import day_of
from coopevents.refusals import Refusal

programme_desk = Blueprint("organiser_trip_programmes", __name__)
ENDS_SOON = timedelta(days=365)
"""A programme that has to be approved anew within a year stands out."""


@programme_desk.get("/desk/programmes")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The programmes of the units one may see."""
    today = day_of(clock.now())
    return render_template(
        "organiser/trip_programmes/index.html",
        programmes=programmes.list_programmes(access().units(Permission.SEE_UNIT)),
        words=words,
        today=today,
        soon=today + ENDS_SOON,
        may_edit=may(Permission.EDIT_TRIPS),
    )


@programme_desk.get("/desk/programmes/<int:programme_id>")
@requires(Permission.SEE_UNIT)
def show(programme_id: int) -> ResponseReturnValue:
    """One programme: with whom, who approved it, who is enrolled, who travels on it."""
    programme = _known(programme_id, Permission.SEE_UNIT)
    units = {unit.id: localized(unit.name) for unit in accounts.list_units()}
    wanted = TripFilter(programme_id=programme.id)
    return render_template(
        "organiser/trip_programmes/show.html",
        programme=programme,
        unit_name=units.get(programme.unit_id, ""),
        trips=queries.list_page(access().units(Permission.SEE_UNIT), wanted, per_page=20),
        words=words,
        host_of=host_of,
        today=day_of(clock.now()),
        may_edit=Permission.EDIT_TRIPS in access().for_unit(programme.unit_id),
    )


@programme_desk.route("/desk/programmes/new", methods=["GET", "POST"])
@requires(Permission.EDIT_TRIPS)
def create() -> ResponseReturnValue:
    """Add a programme."""
    mine, form = access().units(Permission.EDIT_TRIPS), ProgrammeForm()
    known = [(str(each.id), localized(each.name)) for each in accounts.list_units() if each.id in mine]
    form.unit.choices = choices_of(known)
    form.offer(mine, access().parents)
    if _is_final() and form.validate_on_submit():
        unit_id = form.unit.data or int(known[0][0])
        ensure_unit(unit_id, Permission.EDIT_TRIPS)
        try:
            programme = programmes.add_programme(form.to_details(), unit_id=unit_id, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", programme_id=programme.id))
    return _form_page(form, None)


@programme_desk.route("/desk/programmes/<int:programme_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_TRIPS)
def edit(programme_id: int) -> ResponseReturnValue:
    """Change a programme, or write down how many are enrolled this year."""
    programme = _known(programme_id, Permission.EDIT_TRIPS)
    form = ProgrammeForm() if request.method == "POST" else ProgrammeForm.showing(programme)
    form.offer([programme.unit_id], access().parents, programme)
    if _is_final() and form.validate_on_submit():
        try:
            programmes.change_programme(programme, form.to_details(), **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            programme = _known(programme_id, Permission.EDIT_TRIPS)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", programme_id=programme_id))
    return _form_page(form, programme)


def _form_page(form: ProgrammeForm, programme: Programme | None, **more: Any) -> ResponseReturnValue:
    html = render_template("organiser/trip_programmes/form.html", form=form, programme=programme, **more)
    return html, form.status if _is_final() else 200


def _is_final() -> bool:
    """Whether the form was not only sent for more rows; everything typed stays."""
    return "more" not in request.form


def _known(programme_id: int, permission: Permission) -> Programme:
    """The programme, for who holds the permission in its unit. Answers 404 to everybody else."""
    programme = programmes.get_programme(programme_id)
    ensure_unit(programme.unit_id, permission)
    return programme
