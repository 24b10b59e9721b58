"""Doors to the places of the office, and the minutes on foot between them."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.forms import choices_of
from coopevents.blueprints.organiser.minutes_table import MinutesTable
from coopevents.blueprints.organiser.place_forms import PlaceForm
from coopevents.i18n import _, localized
from coopevents.places import queries, rules, service
from coopevents.places.models import Campus, Place
from coopevents.places.words import KINDS
from coopevents.refusals import Refusal

places = Blueprint("organiser_places", __name__)
MOST_IN_MATRIX = 40


@places.get("/desk/places")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """Every place one may plan at: of the units one may see, and of all above them."""
    seen = access().units(Permission.SEE_UNIT)
    above = {each for unit_id in seen for each in lineage(unit_id, access().parents)}
    found = queries.list_places(above, with_retired=True)
    campuses = {each.id: each for each in queries.list_campuses(above)}
    return render_template(
        "organiser/places/index.html",
        places=[each for each in found if not each.is_retired],
        retired=[each for each in found if each.is_retired],
        kinds=KINDS,
        campuses=campuses,
        may_edit=may(Permission.EDIT_PLACES),
        editable=access().units(Permission.EDIT_PLACES),
    )


@places.route("/desk/places/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLACES)
def create() -> ResponseReturnValue:
    """A new place."""
    form = PlaceForm()
    units = _unit_choices()
    form.unit.choices = choices_of(units)
    form.offer_campuses(_campuses())
    if form.validate_on_submit():
        unit_id = form.unit.data or int(units[0][0])
        ensure_unit(unit_id, Permission.EDIT_PLACES)
        try:
            place = service.add_place(unit_id, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(name)s is added.", name=localized(place.name)), "success")
            return redirect(url_for(".index"))
    return _form_page(form, None), 422 if form.is_sent else 200


@places.route("/desk/places/<int:place_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLACES)
def edit(place_id: int) -> ResponseReturnValue:
    """Change what is said about a place."""
    place = _own(place_id)
    opening = queries.list_opening_hours(place_id)
    form = PlaceForm() if request.method == "POST" else PlaceForm.showing(place, opening)
    form.unit.choices = choices_of(_unit_choices())
    form.offer_campuses(_campuses())
    if form.validate_on_submit():
        try:
            service.change_place(place, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            place = _own(place_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".index"))
    return _form_page(form, place), 422 if form.is_sent else 200


@places.post("/desk/places/<int:place_id>/retire")
@requires(Permission.EDIT_PLACES)
def retire(place_id: int) -> ResponseReturnValue:
    """Nothing new is planned here; what stands on programmes stays."""
    place = _own(place_id)
    service.retire_place(place, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    words, way_back = _("%(name)s is retired.", name=localized(place.name)), url_for(".restore", place_id=place_id)
    flash({"text": words, "undo_url": way_back}, "success")  # type: ignore[arg-type]
    return redirect(url_for(".index"))


@places.post("/desk/places/<int:place_id>/restore")
@requires(Permission.EDIT_PLACES)
def restore(place_id: int) -> ResponseReturnValue:
    """A retired place is in use again."""
    place = _own(place_id)
    service.restore_place(place, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("%(name)s is in use again.", name=localized(place.name)), "success")
    return redirect(url_for(".index"))


@places.route("/desk/places/walking", methods=["GET", "POST"])
@requires(Permission.EDIT_PLACES)
def walking() -> ResponseReturnValue:
    """The minutes on foot between every two places, the same both ways."""
    known = queries.list_places(access().units(Permission.EDIT_PLACES))[:MOST_IN_MATRIX]
    ids = [each.id for each in known]
    table = MinutesTable.showing(queries.walking_minutes(ids))
    if request.method == "POST":
        table = MinutesTable.sent(ids, most=rules.LONGEST_WALK)
        if not table.wrong:
            unit_id = known[0].unit_id if known else min(access().units(Permission.EDIT_PLACES))
            service.set_walking_times(unit_id, table.minutes, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The walking times are saved."), "success")
            return redirect(url_for(".walking"))
    sentence = str(rules.WalkIsImpossible.sentence)
    page = render_template("organiser/places/walking.html", places=known, table=table, sentence=sentence)
    return page, 422 if table.wrong else 200


def _own(place_id: int) -> Place:
    """The place, for who may edit it. Answers 404 for a place of another unit."""
    place = queries.get_place(place_id)
    ensure_unit(place.unit_id, Permission.EDIT_PLACES)
    return place


def _campuses() -> list[Campus]:
    """The campuses of the units whose places one may edit, and of all above them."""
    mine = access().units(Permission.EDIT_PLACES)
    return queries.list_campuses({each for unit_id in mine for each in lineage(unit_id, access().parents)})


def _unit_choices() -> list[tuple[str, str]]:
    mine = access().units(Permission.EDIT_PLACES)
    choices = [(str(unit.id), localized(unit.name)) for unit in accounts.list_units() if unit.id in mine]
    return choices or abort(403)


def _form_page(form: PlaceForm, place: Place | None) -> str:
    zone = ZoneInfo(current_app.config["SETTINGS"].default_time_zone)
    return render_template(
        "organiser/places/form.html",
        form=form,
        place=place,
        entries=tell(audit.list_about("place", place.id), zone) if place else [],
    )
