"""Doors to the departures of tours: the week, one tour with its roster, planning, closing, calling off."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, links, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.deeds import told
from coopevents.blueprints.listing import day_asked
from coopevents.blueprints.organiser.tour_departures_planning import edit_page, planned
from coopevents.blueprints.organiser.tour_departures_words import finding_words
from coopevents.blueprints.tour_forms import CancelForm
from coopevents.blueprints.tour_words import BOOKINGS, tour_view, tour_views
from coopevents.i18n import _, day_text
from coopevents.refusals import Refusal
from coopevents.reports.tours import look_at
from coopevents.schedule import queries as schedules
from coopevents.schedule.states import ActivityState
from coopevents.tours import booking_queries, booking_tokens, departures, feedback, feedback_queries
from coopevents.tours import departure_queries as queries
from coopevents.tours.booking_rules import LIVE
from coopevents.tours.models import TourDeparture
from coopevents.tours.routes_queries import list_routes
from coopevents.tours.states import DepartureState

tours = Blueprint("organiser_tours", __name__)
WEEK = timedelta(days=7)


@tours.get("/desk/tours")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """A week of tours, by day."""
    units, now = access().units(Permission.SEE_UNIT), clock.now()
    zone = office_zone()
    monday = monday_asked(now.astimezone(zone).date())
    begins = datetime.combine(monday, time(), zone)
    found = queries.list_between(units, begins, begins + WEEK)
    looked = {each.departure.id: each for each in look_at(found, now=now, visible_unit_ids=units)}
    views = tour_views(found, now)
    return render_template(
        "organiser/tours/index.html",
        days=[(day, list(some)) for day, some in groupby(views, lambda each: day_text(each.starts_at, each.zone))],
        looked=looked,
        words=finding_words,
        monday=monday,
        sunday=monday + timedelta(days=6),
        earlier=(monday - WEEK).isoformat(),
        later=(monday + WEEK).isoformat(),
        has_routes=bool(list_routes(units)),
        may_edit=may(Permission.EDIT_TOURS),
    )


@tours.route("/desk/tours/new", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def create() -> ResponseReturnValue:
    """Plan a tour."""
    return planned()


@tours.get("/desk/tours/<int:departure_id>")
@requires(Permission.SEE_UNIT)
def show(departure_id: int) -> ResponseReturnValue:
    """One tour: who leads it, who comes, who waits, and what is wrong with it."""
    found = own_departure(departure_id, Permission.SEE_UNIT)
    now = clock.now()
    units = access().units(Permission.SEE_UNIT)
    view = tour_view(found, now)
    (looked,) = look_at([found], now=now, visible_unit_ids=units)
    is_open = found.activity.state is not ActivityState.CANCELLED and found.activity.starts_at > now
    leading = [*looked.guides, *([looked.backup] if looked.backup else [])]
    return render_template(
        "organiser/tours/show.html",
        tour=view,
        looked=looked,
        words=finding_words,
        bookings=booking_queries.list_of(found.id),
        booking_words=BOOKINGS,
        feeds={each.id: links.address_of("feeds_tours.guide", token=booking_tokens.guide_token(each.id))
               for each in leading},
        may_edit=Permission.EDIT_TOURS in access().for_unit(found.route.unit_id),
        is_to_come=is_open,
        has_begun=feedback.is_open(found, now),
        opinion=feedback_queries.opinion_of(found.id),
        may_open=is_open and found.state in {DepartureState.DRAFT, DepartureState.CLOSED},
        may_close=is_open and found.state is DepartureState.OPEN,
        may_reopen=found.activity.state is ActivityState.CANCELLED and found.activity.starts_at > now,
        live=LIVE,
        entries=tell(audit.list_about("tour_departure", found.id), view.zone),
    )  # fmt: skip


@tours.route("/desk/tours/<int:departure_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def edit(departure_id: int) -> ResponseReturnValue:
    """Change when, where, by whom and for how many."""
    return edit_page(own_departure(departure_id))


@tours.post("/desk/tours/<int:departure_id>/open")
@requires(Permission.EDIT_TOURS)
def open_(departure_id: int) -> ResponseReturnValue:
    """Let it be booked."""
    return _done(departure_id, departures.open_departure, _("The tour can be booked."))


@tours.post("/desk/tours/<int:departure_id>/close")
@requires(Permission.EDIT_TOURS)
def close(departure_id: int) -> ResponseReturnValue:
    """Take no more bookings."""
    return _done(departure_id, departures.close_departure, _("The tour takes no more bookings."))


@tours.route("/desk/tours/<int:departure_id>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_TOURS)
def cancel(departure_id: int) -> ResponseReturnValue:
    """Show who will be told, then call it off."""
    found, form = own_departure(departure_id), CancelForm()
    for_weather = request.values.get("weather") == "1"
    told = booking_queries.list_of(found.id, LIVE)
    if form.is_sent and form.validate():
        reason = form.reason.data or (_("Called off because of the weather.") if for_weather else "")
        try:
            now, actor = clock.now(), present_actor()
            departures.cancel_departure(found, reason, for_weather=for_weather, now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            found = own_departure(departure_id)
            told = booking_queries.list_of(found.id, LIVE)
        else:
            flash(_("The tour is called off, and everybody who booked it is told."), "success")
            return redirect(url_for(".show", departure_id=departure_id))
    page = render_template(
        "organiser/tours/cancel.html",
        form=form,
        tour=tour_view(found, clock.now()),
        told=told,
        for_weather=for_weather,
    )
    return page, form.status


@tours.post("/desk/tours/<int:departure_id>/reopen")
@requires(Permission.EDIT_TOURS)
def reopen(departure_id: int) -> ResponseReturnValue:
    """It takes place after all."""
    words = _("The tour takes place after all, and everybody still booked is told.")
    return _done(departure_id, departures.reopen_departure, words)


def _done(departure_id: int, deed: Callable[..., object], words: str) -> ResponseReturnValue:
    found = own_departure(departure_id)
    told(lambda: deed(found, now=clock.now(), actor=present_actor()), words)
    return redirect(url_for(".show", departure_id=departure_id))


def own_departure(departure_id: int, permission: Permission = Permission.EDIT_TOURS) -> TourDeparture:
    """The departure, for who may see or edit it. Answers 404 for one of another unit."""
    found = queries.get_departure(departure_id)
    ensure_unit(found.route.unit_id, permission)
    return found


def office_zone() -> ZoneInfo:
    """The clock of the office: of its tours desk where there is one."""
    for unit_id in sorted(access().units(Permission.SEE_UNIT)):
        desk = queries.find_desk(unit_id)
        if desk is not None:
            return ZoneInfo(schedules.get_schedule(desk.schedule_id).time_zone)
    return ZoneInfo(current_app.config["SETTINGS"].default_time_zone)


def monday_asked(today: date) -> date:
    """The first day of the week asked for, of this one when none was."""
    day = day_asked("week", today)
    return day - timedelta(days=day.weekday())
