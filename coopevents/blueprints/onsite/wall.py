"""The wall page: how many have come, for a screen in the hall that nobody touches."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.blueprints.access import by_token
from coopevents.events import queries as events
from coopevents.i18n import localized, zone_named
from coopevents.registration import gate_queries, gates
from coopevents.reports.arrivals import figures_of

wall = Blueprint("onsite_wall", __name__)
MOST_NAMES = 6


@wall.get("/wall/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """The figures, and who came last where the office wants names shown."""
    settings = gates.find_by_wall_token(token)
    if settings is None:
        abort(404)
    event, now = events.get_event(settings.event_id), clock.now()
    return render_template(
        "onsite/wall/show.html",
        event=event,
        event_title=localized(event.title),
        accent=event.accent,
        figures=figures_of(event, now=now),
        last=gate_queries.last_arrivals(event.id, most=MOST_NAMES) if settings.wall_shows_names else [],
        zone=zone_named(event.time_zone),
        now=now,
        token=token,
    )
