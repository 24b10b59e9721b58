"""Doors to the places of the office, and the minutes on foot between them."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, FloatField, IntegerField, SelectField
from wtforms.validators import Optional

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.forms import Form, LocalizedField, choices_of
from coopevents.i18n import _, _l, localized
from coopevents.places import queries, rules, service
from coopevents.places.details import PlaceDetails
from coopevents.places.models import Place, PlaceKind
from coopevents.places.words import KINDS
from coopevents.refusals import Refusal

places = Blueprint("organiser_places", __name__)
MOST_IN_MATRIX = 40
_FIELDS = (
    "kind", "name", "building", "address", "capacity", "is_step_free", "allows_parallel", "latitude", "longitude",
    "position",
)  # fmt: skip


class PlaceForm(Form):
    """Everything about a place; a name is enough."""

    unit = SelectField(_l("Belongs to"), coerce=int, validate_choice=False)
    name = LocalizedField(_l("Name"), is_required=True, max_length=120)
    kind = SelectField(_l("Kind"), choices=choices_of(KINDS.items()), coerce=PlaceKind, default=PlaceKind.ROOM)
    building = LocalizedField(_l("Building"), max_length=120)
    address = LocalizedField(_l("Address"), max_length=300)
    capacity = IntegerField(_l("Seats"), [Optional()], description=_l("Empty when it does not matter."))
    turnover_minutes = IntegerField(
        _l("Minutes between two activities"),
        [Optional()],
        default=0,
        description=_l("To air, tidy and set up. Activities closer together are told as a clash."),
    )
    is_step_free = BooleanField(_l("Can be reached without steps"), default=True)
    allows_parallel = BooleanField(
        _l("Several activities may be here at once"), description=_l("Such as a campus or a large lawn.")
    )
    latitude = FloatField(_l("Latitude"), [Optional()], description=_l("Such as 31.2304"))
    longitude = FloatField(_l("Longitude"), [Optional()], description=_l("Such as 121.4737"))
    position = IntegerField(
        _l("Order"), [Optional()], description=_l("Smaller numbers stand further left in the grid.")
    )

    @classmethod
    def showing(cls, place: Place) -> "PlaceForm":
        """Filled from a place."""
        said: dict[str, Any] = {name: getattr(place, name) for name in _FIELDS}
        return cls(data={**said, "turnover_minutes": place.turnover_minutes, "unit": place.unit_id})

    def to_details(self) -> PlaceDetails:
        """What was typed, as the room takes it."""
        said = {name: getattr(self, name).data for name in _FIELDS}
        return PlaceDetails(**said, turnover_minutes=self.turnover_minutes.data or 0)


@places.get("/desk/places")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """Every place one may plan at: of the units one may see, and of all above them."""
    seen = access().units(Permission.SEE_UNIT)
    above = {each for unit_id in seen for each in lineage(unit_id, access().parents)}
    found = queries.list_places(above, with_retired=True)
    return render_template(
        "organiser/places/index.html",
        places=[each for each in found if not each.is_retired],
        retired=[each for each in found if each.is_retired],
        kinds=KINDS,
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
    form = PlaceForm() if request.method == "POST" else PlaceForm.showing(place)
    form.unit.choices = choices_of(_unit_choices())
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
    stored = queries.walking_minutes([each.id for each in known])
    typed = {pair: str(minutes) for pair, minutes in stored.items()}
    wrong: set[tuple[int, int]] = set()
    if request.method == "POST":
        typed = {pair: request.form.get(f"{pair[0]}-{pair[1]}", "").strip()[:6] for pair in _pairs(known)}
        wrong = {pair for pair, text in typed.items() if not _is_walk(text)}
        if not wrong:
            minutes = {pair: int(text) if text else None for pair, text in typed.items()}
            unit_id = known[0].unit_id if known else min(access().units(Permission.EDIT_PLACES))
            service.set_walking_times(unit_id, minutes, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The walking times are saved."), "success")
            return redirect(url_for(".walking"))
    page = render_template(
        "organiser/places/walking.html",
        places=known,
        typed=typed,
        wrong=wrong,
        sentence=str(rules.WalkIsImpossible.sentence),
    )
    return page, 422 if wrong else 200


def _pairs(known: list[Place]) -> list[tuple[int, int]]:
    ids = sorted(each.id for each in known)
    return [(first, second) for number, first in enumerate(ids) for second in ids[number + 1 :]]


def _is_walk(text: str) -> bool:
    return not text or (text.isascii() and text.isdigit() and int(text) <= rules.LONGEST_WALK)


def _own(place_id: int) -> Place:
    """The place, for who may edit it. Answers 404 for a place of another unit."""
    place = queries.get_place(place_id)
    ensure_unit(place.unit_id, Permission.EDIT_PLACES)
    return place


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
