"""The kit of a ceremony at the desk: what has to be there, who sees to it, and what is done."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.organiser.ceremony_door import done, own, page, seen, zone_of
from coopevents.blueprints.organiser.ceremony_forms import KitForm
from coopevents.ceremonies import packing, queries
from coopevents.ceremonies.models import Ceremony, KitItem
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal

kit_desk = Blueprint("organiser_ceremony_kit", __name__)


@kit_desk.get("/desk/ceremonies/<int:ceremony_id>/kit")
@requires(Permission.SEE_UNIT)
def index(ceremony_id: int) -> ResponseReturnValue:
    """The checklist, what is due first at its head."""
    ceremony = seen(ceremony_id)
    day = ceremony.activity.starts_at.astimezone(zone_of(ceremony)).date()
    items = sorted(ceremony.kit, key=lambda each: (each.done_at is not None, -each.days_before, each.position))
    late = packing.overdue(ceremony.kit, day, today=clock.now().astimezone(zone_of(ceremony)).date())
    return page("organiser/ceremonies/kit.html", ceremony, items=items, late={each.id for each in late})


@kit_desk.route("/desk/ceremonies/<int:ceremony_id>/kit/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def create(ceremony_id: int) -> ResponseReturnValue:
    """One more thing that has to be there."""
    return _form(own(ceremony_id), None, KitForm())


@kit_desk.route("/desk/ceremonies/<int:ceremony_id>/kit/<int:item_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def edit(ceremony_id: int, item_id: int) -> ResponseReturnValue:
    """Change what has to be there, how many, who sees to it, and by when."""
    ceremony = own(ceremony_id)
    item = queries.get_kit_item(ceremony.id, item_id)
    return _form(ceremony, item, KitForm() if request.method == "POST" else KitForm.showing(item))


@kit_desk.post("/desk/ceremonies/<int:ceremony_id>/kit/<int:item_id>/tick")
@requires(Permission.EDIT_CEREMONIES)
def tick(ceremony_id: int, item_id: int) -> ResponseReturnValue:
    """It is there, or is not after all."""
    ceremony = own(ceremony_id)
    item, is_done = queries.get_kit_item(ceremony.id, item_id), request.form.get("verb") != "open"
    words = (
        _("%(thing)s: done.", thing=localized(item.what))
        if is_done
        else _("%(thing)s: open again.", thing=localized(item.what))
    )
    return done(ceremony, lambda **said: packing.tick(ceremony, item, is_done=is_done, **said), words, ".index")


@kit_desk.post("/desk/ceremonies/<int:ceremony_id>/kit/<int:item_id>/remove")
@requires(Permission.EDIT_CEREMONIES)
def remove(ceremony_id: int, item_id: int) -> ResponseReturnValue:
    """It need not be there."""
    ceremony = own(ceremony_id)
    item = queries.get_kit_item(ceremony.id, item_id)
    words = _("%(thing)s is off the list.", thing=localized(item.what))
    return done(ceremony, lambda **said: packing.remove_item(ceremony, item, **said), words, ".index")


def _form(ceremony: Ceremony, item: KitItem | None, form: KitForm) -> ResponseReturnValue:
    ceremony_id, item_id = ceremony.id, item.id if item else None
    if form.is_sent and form.validate():
        try:
            said = {"now": clock.now(), "actor": present_actor()}
            if item is not None:
                packing.change_item(ceremony, item, form.to_details(), **said)  # type: ignore[arg-type]
            else:
                packing.add_item(ceremony, form.to_details(), **said)  # type: ignore[arg-type]
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".index", ceremony_id=ceremony_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            ceremony = own(ceremony_id)
            item = queries.get_kit_item(ceremony_id, item_id) if item_id else None
    owners = sorted(
        {each.owner for each in ceremony.kit if each.owner}
        | {each.name for each in ceremony.people if each.institution_id is None}
    )
    return page("organiser/ceremonies/thing.html", ceremony, form=form, item=item, owners=owners), form.status
