"""The programme within the pages of another site: in a frame, without a script, a cookie or a form."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, kept_page, next_of, render_page
from coopevents.blueprints.public.live_entries import LiveEntries
from coopevents.blueprints.public.programme_cards import Cards
from coopevents.blueprints.public.visible_events import framed, public_event
from coopevents.events.sharing import framing_policy
from coopevents.events.states import ACCENTS
from coopevents.feeds.programmes import find_programme
from coopevents.schedule.now_and_next import outlook

embeds = Blueprint("public_embed", __name__)
LONGEST = 100


@dataclass(frozen=True, slots=True)
class EmbedChoice:
    """What the line on the other site asks for; empty means all, or as the event has it."""

    view: str = ""
    day: str = ""
    track: str = ""
    accent: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> "EmbedChoice":
        """The choices in an address; what cannot be meant is left out."""
        given = {each.name: arguments.get(each.name, "").strip()[:LONGEST] for each in fields(cls)}
        given["view"] = "now" if given["view"] == "now" else ""
        given["accent"] = given["accent"] if given["accent"] in ACCENTS else ""
        return cls(**given)

    def query(self, **more: str) -> str:
        """The choices as the end of an address, with a question mark when there are any."""
        chosen = {each.name: getattr(self, each.name) for each in fields(self)} | more
        written = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{written}" if written else ""


@embeds.get("/e/<event_slug>/embed")
@open_to_all
def show(event_slug: str) -> ResponseReturnValue:
    """The programme, or what runs now, for a frame on a site the office has named; links open in another window."""
    g.leaves_no_cookie = True
    choice = EmbedChoice.of(request.args)
    return kept_page(("embed", event_slug, choice), lambda: _page(event_slug, choice))


def _page(slug: str, choice: EmbedChoice) -> Page:
    event, now = public_event(slug), clock.now()
    released = find_programme(event.schedule)
    cards = Cards(event.slug, ZoneInfo(event.time_zone), now)
    shown = [
        each
        for each in (released.shown if released else ())
        if not choice.track or (each.track is not None and each.track.slug == choice.track)
    ]
    seen = outlook(shown, now) if choice.view else None
    days = cards.days(shown) if not choice.view else []
    values = framed(event) | ({"accent": choice.accent} if choice.accent else {})
    html = render_page(
        "public/programme/embed.html",
        door="public_embed.show",
        choice=choice,
        days=[day for day in days if choice.day in {"", day.on.isoformat()}],
        outlook=seen,
        entries=LiveEntries(cards).of(seen) if seen else [],
        zone=cards.zone,
        get_flashed_messages=lambda **_options: [],
        **values,
    )
    moments = [moment for each in shown for moment in (each.starts_at, each.ends_at)]
    return Page(html, (event.id,), next_of(moments, now), framing_policy(event))
