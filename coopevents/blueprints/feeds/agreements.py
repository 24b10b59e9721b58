"""The calendar of agreements for colleagues, by a private address; nothing of it is kept anywhere on the way."""

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from coopevents import clock, config, links
from coopevents.blueprints.access import by_token
from coopevents.blueprints.feeds.calendars import CALENDAR
from coopevents.feeds.agreement_days import calendar_of_days, find_days
from coopevents.text import LANGUAGES

agreement_days = Blueprint("feeds_agreements", __name__)


@agreement_days.get("/feeds/agreements/<token>.ics")
@by_token
def days(token: str) -> ResponseReturnValue:
    """When agreements end, want notice or are reviewed, as far as the owner of the address may know of them."""
    found = find_days(token, clock.now())
    if found is None:
        abort(404)
    asked = request.args.get("lang", "")
    language = asked if asked in LANGUAGES else config.in_force().default_language
    host = current_app.config["SETTINGS"].host
    response = Response(status=200, content_type=CALENDAR)
    response.set_etag(found.tag(language, host))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = 'inline; filename="agreements.ics"'
    if request.if_none_match.contains(response.get_etag()[0] or ""):
        response.status_code = 304
        return response
    response.set_data(
        calendar_of_days(
            found,
            language=language,
            host=host,
            time_zone=config.in_force().default_time_zone,
            address_of=lambda each: links.address_of("organiser_agreements.show", agreement_id=each),
            now=clock.now(),
        )
    )
    return response
