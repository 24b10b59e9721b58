"""The programme by person, by place and by track: each a page of its own, with a calendar of its own."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from coopevents import clock, links
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, kept_page, next_of, own_page, render_page
from coopevents.blueprints.public.programme_cards import Cards
from coopevents.blueprints.public.visible_events import framed, public_event, webcal_address
from coopevents.events.models import Event
from coopevents.feeds.programmes import find_programme
from coopevents.i18n import current_language
from coopevents.people import queries as people
from coopevents.schedule.indexes import Present, people_on, person_on, places_on, track_on
from coopevents.schedule.releases import ReleasedActivity
from coopevents.schedule.states import ParticipantRole
from coopevents.schedule.words import ROLES
from coopevents.text import folded

parts = Blueprint("public_parts", __name__)
LONGEST = 100


@parts.get("/e/<event_slug>/programme/people")
@open_to_all
def people_index(event_slug: str) -> ResponseReturnValue:
    """Everybody on the programme, in the order of the alphabet; found by a part of either name."""
    asked = request.args.get("q", "").strip()[:LONGEST]
    if asked:
        return own_page(lambda: _people_page(event_slug, asked))
    return kept_page(("people", event_slug), lambda: _people_page(event_slug, ""))


@parts.get("/e/<event_slug>/programme/people/<int:person_id>")
@open_to_all
def person(event_slug: str, person_id: int) -> ResponseReturnValue:
    """Somebody on the programme, and where to meet them; 404 for who is not on it."""
    return kept_page(("person", event_slug, person_id), lambda: _person_page(event_slug, person_id))


@parts.get("/e/<event_slug>/programme/places")
@open_to_all
def places_index(event_slug: str) -> ResponseReturnValue:
    """Every place of the programme, and how to get there."""
    return kept_page(("places", event_slug), lambda: _places_page(event_slug))


@parts.get("/e/<event_slug>/programme/places/<int:place_id>")
@open_to_all
def place(event_slug: str, place_id: int) -> ResponseReturnValue:
    """A place and what happens there; 404 when nothing does."""
    return kept_page(("place", event_slug, place_id), lambda: _place_page(event_slug, place_id))


@parts.get("/e/<event_slug>/programme/tracks/<track_slug>")
@open_to_all
def track(event_slug: str, track_slug: str) -> ResponseReturnValue:
    """A track and what belongs to it; 404 when nothing does."""
    return kept_page(("track", event_slug, track_slug), lambda: _track_page(event_slug, track_slug))


def _people_page(slug: str, asked: str) -> Page:
    event = public_event(slug)
    everybody = people_on(_shown(event))
    words = folded(asked).split()
    found = [each for each in everybody if all(word in each.search_key for word in words)]
    html = render_page(
        "public/programme/people.html",
        door="public_parts.people_index",
        known={"q": asked} if asked else {},
        q=asked,
        total=len(everybody),
        groups=[(initial, list(group)) for initial, group in groupby(found, key=_initial)],
        **framed(event),
    )
    return Page(html, (event.id,))


def _initial(each: Present) -> str:
    return each.initial


def _person_page(slug: str, person_id: int) -> Page:
    event = public_event(slug)
    found = person_on(_shown(event), person_id)
    if found is None:
        abort(404)
    return _part_page(
        event,
        ("person", "public/programme/person.html"),
        found.activities,
        {"person_id": person_id},
        person=found.person,
        biography=people.biography_of(person_id),
        roles=_roles(found),
    )


def _roles(found: Present) -> list[str]:
    roles = [each.role for entry in found.activities for each in entry.people if each.id == found.person.id]
    return [str(ROLES.get(ParticipantRole(role), role)) for role in dict.fromkeys(roles)]


def _places_page(slug: str) -> Page:
    event = public_event(slug)
    places = places_on(_shown(event), current_language())
    html = render_page("public/programme/places.html", door="public_parts.places_index", places=places, **framed(event))
    return Page(html, (event.id,))


def _place_page(slug: str, place_id: int) -> Page:
    event = public_event(slug)
    found = next((each for each in places_on(_shown(event), "en") if each.place.id == place_id), None)
    if found is None:
        abort(404)
    return _part_page(
        event, ("place", "public/programme/place.html"), found.activities, {"place_id": place_id}, place=found.place
    )


def _track_page(slug: str, track_slug: str) -> Page:
    event = public_event(slug)
    found = track_on(_shown(event), track_slug)
    if found is None:
        abort(404)
    return _part_page(
        event, ("track", "public/programme/track.html"), found[1], {"track_slug": track_slug}, track=found[0]
    )


def _part_page(
    event: Event, named: tuple[str, str], activities: Iterable[ReleasedActivity], which: dict[str, Any], **values: Any
) -> Page:
    """The page of one part, named with its template: what it is, its entries day by day, and its calendar."""
    (part, template), now, entries = named, clock.now(), list(activities)
    cards = Cards(event.slug, ZoneInfo(event.time_zone), now, is_linked=True)
    feed = {"track": which["track_slug"]} if part == "track" else which
    html = render_page(
        template,
        door=f"public_parts.{part}",
        days=cards.days(entries),
        count=len(entries),
        zone=cards.zone,
        starts_at=entries[0].starts_at,
        webcal_url=webcal_address(f"feeds_calendars.{part}", event_slug=event.slug, **feed),
        feed_url=links.address_of(f"feeds_calendars.{part}", event_slug=event.slug, **feed, lang=current_language()),
        **values,
        **framed(event),
    )
    moments = [moment for each in entries for moment in (each.starts_at, each.ends_at)]
    return Page(html, (event.id,), next_of(moments, now))


def _shown(event: Event) -> tuple[ReleasedActivity, ...]:
    released = find_programme(event.schedule)
    return released.shown if released else ()
