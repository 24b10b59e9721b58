"""Doors to what can be borrowed besides places: vehicles, equipment, interpreter booths."""

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
from coopevents.blueprints.organiser.place_forms import ResourceForm
from coopevents.i18n import _, localized
from coopevents.places import queries
from coopevents.places import resources as service
from coopevents.places.models import Resource
from coopevents.places.words import RESOURCE_KINDS
from coopevents.refusals import Refusal

resources = Blueprint("organiser_resources", __name__)


@resources.get("/desk/resources")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """Everything one may plan with: of the units one may see, and of all above them."""
    seen = access().units(Permission.SEE_UNIT)
    above = {each for unit_id in seen for each in lineage(unit_id, access().parents)}
    found = queries.list_resources(above, with_retired=True)
    return render_template(
        "organiser/resources/index.html",
        resources=[each for each in found if not each.is_retired],
        retired=[each for each in found if each.is_retired],
        kinds=RESOURCE_KINDS,
        may_edit=may(Permission.EDIT_PLACES),
        editable=access().units(Permission.EDIT_PLACES),
    )


@resources.route("/desk/resources/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLACES)
def create() -> ResponseReturnValue:
    """A new resource."""
    form, units = ResourceForm(), _unit_choices()
    form.unit.choices = choices_of(units)
    if form.validate_on_submit():
        unit_id = form.unit.data or int(units[0][0])
        ensure_unit(unit_id, Permission.EDIT_PLACES)
        try:
            resource = service.add_resource(unit_id, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(name)s is added.", name=localized(resource.name)), "success")
            return redirect(url_for(".index"))
    return _form_page(form, None), form.status


@resources.route("/desk/resources/<int:resource_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLACES)
def edit(resource_id: int) -> ResponseReturnValue:
    """Change what is said about a resource."""
    resource = _own(resource_id)
    form = ResourceForm() if request.method == "POST" else ResourceForm.showing(resource)
    form.unit.choices = choices_of(_unit_choices())
    if form.validate_on_submit():
        try:
            service.change_resource(resource, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            resource = _own(resource_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".index"))
    return _form_page(form, resource), form.status


@resources.post("/desk/resources/<int:resource_id>/retire")
@requires(Permission.EDIT_PLACES)
def retire(resource_id: int) -> ResponseReturnValue:
    """Nothing new is planned with it; what stands on programmes stays."""
    resource = _own(resource_id)
    service.retire_resource(resource, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    words = _("%(name)s is retired.", name=localized(resource.name))
    way_back = url_for(".restore", resource_id=resource_id)
    flash({"text": words, "undo_url": way_back}, "success")  # type: ignore[arg-type]
    return redirect(url_for(".index"))


@resources.post("/desk/resources/<int:resource_id>/restore")
@requires(Permission.EDIT_PLACES)
def restore(resource_id: int) -> ResponseReturnValue:
    """A retired resource is in use again."""
    resource = _own(resource_id)
    service.restore_resource(resource, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("%(name)s is in use again.", name=localized(resource.name)), "success")
    return redirect(url_for(".index"))


def _own(resource_id: int) -> Resource:
    """The resource, for who may edit it. Answers 404 for one of another unit."""
    resource = queries.get_resource(resource_id)
    ensure_unit(resource.unit_id, Permission.EDIT_PLACES)
    return resource


def _unit_choices() -> list[tuple[str, str]]:
    mine = access().units(Permission.EDIT_PLACES)
    choices = [(str(unit.id), localized(unit.name)) for unit in accounts.list_units() if unit.id in mine]
    return choices or abort(403)


def _form_page(form: ResourceForm, resource: Resource | None) -> str:
    zone = ZoneInfo(current_app.config["SETTINGS"].default_time_zone)
    return render_template(
        "organiser/resources/form.html",
        form=form,
        resource=resource,
        entries=tell(audit.list_about("resource", resource.id), zone) if resource else [],
    )
