"""The university as a tree: schools and offices, and their names."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString
from wtforms import SelectField

from coopevents import clock, unit_of_work
from coopevents.accounts import queries, service
from coopevents.accounts.models import Unit
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission, UnitKind
from coopevents.accounts.words import UNIT_KIND_WORDS
from coopevents.blueprints.access import access, ensure_unit, present_actor, requires
from coopevents.blueprints.forms import Form, LocalizedField, choices_of
from coopevents.i18n import _, _l, localized

units = Blueprint("organiser_units", __name__)


@dataclass(frozen=True)
class UnitRow:
    """A unit in the tree; ``above`` says what it belongs to, from the top down."""

    unit: Unit
    name: str
    kind: LazyString
    above: str


class UnitForm(Form):
    """What a unit is called, and what it is."""

    name = LocalizedField(_l("Name"), is_required=True, max_length=200)
    kind = SelectField(
        _l("Kind"), choices=choices_of([(kind.value, UNIT_KIND_WORDS[kind]) for kind in UnitKind]), coerce=UnitKind
    )


class NewUnitForm(UnitForm):
    """A further unit, and what it belongs to."""

    parent = SelectField(_l("Belongs to"), coerce=int)


@units.get("/desk/units")
@requires(Permission.EDIT_COLLEAGUES)
def index() -> ResponseReturnValue:
    """The part of the tree that one administers."""
    return render_template("organiser/units/index.html", rows=_rows())


@units.route("/desk/units/new", methods=["GET", "POST"])
@requires(Permission.EDIT_COLLEAGUES)
def create() -> ResponseReturnValue:
    """A further school or office."""
    form = NewUnitForm()
    form.parent.choices = choices_of((str(row.unit.id), row.name) for row in _rows())
    if not form.is_sent:
        form.kind.data = UnitKind.SCHOOL
    elif form.validate():
        ensure_unit(form.parent.data, Permission.EDIT_COLLEAGUES)
        parent = queries.get_unit(form.parent.data)
        slug = service.free_slug(form.name.data)
        service.create_unit(
            kind=form.kind.data, slug=slug, name=form.name.data, parent=parent, now=clock.now(), actor=present_actor()
        )
        unit_of_work.commit()
        flash(_("The unit is entered. Invite those who work there."), "success")
        return redirect(url_for(".index"))
    return render_template("organiser/units/form.html", form=form, unit=None), 422 if form.is_sent else 200


@units.route("/desk/units/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_COLLEAGUES)
def edit(unit_id: int) -> ResponseReturnValue:
    """Another name or kind."""
    ensure_unit(unit_id, Permission.EDIT_COLLEAGUES)
    unit = queries.get_unit(unit_id)
    form = UnitForm(obj=unit)
    if form.validate_on_submit():
        service.change_unit(unit, kind=form.kind.data, name=form.name.data, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
        flash(_("Saved."), "success")
        return redirect(url_for(".index"))
    return render_template("organiser/units/form.html", form=form, unit=unit), 422 if form.is_sent else 200


def _rows() -> list[UnitRow]:
    """The units one administers, each below what it belongs to."""
    known = {unit.id: unit for unit in queries.list_units()}
    allowed, parents = access().units(Permission.EDIT_COLLEAGUES), access().parents

    def place(unit: Unit) -> list[str]:
        return [localized(known[each].name) for each in reversed(lineage(unit.id, parents))]

    shown = sorted((known[unit_id] for unit_id in allowed), key=place)
    return [
        UnitRow(
            unit=unit,
            name=place(unit)[-1],
            kind=UNIT_KIND_WORDS[unit.kind],
            above=" › ".join(place(unit)[:-1]),
        )
        for unit in shown
    ]
