"""Calendar subscriptions. They answer 304 without building anything, and 404 for an event nobody may see."""

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from coopevents import clock, links, unit_of_work
from coopevents.blueprints.access import by_token, open_to_all
from coopevents.blueprints.kept import answered, chosen_encoding, from_shelf, is_known
from coopevents.blueprints.public.visible_events import is_public, public_event
from coopevents.blueprints.shelf import IDENTITY, Answer, Kept, Shelf
from coopevents.events.models import Event
from coopevents.feeds.agendas import Agenda, OpenCalendar, calendar_of_agenda, find_agenda, find_open_calendar
from coopevents.feeds.calendars import Part, calendar_of, changed_at, part_named, tag_of
from coopevents.feeds.programmes import find_programme
from coopevents.i18n import _, force_locale
from coopevents.schedule.states import ActivityKind
from coopevents.text import LANGUAGES

calendars = Blueprint("feeds_calendars", __name__)
CALENDAR = "text/calendar; charset=utf-8"
VARY = "Accept-Encoding"


@calendars.get("/feeds/e/<event_slug>.ics")
@open_to_all
def event(event_slug: str) -> ResponseReturnValue:
    """The whole programme of an event."""
    return _feed(event_slug, Part())


@calendars.get("/feeds/e/<event_slug>/kind/<kind>.ics")
@open_to_all
def kind(event_slug: str, kind: str) -> ResponseReturnValue:
    """Everything of one kind."""
    if kind not in set(ActivityKind):
        abort(404)
    return _feed(event_slug, Part(kind=kind))


@calendars.get("/feeds/e/<event_slug>/track/<track>.ics")
@open_to_all
def track(event_slug: str, track: str) -> ResponseReturnValue:
    """Everything on one track, named by its slug."""
    return _feed(event_slug, Part(track=track))


@calendars.get("/feeds/e/<event_slug>/place/<int:place_id>.ics")
@open_to_all
def place(event_slug: str, place_id: int) -> ResponseReturnValue:
    """Everything in one room."""
    return _feed(event_slug, Part(place_id=place_id))


@calendars.get("/feeds/e/<event_slug>/person/<int:person_id>.ics")
@open_to_all
def person(event_slug: str, person_id: int) -> ResponseReturnValue:
    """Everything in which one person has a part."""
    return _feed(event_slug, Part(person_id=person_id))


@calendars.get("/feeds/e/<event_slug>/activity/<uid>.ics")
@open_to_all
def activity(event_slug: str, uid: str) -> ResponseReturnValue:
    """One activity, to be put into a calendar."""
    return _feed(event_slug, Part(uid=uid))


@calendars.get("/feeds/agenda/<token>.ics")
@by_token
def agenda(token: str) -> ResponseReturnValue:
    """A guest's own agenda."""
    found = find_agenda(token)
    if found is None or not is_public(found.event):
        abort(404)
    return _agenda(found, _asked_language() or found.registration.language)


@calendars.get("/feeds/a/<token>.ics")
@by_token
def open_agenda(token: str) -> ResponseReturnValue:
    """The agenda of somebody who is not registered."""
    found = find_open_calendar(token, clock.now())
    if found is None or not is_public(found.event):
        abort(404)
    return _agenda(found, _language_of(found.event))


def _agenda(found: Agenda | OpenCalendar, language: str) -> Response:
    tag = found.tag(language, _Addresses().host)
    with force_locale(language):
        name = _("My agenda – %(event)s", event=found.event.title.in_language(language))
    response = _not_modified(tag) or answered(
        _unkept(calendar_of_agenda(found, name=name, language=language, addresses=_Addresses()), tag),
        clock.now(),
        vary=VARY,
    )
    response.headers["Cache-Control"] = "no-store"
    return _named(response, "agenda")


class _Addresses:
    """What calendars say about where things are; the long part of an address is made once."""

    def __init__(self) -> None:
        self.host = current_app.config["SETTINGS"].host
        self._pattern = ""

    def of_event(self, slug: str) -> str:
        """The event's page."""
        return links.address_of("public_events.show", event_slug=slug)

    def of_activity(self, slug: str, uid: str) -> str:
        """An activity's page."""
        if not self._pattern:
            self._pattern = links.address_of("public_programme.activity", event_slug=slug, uid="-")[:-1]
        return self._pattern + uid


def _feed(slug: str, part: Part) -> Response:
    shelf: Shelf = current_app.extensions["shelf"]
    now, key = clock.now(), ("feed", slug, part, _asked_language())
    if "HTTP_IF_NONE_MATCH" in request.environ and shelf.find(key, now) is None:
        response = _not_modified(_tag(slug, part))
        if response is not None:
            return _named(response, slug)
        unit_of_work.discard()  # what is built from here on is read anew, after the shelf looked at the counters
    kept = shelf.get(key, now, lambda: _built(slug, part))
    return _named(from_shelf(key, kept, now, vary=VARY), slug)


def _tag(slug: str, part: Part) -> str:
    found = public_event(slug)
    return tag_of(found, part, _language_of(found), _Addresses().host)


def _built(slug: str, part: Part) -> Answer:
    found = public_event(slug)
    language, addresses = _language_of(found), _Addresses()
    programme = find_programme(found.schedule)
    named = part_named(programme, part, language)
    if named is None:
        abort(404)
    return Answer(
        calendar_of(found, programme, named, language=language, addresses=addresses),
        CALENDAR,
        tag_of(found, part, language, addresses.host),
        slots=(found.id,),
        changed_at=changed_at(found, programme),
    )


def _unkept(body: bytes, tag: str) -> Kept:
    return Kept(Answer(body, CALENDAR, tag, slots=()), (), clock.now())


def _not_modified(tag: str) -> Response | None:
    encoding = chosen_encoding(request.headers.get("Accept-Encoding", ""))
    tag = tag if encoding == IDENTITY else f"{tag}-{encoding}"
    if not is_known(tag, None):
        return None
    return Response(status=304, headers=[("ETag", f'"{tag}"'), ("Vary", VARY), ("Cache-Control", "no-cache")])


def _asked_language() -> str:
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else ""


def _language_of(found: Event) -> str:
    """The language asked for in the address, so that a subscription keeps it; else the event's own."""
    return _asked_language() or next(iter(found.languages.split()), "en")


def _named(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
