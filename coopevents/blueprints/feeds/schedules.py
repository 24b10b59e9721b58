"""The released programme in the formats of conference tools: schedule.xml and schedule.json."""

from collections.abc import Callable
from hashlib import sha256

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from coopevents import __version__, links
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.kept import hand_out
from coopevents.blueprints.public.visible_events import public_event
from coopevents.blueprints.shelf import Answer
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.feeds.calendars import changed_at
from coopevents.feeds.programmes import find_programme
from coopevents.schedule.exchange.json_writing import json_of
from coopevents.schedule.exchange.outlines import Head, outline_of
from coopevents.schedule.exchange.records import Outline
from coopevents.schedule.exchange.xml_writing import xml_of
from coopevents.text import LANGUAGES

schedules = Blueprint("feeds_schedules", __name__)
XML, JSON = "application/xml; charset=utf-8", "application/json; charset=utf-8"


@schedules.get("/e/<event_slug>/schedule.xml")
@open_to_all
def xml(event_slug: str) -> ResponseReturnValue:
    """What apps for conferences read."""
    return _answer(event_slug, "feeds_schedules.xml", XML, xml_of)


@schedules.get("/e/<event_slug>/schedule.json")
@open_to_all
def json(event_slug: str) -> ResponseReturnValue:
    """The same as JSON."""
    return _answer(event_slug, "feeds_schedules.json", JSON, json_of)


def _answer(slug: str, door: str, media_type: str, write: Callable[[Outline], bytes]) -> Response:
    given = request.args.get("lang", "")
    asked = given if given in LANGUAGES else ""

    def built() -> Answer:
        event = public_event(slug)
        language = asked or next(iter(event.languages.split()), "en")
        programme = find_programme(event.schedule) if event.state is not EventState.CANCELLED else None
        body = write(outline_of(programme, _head(event, links.address_of(door, event_slug=slug)), language))
        tag = sha256(body).hexdigest()[:32]
        return Answer(body, media_type, tag, slots=(event.id,), changed_at=changed_at(event, programme))

    response = hand_out((door, slug, asked), built, vary="Accept-Encoding")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _head(event: Event, url: str) -> Head:
    pattern = links.address_of("public_programme.activity", event_slug=event.slug, uid="-")[:-1]
    return Head(
        slug=event.slug,
        title=event.title,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        zone=event.schedule.time_zone,
        url=url,
        page=links.address_of("public_programme.show", event_slug=event.slug),
        generator=__version__,
        address_of=lambda uid: pattern + uid,
        origin=event.schedule.origin or {},
    )
