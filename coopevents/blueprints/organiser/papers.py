"""What can be printed of an event: the booklet, a sheet for each day, a sign for each door."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, requires
from coopevents.blueprints.papers import (
    asked_booklet,
    asked_languages,
    imprint_of,
    language_choices,
    own_paper,
    usual_languages,
)
from coopevents.events.models import Event
from coopevents.i18n import current_language, short_day_text, zone_named
from coopevents.papers.booklet import booklet_of
from coopevents.papers.sheets import WALL_SIZES, door_signs_of, places_in, wall_sheets_of
from coopevents.schedule import queries as schedules
from coopevents.schedule import releases
from coopevents.schedule.releases import ReleasedProgramme

papers = Blueprint("organiser_papers", __name__)


@papers.get("/desk/events/<event_slug>/papers")
@requires(Permission.SEE_EVENT)
def index(event_slug: str) -> ResponseReturnValue:
    """Every paper with its choices."""
    event = event_of_route()
    programme = _last_release(event)
    values: dict[str, Any] = {"event": event, "programme": programme, "zone": zone_named(event.time_zone)}
    if programme is not None:
        values |= {
            "language_choices": language_choices(event),
            "days": _days(event, programme),
            "places": [
                (place.id, place.name.in_language(current_language()))
                for place in places_in(programme, current_language())
            ],
            "sizes": [(each, each.upper()) for each in WALL_SIZES],
        }
    return render_template("organiser/papers/index.html", **values)


@papers.get("/desk/events/<event_slug>/papers/booklet.pdf")
@requires(Permission.SEE_EVENT)
def booklet(event_slug: str) -> Response:
    """The released programme as a booklet, before the event is public too."""
    event = event_of_route()
    asked = asked_booklet(request.args)
    choice = asked if asked.languages else replace(asked, languages=usual_languages(event))
    return own_paper(booklet_of(event, _released(event), choice, imprint_of(event)), f"{event_slug}-programme.pdf")


@papers.get("/desk/events/<event_slug>/papers/days.pdf")
@requires(Permission.SEE_EVENT)
def days(event_slug: str) -> Response:
    """A sheet for each day, or for one."""
    event = event_of_route()
    programme = _released(event)
    size, day = request.args.get("paper", ""), request.args.get("day", "")
    paper = wall_sheets_of(
        event,
        programme,
        _languages(event),
        imprint_of(event),
        size=size if size in WALL_SIZES else WALL_SIZES[0],
        day=day if day in dict(_days(event, programme)) else "",
    )
    return own_paper(paper, f"{event_slug}-days.pdf")


@papers.get("/desk/events/<event_slug>/papers/doors.pdf")
@requires(Permission.SEE_EVENT)
def doors(event_slug: str) -> Response:
    """A sign for each place, or for one; 404 for a place in which nothing is."""
    event = event_of_route()
    programme = _released(event)
    place_id = request.args.get("place", type=int)
    known = {place.id for place in places_in(programme, current_language())}
    if not known or (place_id is not None and place_id not in known):
        abort(404)
    paper = door_signs_of(event, programme, _languages(event), imprint_of(event), place_id=place_id)
    return own_paper(paper, f"{event_slug}-doors.pdf")


def _last_release(event: Event) -> ReleasedProgramme | None:
    release = schedules.find_release(event.schedule_id, event.schedule.release_number)
    return releases.programme_of(release) if release is not None else None


def _released(event: Event) -> ReleasedProgramme:
    programme = _last_release(event)
    if programme is None:
        abort(404)
    return programme


def _languages(event: Event) -> tuple[str, ...]:
    return asked_languages(request.args.get("languages", "")) or usual_languages(event)


def _days(event: Event, programme: ReleasedProgramme) -> list[tuple[str, str]]:
    """(ISO date, words) of every day of the programme, as its own clocks show it."""
    zone = zone_named(event.time_zone)
    found = dict.fromkeys(each.starts_at.astimezone(zone).date() for each in programme.shown)
    return [(on.isoformat(), short_day_text(on)) for on in found]
