"""Doors to the rota of the guides: a week by guide, stepping in, tours without a guide, hours by month as a file."""

from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, may, present_actor, requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.listing import day_in
from coopevents.blueprints.organiser.tour_departures import monday_asked, office_zone, own_departure
from coopevents.blueprints.organiser.tour_departures_words import name_of
from coopevents.blueprints.tour_words import spoken_words, tour_views
from coopevents.i18n import _, _l
from coopevents.people.queries import list_people
from coopevents.reports.tour_rota import free_guides, rota_of
from coopevents.tours import departure_queries as queries
from coopevents.tours import standing_in
from coopevents.tours.rota import hours_by_guide

tour_rota = Blueprint("organiser_tour_rota", __name__)
WEEK = timedelta(days=7)
HEAD = (_l("Guide"), _l("Tours led"), _l("Times stood by"), _l("Hours planned"), _l("Hours done"))


@tour_rota.get("/desk/tours/rota")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """A week by guide, and the tours nobody leads yet."""
    units, now, zone = access().units(Permission.SEE_UNIT), clock.now(), office_zone()
    monday = monday_asked(now.astimezone(zone).date())
    begins = datetime.combine(monday, time(), zone)
    found = queries.list_between(units, begins, begins + WEEK)
    views = {each.departure.id: each for each in tour_views(found, now)}
    return render_template(
        "organiser/tours/rota.html",
        rota=rota_of(found, now=now, visible_unit_ids=units),
        tours=views,
        now=now,
        spoken=spoken_words,
        name_of=name_of,
        hours=lambda minutes: format_decimal(_hours(minutes)),
        monday=monday,
        sunday=monday + timedelta(days=6),
        earlier=(monday - WEEK).isoformat(),
        later=(monday + WEEK).isoformat(),
        month=monday.strftime("%Y-%m"),
        may_edit=may(Permission.EDIT_TOURS),
    )


@tour_rota.post("/desk/tours/<int:departure_id>/step-in")
@requires(Permission.EDIT_TOURS)
def step_in(departure_id: int) -> ResponseReturnValue:
    """The backup leads instead."""
    found = own_departure(departure_id)
    words = _("The guide who stood by leads the tour now. The calendars of the guides follow.")
    told(lambda: standing_in.step_in(found, now=clock.now(), actor=present_actor()), words)
    return redirect(url_for(".index", week=request.form.get("week", "")))


@tour_rota.post("/desk/tours/<int:departure_id>/take-on")
@requires(Permission.EDIT_TOURS)
def take_on(departure_id: int) -> ResponseReturnValue:
    """Somebody who is free leads a tour that nobody led."""
    found = own_departure(departure_id)
    free = free_guides(found, visible_unit_ids=access().units(Permission.SEE_UNIT))
    chosen = next((each for each in free if str(each.id) == request.form.get("person", "")), None)
    if chosen is None:
        flash(_("This guide is not free at that time any more. Choose another one."), "warning")
    else:
        deed = partial(standing_in.take_on, found, chosen.id, now=clock.now(), actor=present_actor())
        told(deed, _("The tour has a guide."))
    return redirect(url_for(".index", week=request.form.get("week", "")))


@tour_rota.get("/desk/tours/hours.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def hours(ending: str) -> ResponseReturnValue:
    """The hours of every guide in a month, for whoever pays or thanks them."""
    zone, now = office_zone(), clock.now()
    begins, ends = _month_asked(now.astimezone(zone).date(), zone)
    found = queries.list_between(access().units(Permission.SEE_UNIT), begins, ends)
    shifts = [
        each for some in found if begins <= some.activity.starts_at < ends for each in standing_in.shifts_of(some)
    ]
    counted = hours_by_guide(shifts, now)
    people = sorted(list_people(counted.keys()), key=name_of)
    rows = [
        (name_of(each), one.led, one.stood_by, _hours(one.planned), _hours(one.done))
        for each in people
        for one in [counted[each.id]]
    ]
    send = csv_download if ending == "csv" else xlsx_download
    return send(f"guides-{begins:%Y-%m}", HEAD, rows)


def _hours(minutes: int) -> float:
    """Minutes as hours, to the hundredth."""
    return round(minutes / 60, 2)


def _month_asked(today: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of a month, and of the one after."""
    first = day_in(f"{request.args.get('month', '')}-01", today.replace(day=1))
    after = (first + timedelta(days=32)).replace(day=1)
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)
