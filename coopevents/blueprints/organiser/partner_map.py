"""The office's own map of partners: an approved picture, where its edges lie, and what is printed beneath it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import FloatField
from wtforms.validators import InputRequired, Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, present_actor, requires
from coopevents.blueprints.forms import Form, OneLineField
from coopevents.blueprints.public.partner_choice import PartnerChoice
from coopevents.blueprints.public.partner_map import map_of, own_picture
from coopevents.blueprints.uploads import bytes_of, present_store
from coopevents.i18n import _, _l
from coopevents.partners import maps
from coopevents.partners.map_models import PartnerMap
from coopevents.partners.maps import MapDetails
from coopevents.refusals import Refusal
from coopevents.reports import public_partners as report
from coopevents.storage.models import StoredFile
from coopevents.storage.service import store_image

partner_map = Blueprint("organiser_partner_map", __name__)
_NAMES = ("west", "east", "north", "south", "attribution", "approval_number")
_NUMBER = _l("Write a number of degrees.")


class MapForm(Form):
    """The picture, its edges, and the words beneath it."""

    picture = FileField(_l("Picture of the map"))
    west = FloatField(_l("West edge"), [InputRequired(_NUMBER)], default=-180.0)
    east = FloatField(_l("East edge"), [InputRequired(_NUMBER)], default=180.0)
    north = FloatField(_l("North edge"), [InputRequired(_NUMBER)], default=90.0)
    south = FloatField(_l("South edge"), [InputRequired(_NUMBER)], default=-90.0)
    attribution = OneLineField(_l("Source"), [Length(max=300)])
    approval_number = OneLineField(_l("Map approval number"), [Length(max=80)])

    def to_details(self) -> MapDetails:
        """What was typed, as the room takes it."""
        return MapDetails(**{name: getattr(self, name).data for name in _NAMES})


@partner_map.route("/desk/partners/map", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def show() -> ResponseReturnValue:
    """How everybody sees the partners, and another map to see them on."""
    unit_id = _unit_id()
    known = maps.find_map_of(unit_id)
    form = MapForm(data={name: getattr(known, name) for name in _NAMES} if known else None)
    if form.is_sent and form.validate():
        try:
            maps.set_map(unit_id, _picture_of(form), form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved. The partners are shown on this map now."), "success")
            return redirect(url_for(".show"))
    return _page(form, maps.find_map_of(unit_id)), form.status


@partner_map.post("/desk/partners/map/remove")
@requires(Permission.EDIT_PARTNERS)
def remove() -> ResponseReturnValue:
    """Back to the coastline."""
    known = maps.find_map_of(_unit_id())
    if known is not None:
        maps.remove_map(known, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
        flash(_("The partners are shown on our own coastline again."), "success")
    return redirect(url_for(".show"))


def _page(form: MapForm, known: PartnerMap | None) -> str:
    partners = report.list_public_partners()
    drawn = map_of(partners, PartnerChoice(), middle=150, own=known)
    return render_template(
        "organiser/partners/map.html",
        form=form,
        known=known,
        picture=own_picture(known),
        drawn=drawn,
        outside=len(partners) - drawn.placed,
    )


def _picture_of(form: MapForm) -> StoredFile | None:
    data = bytes_of(form.picture.data)
    if not data:
        return None
    try:
        return store_image(data, store=present_store(), now=clock.now())
    except Refusal as refusal:
        refusal.field = "picture"
        raise


def _unit_id() -> int:
    return min(access().units(Permission.EDIT_PARTNERS))
