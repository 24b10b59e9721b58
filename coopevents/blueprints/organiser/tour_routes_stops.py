"""Doors to the stops of a route: new ones, their texts and pictures, their order."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.organiser.tour_routes import own_route, places_to_choose
from coopevents.blueprints.organiser.tour_routes_forms import StopForm
from coopevents.blueprints.uploads import bytes_of, present_store
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal
from coopevents.storage.service import store_image
from coopevents.tours import routes_queries as queries
from coopevents.tours import stops as service
from coopevents.tours.models import TourRoute, TourStop

tour_stops = Blueprint("organiser_tour_stops", __name__)
STOPS = "/desk/tours/routes/<int:route_id>/stops"


@tour_stops.route(f"{STOPS}/new", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def create(route_id: int) -> ResponseReturnValue:
    """One more stop, at the end."""
    route, form = own_route(route_id), StopForm()
    form.offer(places_to_choose(route.unit_id))
    if form.validate_on_submit():
        try:
            details = form.to_details(picture_file_id=_picture_of(form, None))
            service.add_stop(route, details, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(_at_the_picture(refusal))
            route = own_route(route_id)
        else:
            flash(_("The stop is added."), "success")
            return _back(route_id)
    return _form_page(route, form, None)


@tour_stops.route(f"{STOPS}/<int:stop_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def edit(route_id: int, stop_id: int) -> ResponseReturnValue:
    """Change what is said about a stop."""
    route, stop = own_route(route_id), queries.get_stop(route_id, stop_id)
    form = StopForm.showing(stop)
    form.offer(places_to_choose(route.unit_id))
    if form.validate_on_submit():
        try:
            details = form.to_details(picture_file_id=_picture_of(form, stop.picture_file_id))
            service.change_stop(stop, details, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(_at_the_picture(refusal))
            route, stop = own_route(route_id), queries.get_stop(route_id, stop_id)
        else:
            flash(_("Saved."), "success")
            return _back(route_id)
    return _form_page(route, form, stop)


@tour_stops.post(f"{STOPS}/<int:stop_id>/raise")
@requires(Permission.EDIT_TOURS)
def move_up(route_id: int, stop_id: int) -> ResponseReturnValue:
    """One place earlier."""
    return _done(route_id, stop_id, service.raise_stop)


@tour_stops.post(f"{STOPS}/<int:stop_id>/lower")
@requires(Permission.EDIT_TOURS)
def move_down(route_id: int, stop_id: int) -> ResponseReturnValue:
    """One place later."""
    return _done(route_id, stop_id, service.lower_stop)


@tour_stops.post(f"{STOPS}/<int:stop_id>/remove")
@requires(Permission.EDIT_TOURS)
def remove(route_id: int, stop_id: int) -> ResponseReturnValue:
    """The route passes it by; one click brings it back."""
    own_route(route_id)
    stop = queries.get_stop(route_id, stop_id)
    service.remove_stop(stop, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    way_back = url_for(".restore", route_id=route_id, stop_id=stop_id)
    words = _("%(name)s is removed from the route.", name=localized(stop.name))
    flash({"text": words, "undo_url": way_back}, "success")  # type: ignore[arg-type]
    return _back(route_id)


@tour_stops.post(f"{STOPS}/<int:stop_id>/restore")
@requires(Permission.EDIT_TOURS)
def restore(route_id: int, stop_id: int) -> ResponseReturnValue:
    """A removed stop is back where it was."""
    return _done(route_id, stop_id, service.restore_stop)


def _done(route_id: int, stop_id: int, deed: Callable[..., None]) -> ResponseReturnValue:
    own_route(route_id)
    deed(queries.get_stop(route_id, stop_id), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    return _back(route_id, anchor=f"stop-{stop_id}")


def _picture_of(form: StopForm, present_id: int | None) -> int | None:
    data = bytes_of(form.picture.data)
    if data:
        return store_image(data, store=present_store(), now=clock.now()).id
    return None if form.has_no_picture.data else present_id


def _at_the_picture(refusal: Refusal) -> Refusal:
    """What storage says of a picture, at the field of this form."""
    refusal.field = "picture" if refusal.field == "cover" else refusal.field
    return refusal


def _form_page(route: TourRoute, form: StopForm, stop: TourStop | None) -> ResponseReturnValue:
    picture = queries.map_files([stop.picture_file_id]).get(stop.picture_file_id or 0) if stop is not None else None
    html = render_template("organiser/tour_routes/stop.html", route=route, form=form, stop=stop, picture=picture)
    return html, form.status


def _back(route_id: int, *, anchor: str = "stops") -> ResponseReturnValue:
    return redirect(url_for("organiser_tour_routes.show", route_id=route_id, _anchor=anchor))
