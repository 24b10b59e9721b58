"""Doors to the campuses of the office, and the minutes by car between them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, present_actor, requires
from coopevents.blueprints.forms import choices_of
from coopevents.blueprints.organiser.minutes_table import MinutesTable
from coopevents.blueprints.organiser.place_forms import CampusForm
from coopevents.i18n import _, localized
from coopevents.places import campuses as service
from coopevents.places import queries, rules
from coopevents.places.models import Campus
from coopevents.refusals import Refusal

campuses = Blueprint("organiser_campuses", __name__)
MOST_IN_MATRIX = 20


@campuses.route("/desk/places/campuses", methods=["GET", "POST"])
@requires(Permission.EDIT_PLACES)
def index() -> ResponseReturnValue:
    """The campuses one may edit, and the minutes by car between every two of them, the same both ways."""
    known = queries.list_campuses(access().units(Permission.EDIT_PLACES))
    ids = [each.id for each in known][:MOST_IN_MATRIX]
    table = MinutesTable.showing(queries.driving_minutes(ids))
    if request.method == "POST":
        table = MinutesTable.sent(ids, most=rules.LONGEST_DRIVE)
        if not table.wrong:
            unit_id = known[0].unit_id if known else min(access().units(Permission.EDIT_PLACES))
            service.set_driving_times(unit_id, table.minutes, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The driving times are saved."), "success")
            return redirect(url_for(".index"))
    page = render_template(
        "organiser/places/campuses.html",
        campuses=known,
        in_matrix=known[:MOST_IN_MATRIX],
        table=table,
        numbers=queries.count_places_by_campus(ids),
        sentence=str(rules.DriveIsImpossible.sentence),
    )
    return page, 422 if table.wrong else 200


@campuses.route("/desk/places/campuses/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLACES)
def create() -> ResponseReturnValue:
    """A new campus."""
    form, units = CampusForm(), _unit_choices()
    form.unit.choices = choices_of(units)
    if form.validate_on_submit():
        unit_id = form.unit.data or int(units[0][0])
        ensure_unit(unit_id, Permission.EDIT_PLACES)
        try:
            campus = service.add_campus(unit_id, form.name.data, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(name)s is added.", name=localized(campus.name)), "success")
            return redirect(url_for(".index"))
    return render_template("organiser/places/campus.html", form=form, campus=None), form.status


@campuses.route("/desk/places/campuses/<int:campus_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLACES)
def edit(campus_id: int) -> ResponseReturnValue:
    """Call a campus something else."""
    campus = _own(campus_id)
    form = CampusForm() if request.method == "POST" else CampusForm(data={"name": campus.name})
    if form.validate_on_submit():
        service.rename_campus(campus, form.name.data, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
        flash(_("Saved."), "success")
        return redirect(url_for(".index"))
    return render_template("organiser/places/campus.html", form=form, campus=campus), form.status


@campuses.post("/desk/places/campuses/<int:campus_id>/remove")
@requires(Permission.EDIT_PLACES)
def remove(campus_id: int) -> ResponseReturnValue:
    """The campus is gone; one with places on it stays."""
    campus = _own(campus_id)
    name = localized(campus.name)
    try:
        service.remove_campus(campus, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
    else:
        flash(_("%(name)s is removed.", name=name), "success")
    return redirect(url_for(".index"))


def _own(campus_id: int) -> Campus:
    """The campus, for who may edit it. Answers 404 for a campus of another unit."""
    campus = queries.get_campus(campus_id)
    ensure_unit(campus.unit_id, Permission.EDIT_PLACES)
    return campus


def _unit_choices() -> list[tuple[str, str]]:
    mine = access().units(Permission.EDIT_PLACES)
    choices = [(str(unit.id), localized(unit.name)) for unit in accounts.list_units() if unit.id in mine]
    return choices or abort(403)
