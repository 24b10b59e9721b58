"""Doors to weekly tours and to days without tours."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.forms import Form, choices_of
from coopevents.blueprints.organiser.tour_departures_forms import WEEKDAYS, BlackoutForm, PatternForm, chosen
from coopevents.blueprints.organiser.tour_departures_planning import opened_desk
from coopevents.blueprints.organiser.tour_departures_words import name_of
from coopevents.blueprints.tour_words import spoken_words
from coopevents.calendars.public_holidays import known_countries
from coopevents.calendars.zones import zone_named
from coopevents.i18n import _, _l, country_name
from coopevents.people.queries import list_people, list_people_of
from coopevents.refusals import Refusal
from coopevents.schedule.models import Schedule
from coopevents.tours import departure_queries as queries
from coopevents.tours import desks, weekly
from coopevents.tours.models import TourBlackout, TourPattern
from coopevents.tours.routes_queries import get_route, list_routes

weekly_tours = Blueprint("organiser_tour_weekly", __name__)


class HolidaysForm(Form):
    """The public holidays on which weekly tours do not depart."""

    country = SelectField(_l("Public holidays of"), validate_choice=False)


@weekly_tours.get("/desk/tours/weekly")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The weekly tours with the days they leave out next, and the days without tours."""
    units = access().units(Permission.SEE_UNIT)
    patterns = queries.list_patterns(units)
    blackouts = {unit: queries.list_blackouts(unit) for unit in units}
    plans = {unit: desks.schedule_of(unit) for unit in units}
    guides = {each.id: name_of(each) for each in list_people({each.guide_id for each in patterns if each.guide_id})}
    routes = {each.id: each for each in list_routes(units, with_retired=True)}
    return render_template(
        "organiser/tours/weekly.html",
        patterns=[
            (each, _left_out(each, plans[each.route.unit_id], blackouts[each.route.unit_id])) for each in patterns
        ],
        blackouts=[found for unit in sorted(units) for found in blackouts[unit]],
        guides=guides,
        routes=routes,
        weekdays=WEEKDAYS,
        spoken_words=spoken_words,
        has_routes=any(not each.is_retired for each in routes.values()),
        may_edit=may(Permission.EDIT_TOURS),
        holidays=_holidays_form(),
    )


@weekly_tours.route("/desk/tours/weekly/new", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def create() -> ResponseReturnValue:
    """A tour every week."""
    today = clock.now().date()
    form = PatternForm(data={"since": today, "until": today + timedelta(days=120)})
    _offer(form)
    if form.is_sent and form.validate():
        try:
            route = get_route(chosen(form.route) or 0)
            ensure_unit(route.unit_id, Permission.EDIT_TOURS)
            opened_desk(route.unit_id)
            weekly.add_pattern(route, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("The tours of the next six weeks are made; the others follow week by week."), "success")
            return redirect(url_for(".index"))
    return render_template("organiser/tours/pattern.html", form=form, pattern=None), form.status


@weekly_tours.route("/desk/tours/weekly/<int:pattern_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def edit(pattern_id: int) -> ResponseReturnValue:
    """Let it end another day, leave days out, or be led by somebody else."""
    pattern = _own_pattern(pattern_id)
    form = PatternForm.showing(pattern)
    _offer(form)
    form.route.data, form.weekday.data = str(pattern.route_id), pattern.weekday
    form.starts.data, form.since.data = pattern.starts, pattern.since
    if form.is_sent and form.validate():
        try:
            weekly.change_pattern(pattern, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            pattern = _own_pattern(pattern_id)
        else:
            flash(_("Saved. Tours that are made already stay as they are."), "success")
            return redirect(url_for(".index"))
    return render_template("organiser/tours/pattern.html", form=form, pattern=pattern, weekdays=WEEKDAYS), form.status


@weekly_tours.route("/desk/tours/blackouts/new", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def close_days() -> ResponseReturnValue:
    """Days on which nothing departs."""
    form = BlackoutForm()
    routes = list_routes(access().units(Permission.EDIT_TOURS))
    form.offer(routes)
    if form.is_sent and form.validate():
        try:
            details = form.to_details()
            own = _home()
            unit_id = get_route(details.route_id).unit_id if details.route_id is not None else own
            ensure_unit(unit_id, Permission.EDIT_TOURS)
            weekly.add_blackout(unit_id, details, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Nothing new departs on these days. What is planned already is marked in the week."), "success")
            return redirect(url_for(".index"))
    return render_template("organiser/tours/blackout.html", form=form), form.status


@weekly_tours.post("/desk/tours/blackouts/<int:blackout_id>/remove")
@requires(Permission.EDIT_TOURS)
def open_days(blackout_id: int) -> ResponseReturnValue:
    """Tours depart on these days as usual."""
    found = queries.get_blackout(blackout_id)
    ensure_unit(found.unit_id, Permission.EDIT_TOURS)
    weekly.remove_blackout(found, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("Weekly tours depart on these days as usual."), "success")
    return redirect(url_for(".index"))


@weekly_tours.post("/desk/tours/holidays")
@requires(Permission.EDIT_TOURS)
def holidays() -> ResponseReturnValue:
    """Which country's public holidays weekly tours leave out."""
    form, unit_id = HolidaysForm(), _home()
    try:
        desks.set_holidays(opened_desk(unit_id), form.country.data or "")
        unit_of_work.commit()
        flash(_("Saved."), "success")
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for(".index"))


def _own_pattern(pattern_id: int) -> TourPattern:
    pattern = queries.get_pattern(pattern_id)
    ensure_unit(pattern.route.unit_id, Permission.EDIT_TOURS)
    return pattern


def _offer(form: PatternForm) -> None:
    form.offer(list_routes(access().units(Permission.EDIT_TOURS)), list_people_of(access().units(Permission.SEE_UNIT)))


def _left_out(
    pattern: TourPattern, schedule: Schedule | None, blackouts: list[TourBlackout]
) -> list[tuple[date, str, str]]:
    """The next days on which it does not depart, and why."""
    if schedule is None:
        return []
    today = clock.now().astimezone(zone_named(schedule.time_zone)).date()
    beside = weekly.around(schedule, pattern.route_id, today.year, blackouts=blackouts)
    days = weekly.days_of_pattern(pattern, beside, today, today + timedelta(days=120))
    return [(each.day, each.left_out.value, each.reason) for each in days if each.left_out is not None][:5]


def _home() -> int:
    """The unit whose tours are meant when none is named: the first with a tours desk, else with a route, else the
    highest."""
    units = sorted(access().units(Permission.EDIT_TOURS))
    with_desk = (each for each in units if queries.find_desk(each) is not None)
    with_route = (each.unit_id for each in list_routes(units))
    return next(with_desk, None) or next(with_route, None) or units[0]


def _holidays_form() -> HolidaysForm:
    schedule = desks.schedule_of(_home()) if may(Permission.EDIT_TOURS) else None
    form = HolidaysForm(data={"country": schedule.holidays_of if schedule else ""})
    named = sorted(((code, country_name(code)) for code in known_countries()), key=lambda each: each[1])
    form.country.choices = choices_of([("", _("None")), *named])
    return form
