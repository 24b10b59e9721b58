"""The two pages of a whole programme: the board of one day, and the table of all; and what both stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, request, url_for

from coopevents import clock
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, may
from coopevents.blueprints.listing import asked, chips, export_url
from coopevents.blueprints.organiser import programme_view as view
from coopevents.blueprints.organiser import table_rows
from coopevents.blueprints.organiser.board_words import script_words
from coopevents.blueprints.organiser.programme_people import place_units
from coopevents.events.models import Event
from coopevents.i18n import _, ngettext, short_day_text
from coopevents.people.models import Person
from coopevents.places.models import Place
from coopevents.reports.clashes import survey_of_event
from coopevents.schedule import queries
from coopevents.schedule.models import Activity, Track
from coopevents.schedule.survey import Survey
from coopevents.schedule.words import KINDS, STATE_TONES, STATES

MOST_CLASHES_SHOWN = 30
MOST_COLUMNS = 39


@dataclass(frozen=True)
class Programme:
    """The working copy of an event's programme, as it was read at once."""

    event: Event
    zone: ZoneInfo
    activities: list[Activity]
    tray: list[Activity]
    survey: Survey
    people: dict[int, Person]


def present_survey(event: Event) -> Survey:
    """Everything that clashes on the event's programme, in the words this reader may read."""
    visible = access().units(Permission.SEE_EVENT)
    return survey_of_event(event, place_unit_ids=place_units(event), visible_unit_ids=visible)


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


def read_programme(event: Event) -> Programme:
    """All of it, in a handful of selects."""
    activities, tray = queries.list_activities(event.schedule_id), queries.list_unscheduled(event.schedule_id)
    people = queries.map_people(one.person_id for each in (*activities, *tray) for one in each.participants)
    return Programme(event, ZoneInfo(event.schedule.time_zone), activities, tray, present_survey(event), people)


def programme_page(event: Event) -> str:
    """The board of one day; without script the same day to read."""
    found = read_programme(event)
    days = view.days_of(found.activities, found.zone, event.starts_on, event.ends_on)
    day = _day_asked(days, found.activities, found.zone)
    today = view.on_day(found.activities, day, found.zone)
    columns = columns_of(today, found.activities, found.survey)
    return render_template(
        "organiser/board/show.html",
        **_frame(found, days),
        activities=today,
        grid=view.grid_of(day, today, columns, found.people, found.survey),
        day=day,
        days=_day_tabs(event.slug, days, day, found.activities, found.zone),
        tray=found.tray,
        words=script_words(),
    )


def table_page(
    event: Event, *, typed: Mapping[str, str] | None = None, problem: str = "", conflicts: Sequence[Any] = ()
) -> str:
    """Everything in rows, the tray among them; ``typed`` is what a form held that could not be saved, and why."""
    found = read_programme(event)
    days = view.days_of(found.activities, found.zone, event.starts_on, event.ends_on)
    rows = narrowed_rows(found, tracks_of(event))
    return render_template(
        "organiser/board/table.html",
        **_frame(found, days),
        activities=rows,
        shown={each.id: table_rows.shown(each, found.zone) for each in rows},
        typed=typed or {},
        ticked=set(request.form.getlist("selected")) if typed else set(),
        problem=problem,
        conflicts=conflicts,
        day=days[0],
        all_days=days,
        names_in=view.names_in,
        kind_chips=_kind_chips([*found.activities, *found.tray]),
        day_chips=chips("day", [("", _("All days")), *((str(each), short_day_text(each)) for each in days)]),
        text=asked("q"),
        is_narrowed=any(request.args.get(name) for name in ("q", "kind", "day")),
        everything_url=url_for("organiser_programme.show", event_slug=event.slug, view="list"),
        kept={name: request.args[name] for name in ("q", "kind", "day") if request.args.get(name)},
    )


def narrowed_rows(found: Programme, tracks: dict[int, Track]) -> list[Activity]:
    """What the table shows of it, as the address narrows it: the tray first, then all in the order of time."""
    rows = view.matching([*found.tray, *found.activities], asked("q"), found.people, found.survey.places, tracks)
    if request.args.get("kind") in {str(each) for each in KINDS}:
        rows = [each for each in rows if each.kind == request.args["kind"]]
    day = day_asked(asked("day"))
    return view.on_day(rows, day, found.zone) if day else rows


def day_asked(typed: str) -> date | None:
    """A day as an address names it; None for anything else."""
    try:
        return date.fromisoformat(typed) if len(typed) == 10 else None
    except ValueError:
        return None


def _frame(found: Programme, days: list[date]) -> dict[str, Any]:
    """What both pages show."""
    open_clashes, event = found.survey.open_clashes, found.event
    return {
        "event": event,
        "zone": found.zone,
        "survey": found.survey,
        "people": found.people,
        "has_activities": bool(found.activities or found.tray),
        "clashes": view.views_of(open_clashes[:MOST_CLASHES_SHOWN], found.survey),
        "clash_count": len(open_clashes),
        "accepted": view.accepted_views(found.survey),
        "kinds": KINDS,
        "states": STATES,
        "tones": STATE_TONES,
        "may_edit": may(Permission.EDIT_PROGRAMME, event),
        "offered_places": found.survey.offered_places,
        "day_choices": [(str(each), short_day_text(each)) for each in days],
        "export_url": export_url(url_for("organiser_programme.export", event_slug=event.slug)),
    }


def _day_asked(days: list[date], activities: list[Activity], zone: ZoneInfo) -> date:
    """The day asked for; else today while the event lasts; else the first day on which something stands."""
    wanted, today = day_asked(asked("day")), clock.now().astimezone(zone).date()
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
            "url": url_for("organiser_programme.show", event_slug=event_slug, day=each),
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
