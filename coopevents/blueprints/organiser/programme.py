"""Doors to a programme: the board, the table, an activity."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.downloads import csv_download
from coopevents.blueprints.listing import asked
from coopevents.blueprints.organiser import programme_view as view
from coopevents.blueprints.organiser.programme_forms import ActivityForm
from coopevents.blueprints.organiser.programme_page import (
    day_asked,
    narrowed_rows,
    programme_page,
    read_programme,
    table_page,
)
from coopevents.blueprints.organiser.programme_page import present_survey as present_survey
from coopevents.blueprints.organiser.programme_page import tracks_of as tracks_of
from coopevents.blueprints.organiser.programme_people import choosable_people, people_meant, place_units, track_meant
from coopevents.blueprints.organiser.programme_resources import offer_resources
from coopevents.events.models import Event
from coopevents.i18n import _, localized, ngettext, time_range_text
from coopevents.places import queries as places
from coopevents.refusals import Refusal
from coopevents.schedule import queries, service
from coopevents.schedule.models import Activity
from coopevents.schedule.rules import ActivityWasChanged
from coopevents.schedule.states import ActivityState
from coopevents.schedule.survey import Survey
from coopevents.schedule.words import AUDIENCES, KINDS, STATE_TONES, STATES

programme = Blueprint("organiser_programme", __name__)


@programme.get("/desk/events/<event_slug>/programme")
@requires(Permission.SEE_EVENT)
def show(event_slug: str) -> ResponseReturnValue:
    """One day as a board, or all as a table; and what clashes."""
    event = event_of_route()
    return table_page(event) if request.args.get("view") == "list" else programme_page(event)


@programme.get("/desk/events/<event_slug>/programme/export.csv")
@requires(Permission.SEE_EVENT)
def export(event_slug: str) -> ResponseReturnValue:
    """The list, as it is narrowed, as a table; it can be pasted back as rows."""
    event = event_of_route()
    found, tracks = read_programme(event), tracks_of(event)
    head = [
        _("Title"), _("Kind"), _("Day"), _("Time"), _("Place"), _("People"), _("Track"), _("State"), _("For whom"),
        _("Capacity"), _("Note for colleagues"),
    ]  # fmt: skip
    rows = [
        (
            localized(each.title),
            str(KINDS[each.kind]),
            each.starts_at.astimezone(found.zone).date(),
            time_range_text(each.starts_at, each.ends_at, found.zone),
            view.place_name(each, found.survey.places),
            view.names_in(each.participants, found.people),
            localized(tracks[each.track_id].name) if each.track_id else "",
            str(STATES[each.state]),
            str(AUDIENCES[each.audience]),
            each.capacity,
            each.internal_note,
        )
        for each in narrowed_rows(replace(found, tray=[]), tracks)
    ]
    return csv_download(f"{event.slug}-programme", head, rows)


@programme.route("/desk/events/<event_slug>/programme/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def create(event_slug: str) -> ResponseReturnValue:
    """A new activity."""
    event = event_of_route()
    survey = present_survey(event)
    if request.method == "GET":
        given = asked("place", longest=9)
        place_id = int(given) if given.isascii() and given.isdigit() else None
        form = ActivityForm.fresh(day_asked(asked("day")) or event.starts_on, place_id=place_id, starts=asked("time"))
    else:
        form = ActivityForm()
    form.offer_places(list(survey.offered_places))
    form.offer_tracks(queries.list_tracks(event.schedule_id))
    offer_resources(form.resources, places.list_resources(place_units(event)))
    if _wants_more_rows(form):
        return _form_page(form, event, None, survey)
    if form.validate_on_submit():
        now, actor = clock.now(), present_actor()
        try:
            people = people_meant(form.typed_people, event, now=now, actor=actor)
            track_id = track_meant(form.track.data, event, now=now, actor=actor) or form.chosen_track_id
            details = form.to_details(event.schedule.time_zone, people, track_id)
            activity = service.plan_activity(event.schedule, details, now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            return _saved(event, activity, _("%(title)s is on the programme.", title=localized(activity.title)))
    return _form_page(form, event_of_route(), None, survey), 422 if form.is_sent else 200


@programme.route("/desk/events/<event_slug>/programme/<int:activity_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(event_slug: str, activity_id: int) -> ResponseReturnValue:
    """Everything about an activity: what clashes, moving it, changing it, what happened to it."""
    event = event_of_route()
    survey, activity = present_survey(event), queries.get_activity(event.schedule_id, activity_id)
    if request.method == "GET":
        zone = ZoneInfo(event.schedule.time_zone)
        form = ActivityForm.showing(activity, zone, _labels(event, activity))
    else:
        form = ActivityForm()
    form.offer_places(list(survey.offered_places), survey.places.get(activity.place_id or 0))
    form.offer_tracks(queries.list_tracks(event.schedule_id))
    in_use = places.map_resources(each.resource_id for each in activity.resources)
    offer_resources(form.resources, places.list_resources(place_units(event)), in_use.values())
    if _wants_more_rows(form):
        return _form_page(form, event, activity, survey)
    status = 422 if form.is_sent else 200
    if form.validate_on_submit():
        now, actor = clock.now(), present_actor()
        try:
            people = people_meant(form.typed_people, event, now=now, actor=actor)
            track_id = track_meant(form.track.data, event, now=now, actor=actor) or form.chosen_track_id
            details = form.to_details(event.schedule.time_zone, people, track_id)
            expected = form.expected_version
            service.change_activity(activity, details, expected_version=expected, now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            activity, status = queries.get_activity(event_of_route().schedule_id, activity_id), 422
            if isinstance(refusal, ActivityWasChanged):
                status, form.version.data = 409, str(activity.version)
        else:
            return _saved(event, activity, _("%(title)s is saved.", title=localized(activity.title)))
    return _form_page(form, event_of_route(), activity, survey, has_theirs=status == 409), status


def say_clashes(event: Event, activity: Activity) -> list[str]:
    """Tell, in a message on the next page, what the saved activity clashes with; the sentences."""
    survey = present_survey(event)
    found = [each.sentence for each in view.views_of(survey.open_clashes_of(activity.id), survey)]
    if found:
        more = ngettext("%(num)s more clash.", "%(num)s more clashes.", len(found) - 1) if len(found) > 1 else ""
        flash(" ".join(filter(None, (found[0], more))), "warning")
    return found


def _saved(event: Event, activity: Activity, words: str) -> ResponseReturnValue:
    flash(words, "success")
    if say_clashes(event, activity):
        return redirect(url_for(".edit", event_slug=event.slug, activity_id=activity.id))
    return redirect(grid_url(event, activity))


def grid_url(event: Event, activity: Activity) -> str:
    """The day of an activity, with the activity in sight; the tray for what lies there."""
    if activity.state is ActivityState.UNSCHEDULED:
        return url_for("organiser_programme.show", event_slug=event.slug, _anchor="tray")
    day = activity.starts_at.astimezone(ZoneInfo(event.schedule.time_zone)).date()
    return url_for("organiser_programme.show", event_slug=event.slug, day=day, _anchor=f"activity-{activity.id}")


def _form_page(
    form: ActivityForm, event: Event, activity: Activity | None, survey: Survey, *, has_theirs: bool = False
) -> str:
    people = choosable_people(event)
    in_it = queries.map_people(each.person_id for each in activity.participants) if activity else {}
    clashes = survey.open_clashes_of(activity.id) if activity else []
    zone = ZoneInfo(event.schedule.time_zone)
    return render_template(
        "organiser/programme/form.html",
        form=form,
        event=event,
        activity=activity,
        zone=zone,
        survey=survey,
        theirs=activity if has_theirs else None,
        people_in_it=view.names_in(activity.participants, in_it) if activity else "",
        people_labels=sorted(view.labels_of(people).values()),
        clashes=view.views_of(clashes, survey, activity_id=activity.id if activity else None),
        back_url=grid_url(event, activity) if activity else url_for(".show", event_slug=event.slug),
        kinds=KINDS,
        states=STATES,
        tones=STATE_TONES,
        entries=tell(audit.list_about("activity", activity.id), zone) if activity else [],
    )


def _wants_more_rows(form: ActivityForm) -> bool:
    if request.method == "POST" and request.form.get("more"):
        if request.form["more"] != "resources":
            form.add_blank_rows()
        return True
    if request.method == "POST":
        form.add_blank_rows(max(0, 1 - sum(1 for row in form.people if not row.data["name"])))
    return False


def _labels(event: Event, activity: Activity) -> dict[int, str]:
    known = choosable_people(event)
    shown = queries.map_people(each.person_id for each in activity.participants)
    return {**view.labels_of(shown.values()), **view.labels_of(known)}
