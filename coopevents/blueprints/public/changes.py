"""What changed in an event's programme, release by release: a page and a feed for everybody."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.pages import Page, kept_page, render_page
from coopevents.blueprints.programme_changes import ChangeView, counts_in_words, views_of
from coopevents.blueprints.public import zones
from coopevents.blueprints.public.programme_choice import ProgrammeChoice
from coopevents.blueprints.public.visible_events import public_event
from coopevents.events.states import EventState
from coopevents.i18n import localized
from coopevents.schedule import release_queries
from coopevents.schedule.differences import changes_in, zones_in
from coopevents.schedule.release_models import Release

changes = Blueprint("public_changes", __name__)
PER_PAGE = 20
LAST_PAGE = 500
MOST_CHANGES = 100
"""So many of a release are told one by one; whoever moved a whole week reads the programme anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One release as everybody reads of it; who made it is not said."""

    number: int
    name: str
    note: str
    released_at: datetime
    shown: int
    said: str
    zones: tuple[str, str] | None
    changes: list[ChangeView]
    more: int


@changes.get("/e/<event_slug>/programme/changes")
@open_to_all
def show(event_slug: str) -> ResponseReturnValue:
    """The releases of the programme, newest first, with what each changed."""
    zone, page = ProgrammeChoice.of(request.args).zone, _page_asked()
    return kept_page(("changes", event_slug, zone, page), lambda: _changes_page(event_slug, zone, page))


def entry_of(release: Release, zone: ZoneInfo) -> Entry:
    """A release in the reader's words and time zone."""
    changed = changes_in(release.difference)
    return Entry(
        number=release.number,
        name=release.name,
        note=localized(release.comment),
        released_at=release.released_at,
        shown=release.counts.get("shown", 0),
        said=counts_in_words(release.counts) if release.number > 1 else "",
        zones=zones_in(release.difference),
        changes=views_of(changed[:MOST_CHANGES], zone),
        more=max(0, len(changed) - MOST_CHANGES),
    )


def _changes_page(slug: str, zone_name: str, page: int) -> Page:
    event = public_event(slug)
    zone = ZoneInfo(zone_name or event.time_zone)
    is_open = event.schedule.is_open
    total = release_queries.count_releases(event.schedule_id) if is_open else 0
    if page > 1 and (page - 1) * PER_PAGE >= total:
        abort(404)
    listed = release_queries.list_releases_with_differences(
        event.schedule_id, limit=PER_PAGE if is_open else 0, offset=(page - 1) * PER_PAGE
    )
    html = render_page(
        "public/programme/changes.html",
        door="public_changes.show",
        known={name: value for name, value in (("zone", zone_name), ("page", str(page) if page > 1 else "")) if value},
        entries=[entry_of(each, zone) for each in listed],
        zone=zone,
        zone_words=zones.said(zone_name or event.time_zone, listed[0].released_at) if listed else "",
        is_cancelled=event.state is EventState.CANCELLED,
        earlier=page + 1 if page * PER_PAGE < total else None,
        later=page - 1 if page > 1 else None,
        zone_name=zone_name,
        url_of=lambda uid: url_for("public_programme.activity", event_slug=slug, uid=uid),
        **event_frame(event),
    )
    return Page(html, (event.id,))


def _page_asked() -> int:
    given = request.args.get("page", "")
    return (
        min(int(given), LAST_PAGE) if given.isascii() and given.isdigit() and 0 < len(given) < 5 and int(given) else 1
    )
