"""Doors to the map of a route: its picture, its stops placed by click, by arrows or by numbers, and the sheet."""

import re
from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, FileField

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, present_actor, requires
from coopevents.blueprints.forms import Form
from coopevents.blueprints.organiser.tour_routes import own_route
from coopevents.blueprints.papers import own_paper
from coopevents.blueprints.tour_maps import map_of
from coopevents.blueprints.tour_sheets import sheet_for
from coopevents.blueprints.uploads import bytes_of, present_store
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal
from coopevents.storage.service import store_image
from coopevents.tours import routes, routes_queries, stops
from coopevents.tours.models import TourRoute
from coopevents.tours.routes_rules import StopIsOffTheMap

tour_map = Blueprint("organiser_tour_map", __name__)
_NUMBER = re.compile(r"\d{1,4}")


class MapForm(Form):
    """The picture the stops are placed on."""

    picture = FileField(_l("Picture of the campus"), description=_l("JPEG, PNG or WebP, at most 10 MB."))
    has_no_picture = BooleanField(_l("Use the drawing instead"))


@tour_map.route("/desk/tours/routes/<int:route_id>/map", methods=["GET", "POST"])
@requires(Permission.SEE_UNIT)
def show(route_id: int) -> ResponseReturnValue:
    """The map; whoever edits tours places the stops on it."""
    route, faults = _seen(route_id), ""
    if request.method == "POST":
        ensure_unit(route.unit_id, Permission.EDIT_TOURS)
        try:
            stops.place_stops(route, _places(route, request.form), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            route, faults = _seen(route_id), str(refusal)
        else:
            flash(_("The map is saved."), "success")
            return redirect(url_for(".show", route_id=route_id))
    return _page(route, MapForm(formdata=None), faults), 422 if faults else 200


@tour_map.post("/desk/tours/routes/<int:route_id>/map/picture")
@requires(Permission.EDIT_TOURS)
def picture(route_id: int) -> ResponseReturnValue:
    """Another picture below the stops, or the drawing instead."""
    route, form = own_route(route_id), MapForm()
    try:
        data = bytes_of(form.picture.data)
        if data or form.has_no_picture.data:
            file_id = store_image(data, store=present_store(), now=clock.now()).id if data else None
            routes.set_map(route, file_id, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The map is saved."), "success")
        return redirect(url_for(".show", route_id=route_id))
    except Refusal as refusal:
        unit_of_work.discard()
        refusal.field = "picture"
        form.show_refusal(refusal)
        return _page(own_route(route_id), form, ""), form.status


@tour_map.get("/desk/tours/routes/<int:route_id>/sheet.pdf")
@requires(Permission.SEE_UNIT)
def sheet(route_id: int) -> Response:
    """The sheet to print, also before the route is public."""
    route = _seen(route_id)
    return own_paper(sheet_for(route, request.args.get("languages", "")), f"{route.slug}.pdf")


def _seen(route_id: int) -> TourRoute:
    route = routes_queries.get_route(route_id)
    ensure_unit(route.unit_id, Permission.SEE_UNIT)
    return route


def _page(route: TourRoute, form: MapForm, fault: str) -> str:
    return render_template(
        "organiser/tour_routes/map.html",
        route=route,
        map=map_of(route),
        form=form,
        fault=fault,
        typed=request.form if fault else {},
        may_edit=Permission.EDIT_TOURS in access().for_unit(route.unit_id),
    )


def _places(route: TourRoute, given: Mapping[str, str]) -> dict[int, tuple[int, int] | None]:
    """What was typed for each stop. Raises StopIsOffTheMap for what is no number."""
    found: dict[int, tuple[int, int] | None] = {}
    for stop in route.stops:
        pair = tuple(given.get(f"{axis}-{stop.id}", "").strip() for axis in "xy")
        if pair == ("", ""):
            found[stop.id] = None
        elif all(each.isascii() and _NUMBER.fullmatch(each) for each in pair):
            found[stop.id] = (int(pair[0]), int(pair[1]))
        else:
            raise StopIsOffTheMap
    return found
