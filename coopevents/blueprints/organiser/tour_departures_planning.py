"""The pages on which a departure is planned and changed."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, present_actor
from coopevents.blueprints.organiser.tour_departures_forms import DepartureForm, chosen
from coopevents.blueprints.organiser.tour_routes import places_to_choose
from coopevents.blueprints.tour_words import tour_view
from coopevents.events.models import Event
from coopevents.events.queries import get_event, list_events_of
from coopevents.i18n import _
from coopevents.people.queries import list_people_of
from coopevents.places.queries import list_resources
from coopevents.refusals import Refusal
from coopevents.schedule import queries as schedules
from coopevents.schedule.models import Schedule
from coopevents.tours import departure_queries, departures, desks
from coopevents.tours.models import TourDeparture, TourRoute
from coopevents.tours.routes import minutes_of
from coopevents.tours.routes_queries import get_route, list_routes


def planned() -> ResponseReturnValue:
    """A new tour: first which route, then everything else."""
    routes = list_routes(access().units(Permission.EDIT_TOURS))
    route = _asked(routes)
    if route is None:
        return render_template("organiser/tours/choose.html", routes=routes)
    ensure_unit(route.unit_id, Permission.EDIT_TOURS)
    zone = desk_zone(route.unit_id)
    tomorrow = datetime.combine(clock.now().astimezone(zone).date() + timedelta(days=1), time(10), zone)
    form = DepartureForm.showing(departures.details_for(route, tomorrow), zone, minutes_of(route))
    offer(form, route)
    form.offer_programmes(_events())
    if form.is_sent and form.validate():
        try:
            made = _plan(route, form, zone)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            route = get_route(route.id)
        else:
            flash(_("The tour is planned."), "success")
            return redirect(url_for("organiser_tours.show", departure_id=made))
    return render_template("organiser/tours/form.html", form=form, route=route, tour=None), form.status


def edit_page(found: TourDeparture) -> ResponseReturnValue:
    """An existing tour."""
    departure_id, schedule = found.id, schedules.get_schedule(found.activity.schedule_id)
    zone = ZoneInfo(schedule.time_zone)
    details = departures.details_of(found)
    form = DepartureForm.showing(details, zone, found.activity.length, found.activity.version)
    offer(form, found.route)
    if form.is_sent and form.validate():
        now, actor = clock.now(), present_actor()
        try:
            said = form.to_details(zone.key, more_guides=details.guide_ids[2:])
            departures.change_departure(found, said, expected_version=form.known_version, now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            found = departure_queries.get_departure(departure_id)
        else:
            flash(_("Saved. Whoever booked is told of another time or place once the quiet time is over."), "success")
            return redirect(url_for("organiser_tours.show", departure_id=departure_id))
    view = tour_view(found, clock.now())
    return render_template("organiser/tours/form.html", form=form, route=found.route, tour=view), form.status


def desk_zone(unit_id: int) -> ZoneInfo:
    """The clock of a unit's tours desk; the office's where there is none yet."""
    schedule = desks.schedule_of(unit_id)
    return ZoneInfo(schedule.time_zone if schedule else current_app.config["SETTINGS"].default_time_zone)


def opened_desk(unit_id: int) -> Schedule:
    """The tours schedule of a unit, made on first use."""
    zone = current_app.config["SETTINGS"].default_time_zone
    return desks.open_desk(unit_id, time_zone=zone, now=clock.now(), actor=present_actor())


def offer(form: DepartureForm, route: TourRoute) -> None:
    """Let the unit's people, places and resources be chosen."""
    units = access().units(Permission.SEE_UNIT)
    form.offer(places_to_choose(route.unit_id), list_people_of(units), list_resources(units))


def _plan(route: TourRoute, form: DepartureForm, zone: ZoneInfo) -> int:
    event_id, is_open = chosen(form.programme), not form.is_draft.data
    schedule = get_event(event_id).schedule if event_id is not None else opened_desk(route.unit_id)
    details = form.to_details(schedule.time_zone if event_id is not None else zone.key)
    made = departures.plan_departure(schedule, route, details, is_open=is_open, now=clock.now(), actor=present_actor())
    number = made.id
    unit_of_work.commit()
    return number


def _events() -> list[Event]:
    """The events to come whose programme one may edit."""
    units, some = access().units(Permission.EDIT_PROGRAMME), access().events(Permission.EDIT_PROGRAMME)
    today = clock.now().date()
    return [each for each in list_events_of(units, some) if each.ends_on >= today]


def _asked(routes: list[TourRoute]) -> TourRoute | None:
    """The route asked for; the only one there is when none was."""
    number = request.values.get("route", "")
    if not number and len(routes) == 1:
        return get_route(routes[0].id)
    return next((get_route(each.id) for each in routes if str(each.id) == number), None)
