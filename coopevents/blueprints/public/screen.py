"""The screen in a hall, or the sign at a door: what runs and what comes next, to be read from afar and left alone."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, kept_page, next_of, render_page
from coopevents.blueprints.public.live_entries import LiveEntries, recent_changes
from coopevents.blueprints.public.programme_cards import Cards
from coopevents.blueprints.public.visible_events import framed, public_event
from coopevents.feeds.programmes import find_programme
from coopevents.schedule.now_and_next import outlook
from coopevents.schedule.releases import ReleasedPlace, ReleasedProgramme

screens = Blueprint("public_screen", __name__)
MOST_AT_A_DOOR = 4


@screens.get("/e/<event_slug>/screen")
@open_to_all
def show(event_slug: str) -> ResponseReturnValue:
    """The whole event's screen, or with ``?place=`` one door's; 404 for a place that is not on the programme."""
    asked = request.args.get("place", "")
    place_id = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    if asked and place_id is None:
        abort(404)
    return kept_page(("screen", event_slug, place_id), lambda: _page(event_slug, place_id))


def _page(slug: str, place_id: int | None) -> Page:
    event, now = public_event(slug), clock.now()
    released = find_programme(event.schedule)
    place = _place(released, place_id)
    cards = Cards(event.slug, ZoneInfo(event.time_zone), now)
    live = LiveEntries(cards, recent_changes(event.schedule, released, now) if released else (), place_id)
    shown = [each for each in released.shown if place is None or each.place == place] if released else []
    shown += live.left_behind
    seen = outlook(shown, now)
    html = render_page(
        "public/programme/screen.html",
        door="public_screen.show",
        known={"place": str(place_id)} if place_id else {},
        place=place,
        outlook=seen,
        entries=live.of(seen) if seen else [],
        most=MOST_AT_A_DOOR if place else 0,
        zone=cards.zone,
        **framed(event),
    )
    return Page(
        html, (event.id,), next_of([moment for each in shown for moment in (each.starts_at, each.ends_at)], now)
    )


def _place(released: ReleasedProgramme | None, place_id: int | None) -> ReleasedPlace | None:
    if place_id is None:
        return None
    shown = released.shown if released else ()
    found = next((each.place for each in shown if each.place and each.place.id == place_id), None)
    return found or abort(404)
