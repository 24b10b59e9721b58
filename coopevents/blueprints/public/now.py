"""What runs now and what comes next: the programme's page for the days themselves."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, kept_page, next_of, render_page
from coopevents.blueprints.public import zones
from coopevents.blueprints.public.live_entries import LiveEntries, recent_changes
from coopevents.blueprints.public.programme_cards import Cards
from coopevents.blueprints.public.programme_choice import ProgrammeChoice
from coopevents.blueprints.public.visible_events import framed, public_event
from coopevents.feeds.programmes import find_programme
from coopevents.schedule.now_and_next import outlook

now_and_next = Blueprint("public_now", __name__)


@now_and_next.get("/e/<event_slug>/now")
@open_to_all
def show(event_slug: str) -> ResponseReturnValue:
    """What runs now, by place, and what comes next; it moves on by itself."""
    zone = ProgrammeChoice.of(request.args).zone
    return kept_page(("now", event_slug, zone), lambda: _page(event_slug, zone))


def _page(slug: str, zone_name: str) -> Page:
    event, now = public_event(slug), clock.now()
    zone = ZoneInfo(zone_name or event.time_zone)
    released = find_programme(event.schedule)
    cards = Cards(event.slug, zone, now, is_linked=True)
    live = LiveEntries(cards, recent_changes(event.schedule, released, now) if released else ())
    shown = [*released.shown, *live.left_behind] if released else []
    seen = outlook(shown, now)
    html = render_page(
        "public/programme/now.html",
        door="public_now.show",
        known={"zone": zone_name} if zone_name else {},
        outlook=seen,
        entries=live.of(seen) if seen else [],
        zone=zone,
        zone_name=zone_name,
        zone_words=_zone_words(event.time_zone, zone_name),
        **framed(event),
    )
    return Page(
        html, (event.id,), next_of([moment for each in shown for moment in (each.starts_at, each.ends_at)], now)
    )


def _zone_words(own: str, chosen: str) -> dict[str, Any]:
    now = clock.now()
    return {
        "own": zones.said(own, now),
        "shown": zones.said(chosen, now) if chosen else "",
        "choices": zones.zone_choices(own, chosen, now),
    }
