"""Doors to the routes of campus tours and city visits."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.forms import choices_of
from coopevents.blueprints.organiser.tour_routes_forms import RouteForm
from coopevents.blueprints.spoken import SPOKEN
from coopevents.i18n import _, localized
from coopevents.places.models import Place
from coopevents.places.queries import list_places, map_places
from coopevents.refusals import Refusal
from coopevents.tours import routes as service
from coopevents.tours import routes_queries as queries
from coopevents.tours import stops_walk
from coopevents.tours.models import TourRoute

tour_routes = Blueprint("organiser_tour_routes", __name__)


@tour_routes.get("/desk/tours/routes")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The routes of the units one may see."""
    found = queries.list_routes(access().units(Permission.SEE_UNIT), with_retired=True)
    return render_template(
        "organiser/tour_routes/index.html",
        routes=[each for each in found if not each.is_retired],
        retired=[each for each in found if each.is_retired],
        minutes={each.id: service.minutes_of(each) for each in found},
        spoken=SPOKEN,
        may_edit=may(Permission.EDIT_TOURS),
        editable=access().units(Permission.EDIT_TOURS),
    )


@tour_routes.route("/desk/tours/routes/new", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def create() -> ResponseReturnValue:
    """A new route, still without stops."""
    form, units = RouteForm(), _unit_choices()
    form.unit.choices = choices_of(units)
    _offer(form, None)
    if form.validate_on_submit():
        unit_id = form.unit.data or int(units[0][0])
        ensure_unit(unit_id, Permission.EDIT_TOURS)
        try:
            route = service.add_route(unit_id, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(name)s is added. Now say where it stops.", name=localized(route.name)), "success")
            return redirect(url_for(".show", route_id=route.id))
    return render_template("organiser/tour_routes/form.html", form=form, route=None), form.status


@tour_routes.get("/desk/tours/routes/<int:route_id>")
@requires(Permission.SEE_UNIT)
def show(route_id: int) -> ResponseReturnValue:
    """A route with its stops in their order."""
    route = queries.get_route(route_id)
    ensure_unit(route.unit_id, Permission.SEE_UNIT)
    zone = ZoneInfo(current_app.config["SETTINGS"].default_time_zone)
    return render_template(
        "organiser/tour_routes/show.html",
        route=route,
        legs=stops_walk.legs_of(route.stops),
        walked=stops_walk.walked_minutes(route.stops),
        minutes=service.minutes_of(route),
        alternative=queries.find_route(route.alternative_id),
        place=map_places([route.meeting_place_id]).get(route.meeting_place_id or 0),
        pictures=queries.map_files([each.picture_file_id for each in route.stops]),
        unit=accounts.get_unit(route.unit_id),
        spoken=SPOKEN,
        may_edit=Permission.EDIT_TOURS in access().for_unit(route.unit_id),
        entries=tell(audit.list_about("tour_route", route.id), zone),
    )


@tour_routes.route("/desk/tours/routes/<int:route_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def edit(route_id: int) -> ResponseReturnValue:
    """Change what is said about a route."""
    route = own_route(route_id)
    form = RouteForm.showing(route)
    form.unit.choices = choices_of(_unit_choices())
    _offer(form, route)
    if form.validate_on_submit():
        try:
            service.change_route(route, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            route = own_route(route_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", route_id=route_id))
    return render_template("organiser/tour_routes/form.html", form=form, route=route), form.status


@tour_routes.post("/desk/tours/routes/<int:route_id>/copy")
@requires(Permission.EDIT_TOURS)
def copy(route_id: int) -> ResponseReturnValue:
    """A second route like this one."""
    made = service.copy_route(own_route(route_id), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("This is the copy. It is not public yet."), "success")
    return redirect(url_for(".edit", route_id=made.id))


@tour_routes.post("/desk/tours/routes/<int:route_id>/retire")
@requires(Permission.EDIT_TOURS)
def retire(route_id: int) -> ResponseReturnValue:
    """No more tours on it."""
    route = own_route(route_id)
    service.retire_route(route, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    words, way_back = _("%(name)s is retired.", name=localized(route.name)), url_for(".restore", route_id=route_id)
    flash({"text": words, "undo_url": way_back}, "success")  # type: ignore[arg-type]
    return redirect(url_for(".index"))


@tour_routes.post("/desk/tours/routes/<int:route_id>/restore")
@requires(Permission.EDIT_TOURS)
def restore(route_id: int) -> ResponseReturnValue:
    """A retired route is in use again."""
    route = own_route(route_id)
    service.restore_route(route, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("%(name)s is in use again.", name=localized(route.name)), "success")
    return redirect(url_for(".show", route_id=route_id))


def own_route(route_id: int) -> TourRoute:
    """The route, for who may edit it. Answers 404 for one of another unit."""
    route = queries.get_route(route_id)
    ensure_unit(route.unit_id, Permission.EDIT_TOURS)
    return route


def places_to_choose(unit_id: int | None = None) -> list[Place]:
    """The places of the unit, else of those whose tours one may edit, and of all above them."""
    units = [unit_id] if unit_id is not None else access().units(Permission.EDIT_TOURS)
    return list_places({above for each in units for above in lineage(each, access().parents)})


def _offer(form: RouteForm, route: TourRoute | None) -> None:
    units = access().units(Permission.EDIT_TOURS) if route is None else {route.unit_id}
    others = [each for each in queries.list_routes(units) if route is None or each.id != route.id]
    form.offer(places_to_choose(route.unit_id if route is not None else None), others)


def _unit_choices() -> list[tuple[str, str]]:
    mine = access().units(Permission.EDIT_TOURS)
    choices = [(str(unit.id), localized(unit.name)) for unit in accounts.list_units() if unit.id in mine]
    return choices or abort(403)
