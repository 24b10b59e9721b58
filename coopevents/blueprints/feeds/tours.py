"""Calendar subscriptions to tours: of a party, and of a guide."""

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from coopevents import clock, links
from coopevents.blueprints.access import by_token
from coopevents.feeds import tours as feeds
from coopevents.i18n import _, current_language, force_locale
from coopevents.tours import booking_queries

tour_feeds = Blueprint("feeds_tours", __name__)
CALENDAR = "text/calendar; charset=utf-8"


@tour_feeds.get("/feeds/tours/<token>.ics")
@by_token
def booking(token: str) -> ResponseReturnValue:
    """The tour a party has booked."""
    found = booking_queries.find_by_calendar(token)
    with force_locale(found.language):
        name = _("My tour")
    body = feeds.calendar_of_booking(found, name=name, language=found.language, host=_host())
    return _answer(body, "tour")


@tour_feeds.get("/feeds/tours/guide/<token>.ics")
@by_token
def guide(token: str) -> ResponseReturnValue:
    """The tours somebody leads."""
    now, language = clock.now(), current_language()
    led = feeds.find_led(token, now) or abort(404)
    tag = led.tag(language, _host())
    if request.if_none_match.contains_weak(tag):
        return Response(status=304, headers={"ETag": f'"{tag}"', "Cache-Control": "no-cache"})
    body = feeds.calendar_of_guide(
        led, name=_("My tours as a guide"), language=language, host=_host(), now=now, address=_address
    )
    response = _answer(body, "guide")
    response.set_etag(tag)
    return response


def _address(_uid: str) -> str:
    return links.address_of("public_tours.index")


def _host() -> str:
    return str(current_app.config["SETTINGS"].host)


def _answer(body: bytes, name: str) -> Response:
    response = Response(body, content_type=CALENDAR)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
