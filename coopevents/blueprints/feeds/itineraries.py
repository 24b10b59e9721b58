"""Calendar subscriptions to itineraries: each for one reader, found by the secret in its address."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from coopevents import clock, links
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.itinerary_door import itinerary_of
from coopevents.delegations import reading_links
from coopevents.delegations.reading_words import ReaderKind
from coopevents.feeds import itineraries as feeds
from coopevents.i18n import _, current_language

itinerary_feeds = Blueprint("feeds_itineraries", __name__)
CALENDAR = "text/calendar; charset=utf-8"


@itinerary_feeds.get("/feeds/visits/<token>.ics")
@by_token
def lines(token: str) -> ResponseReturnValue:
    """What this reader does during the visit, or during all visits."""
    reader = reading_links.reader_of_calendar(token) or abort(404)
    found = itinerary_of(reader) or abort(404)
    is_ours = reader.kind is ReaderKind.WORKER
    host, language = links.host(), current_language()
    tag = feeds.tag_of(found, f"{reader.kind} {reader.id}", language, host)
    if request.if_none_match.contains_weak(tag):
        return Response(status=304, headers={"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"})
    body = feeds.calendar_of(
        found,
        name=_("My visits") if is_ours else _("Our visit"),
        language=language,
        host=host,
        is_ours=is_ours,
        now=clock.now(),
    )
    response = Response(body, content_type=CALENDAR)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="visit.ics"'
    return response
