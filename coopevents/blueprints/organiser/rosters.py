"""Doors to rosters: who is expected in an activity, who waits; and attendance, taken on a phone at the door."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.downloads import csv_download
from coopevents.blueprints.listing import asked
from coopevents.events.models import Event
from coopevents.i18n import _, current_language
from coopevents.refusals import Refusal
from coopevents.registration import queries as registrations
from coopevents.reports.rosters import find_guests, list_booked_activities, roster_of
from coopevents.schedule import queries, signing_up
from coopevents.schedule.models import Activity
from coopevents.schedule.states import SignUpState
from coopevents.schedule.words import KINDS, SIGN_UP_STATES, SIGN_UP_TONES

rosters = Blueprint("organiser_rosters", __name__)


@rosters.get("/desk/events/<event_slug>/sign-ups")
@requires(Permission.SEE_REGISTRATIONS)
def index(event_slug: str) -> ResponseReturnValue:
    """The activities whose places are booked, with what is taken, waited for and attended."""
    event = event_of_route()
    return render_template(
        "organiser/rosters/index.html",
        event=event,
        zone=ZoneInfo(event.schedule.time_zone),
        booked_activities=list_booked_activities(event),
        kinds=KINDS,
        may_edit=may(Permission.EDIT_PROGRAMME, event),
    )


@rosters.get("/desk/events/<event_slug>/programme/<int:activity_id>/roster")
@requires(Permission.SEE_REGISTRATIONS)
def show(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """Who has a place, who waits, who came without; somebody found by name can be added."""
    event, activity = _asked_for(activity_id)
    roster = roster_of(event, activity)
    return render_template(
        "organiser/rosters/show.html",
        event=event,
        activity=activity,
        zone=ZoneInfo(event.schedule.time_zone),
        roster=roster,
        text=asked("q"),
        found=find_guests(event, asked("q"), roster.person_ids),
        states=SIGN_UP_STATES,
        tones=SIGN_UP_TONES,
        may_change=may(Permission.DECIDE_REGISTRATIONS, event) and activity.starts_at > clock.now(),
        may_check_in=may(Permission.CHECK_IN, event),
        may_export=may(Permission.EXPORT_REGISTRATIONS, event),
    )


@rosters.get("/desk/events/<event_slug>/programme/<int:activity_id>/roster.csv")
@requires(Permission.EXPORT_REGISTRATIONS)
def export(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """The roster as a table."""
    event, activity = _asked_for(activity_id)
    roster = roster_of(event, activity)
    head = [
        _("Number"), _("Full name"), _("Name in own script"), _("Institution"), _("E-mail"), _("State"), _("Present"),
    ]  # fmt: skip
    rows = (
        (
            each.number,
            each.name,
            each.original_name,
            each.institution,
            each.email,
            str(SIGN_UP_STATES[each.state]),
            _("yes") if each.attended_at else _("no"),
        )
        for each in (*roster.booked, *roster.waiting, *roster.walk_ins)
    )
    return csv_download(f"{event.slug}-roster-{activity.id}", head, rows)


@rosters.post("/desk/events/<event_slug>/programme/<int:activity_id>/roster")
@requires(Permission.DECIDE_REGISTRATIONS)
def change(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """Give a guest a place, or take one back."""
    event, activity = _asked_for(activity_id)
    now, actor, person_id = clock.now(), present_actor(), _person_meant(event, activity)
    try:
        if request.form.get("verb") == "remove":
            signing_up.give_back(activity, person_id, now=now, actor=actor)
            words = _("The place is free again; whoever waited longest has it now.")
        else:
            entry = signing_up.sign_up(activity, person_id, language=current_language(), now=now, actor=actor)
            is_booked = entry.state is SignUpState.BOOKED
            words = _("The place is booked.") if is_booked else _("All places are taken: put on the waiting list.")
        unit_of_work.commit()
        flash(words, "success")
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
    return redirect(url_for(".show", event_slug=event_slug, activity_id=activity_id))


@rosters.get("/desk/events/<event_slug>/programme/<int:activity_id>/attendance")
@requires(Permission.CHECK_IN)
def attendance(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """One large button per guest: who is there."""
    event, activity = _asked_for(activity_id)
    roster = roster_of(event, activity)
    return render_template(
        "organiser/rosters/attendance.html",
        event=event,
        activity=activity,
        zone=ZoneInfo(event.schedule.time_zone),
        roster=roster,
        text=asked("q"),
        found=find_guests(event, asked("q"), roster.person_ids),
    )


@rosters.post("/desk/events/<event_slug>/programme/<int:activity_id>/attendance")
@requires(Permission.CHECK_IN)
def note(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """Note that a guest is there, or take the note back: what the button said, so that twice is once."""
    event, activity = _asked_for(activity_id)
    person_id, is_there = _person_meant(event, activity), request.form.get("wanted") == "1"
    signing_up.take_attendance(activity, person_id, is_there, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    here = url_for(".attendance", event_slug=event_slug, activity_id=activity_id, _anchor=f"guest-{person_id}")
    return redirect(here)


def _asked_for(activity_id: int) -> tuple[Event, Activity]:
    event = event_of_route()
    activity = queries.get_activity(event.schedule_id, activity_id)
    if activity.starts_at is None:
        abort(404)
    return event, activity


def _person_meant(event: Event, activity: Activity) -> int:
    """The person on the roster, or the guest with that number of registration; anybody else is a 404."""
    number = request.form.get("number", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        return registrations.get_registration(event.id, int(number)).person_id
    wanted = request.form.get("person_id", "")
    known = {str(each) for each in roster_of(event, activity).person_ids}
    if wanted not in known:
        abort(404)
    return int(wanted)
