"""Doors to a programme: the day grid, the list, an activity."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, event_of_route, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.downloads import csv_download
from coopevents.blueprints.listing import asked, chips, export_url
from coopevents.blueprints.organiser import programme_view as view
from coopevents.blueprints.organiser.programme_forms import ActivityForm
from coopevents.blueprints.organiser.programme_people import choosable_people, people_meant, place_units, track_meant
from coopevents.events.models import Event
from coopevents.i18n import _, localized, ngettext, short_day_text, time_range_text
from coopevents.people.models import Person
from coopevents.places.models import Place
from coopevents.refusals import Refusal
from coopevents.schedule import queries, service
from coopevents.schedule.models import Activity, Track
from coopevents.schedule.rules import ActivityWasChanged
from coopevents.schedule.survey import Survey, survey_of
from coopevents.schedule.words import AUDIENCES, KINDS, STATE_TONES, STATES

programme = Blueprint("organiser_programme", __name__)
MOST_CLASHES_SHOWN = 30
MOST_COLUMNS = 39
TEMPLATES = {True: "organiser/programme/list.html", False: "organiser/programme/grid.html"}


def present_survey(event: Event) -> Survey:
    """Everything that clashes on the event's programme, in the words this reader may read."""
    visible = access().units(Permission.SEE_EVENT)
    return survey_of(event.schedule, place_unit_ids=place_units(event), visible_unit_ids=visible)


def tracks_of(event: Event) -> dict[int, Track]:
    """The tracks of the event's programme by id."""
    return {each.id: each for each in queries.list_tracks(event.schedule_id)}


def columns_of(on_the_day: list[Activity], activities: list[Activity], survey: Survey) -> list[Place]:
    """The places the grid shows: those in use on this programme, and a few more while there are few.

    When they are more than the grid can hold, those of the day come first.
    """
    today, used = ({each.place_id for each in some} for some in (on_the_day, activities))
    known = [*survey.offered_places, *(each for each in survey.places.values() if each not in survey.offered_places)]
    shown = [each for each in known if each.id in used]
    if len(shown) > MOST_COLUMNS:
        shown = sorted(shown, key=lambda each: each.id not in today)[:MOST_COLUMNS]
    spare = [each for each in survey.offered_places if each.id not in used]
    return [*shown, *spare[: max(0, 6 - len(shown))]]


@programme.get("/desk/events/<event_slug>/programme")
@requires(Permission.SEE_EVENT)
def show(event_slug: str) -> ResponseReturnValue:
    """One day as a grid, or all as a list; and what clashes."""
    event = event_of_route()
    zone = ZoneInfo(event.schedule.time_zone)
    activities = queries.list_activities(event.schedule_id)
    survey = present_survey(event)
    people = queries.map_people(one.person_id for each in activities for one in each.participants)
    days = view.days_of(activities, zone, event.starts_on, event.ends_on)
    day = _day_asked(days, activities, zone)
    is_list = request.args.get("view") == "list"
    open_clashes, today = survey.open_clashes, view.on_day(activities, day, zone)
    return render_template(
        TEMPLATES[is_list],
        event=event,
        zone=zone,
        survey=survey,
        activities=_filtered(activities, survey, people, zone, tracks_of(event)) if is_list else today,
        has_activities=bool(activities),
        people=people,
        grid=None if is_list else view.grid_of(day, today, columns_of(today, activities, survey), people, survey),
        day=day,
        days=_day_tabs(event_slug, days, day, activities, zone),
        clashes=view.views_of(open_clashes[:MOST_CLASHES_SHOWN], survey),
        clash_count=len(open_clashes),
        accepted=view.accepted_views(survey),
        kinds=KINDS,
        states=STATES,
        tones=STATE_TONES,
        names_in=view.names_in,
        may_edit=may(Permission.EDIT_PROGRAMME, event),
        kind_chips=_kind_chips(activities),
        day_chips=chips("day", [("", _("All days")), *((str(each), short_day_text(each)) for each in days)]),
        text=asked("q"),
        is_narrowed=any(request.args.get(name) for name in ("q", "kind", "day")),
        everything_url=url_for(".show", event_slug=event_slug, view="list"),
        export_url=export_url(url_for(".export", event_slug=event_slug)),
    )


@programme.get("/desk/events/<event_slug>/programme/export.csv")
@requires(Permission.SEE_EVENT)
def export(event_slug: str) -> ResponseReturnValue:
    """The list, as it is narrowed, as a table; it can be pasted back as rows."""
    event = event_of_route()
    zone = ZoneInfo(event.schedule.time_zone)
    activities = queries.list_activities(event.schedule_id)
    survey = present_survey(event)
    people = queries.map_people(one.person_id for each in activities for one in each.participants)
    tracks = tracks_of(event)
    head = [
        _("Title"), _("Kind"), _("Day"), _("Time"), _("Place"), _("People"), _("Track"), _("State"), _("For whom"),
        _("Capacity"), _("Note for colleagues"),
    ]  # fmt: skip
    rows = [
        (
            localized(each.title),
            str(KINDS[each.kind]),
            each.starts_at.astimezone(zone).date(),
            time_range_text(each.starts_at, each.ends_at, zone),
            view.place_name(each, survey.places),
            view.names_in(each.participants, people),
            localized(tracks[each.track_id].name) if each.track_id else "",
            str(STATES[each.state]),
            str(AUDIENCES[each.audience]),
            each.capacity,
            each.internal_note,
        )
        for each in _filtered(activities, survey, people, zone, tracks)
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
        form = ActivityForm.fresh(_date(asked("day")) or event.starts_on, place_id=place_id, starts=asked("time"))
    else:
        form = ActivityForm()
    form.offer_places(list(survey.offered_places))
    form.offer_tracks(queries.list_tracks(event.schedule_id))
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
    """The day of an activity, with the activity in sight."""
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
        form.add_blank_rows()
        return True
    if request.method == "POST":
        form.add_blank_rows(max(0, 1 - sum(1 for row in form.people if not row.data["name"])))
    return False


def _labels(event: Event, activity: Activity) -> dict[int, str]:
    known = choosable_people(event)
    shown = queries.map_people(each.person_id for each in activity.participants)
    return {**view.labels_of(shown.values()), **view.labels_of(known)}


def _filtered(
    activities: list[Activity], survey: Survey, people: dict[int, Person], zone: ZoneInfo, tracks: dict[int, Track]
) -> list[Activity]:
    found = view.matching(activities, asked("q"), people, survey.places, tracks)
    if request.args.get("kind") in {str(each) for each in KINDS}:
        found = [each for each in found if each.kind == request.args["kind"]]
    day = _date(asked("day"))
    return view.on_day(found, day, zone) if day else found


def _day_asked(days: list[date], activities: list[Activity], zone: ZoneInfo) -> date:
    """The day asked for; else today while the event lasts; else the first day on which something stands."""
    wanted, today = _date(asked("day")), clock.now().astimezone(zone).date()
    if wanted in days:
        return wanted
    if today in days:
        return today
    planned = [each.starts_at.astimezone(zone).date() for each in activities]
    return min(planned, default=days[0])


def _day_tabs(
    event_slug: str, days: list[date], day: date, activities: list[Activity], zone: ZoneInfo
) -> list[dict[str, object]]:
    return [
        {
            "label": short_day_text(each),
            "date": _activities_counted(len(view.on_day(activities, each, zone))),
            "url": url_for(".show", event_slug=event_slug, day=each),
            "is_current": each == day,
        }
        for each in days
    ]


def _activities_counted(number: int) -> str:
    return str(ngettext("%(num)s activity", "%(num)s activities", number)) if number else str(_("nothing yet"))


def _kind_chips(activities: list[Activity]) -> list[object]:
    used = {str(each.kind) for each in activities}
    counts = {kind: sum(1 for each in activities if each.kind == kind) for kind in used}
    words = [(str(kind), word) for kind, word in KINDS.items() if str(kind) in used]
    return list(chips("kind", [("", _("Every kind")), *words], counts))


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if len(typed) == 10 else None
    except ValueError:
        return None
