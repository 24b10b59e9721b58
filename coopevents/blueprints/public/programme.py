"""The programme everybody reads: its latest release, an activity of it, and how to subscribe."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, links
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, kept_page, next_of, own_page, render_page
from coopevents.blueprints.public import zones
from coopevents.blueprints.public.programme_cards import Cards, html_language
from coopevents.blueprints.public.programme_choice import ProgrammeChoice, possible, select, values_of
from coopevents.blueprints.public.programme_filters import day_tabs, filter_groups
from coopevents.blueprints.public.programme_grid import grid_of
from coopevents.blueprints.public.visible_events import framed, public_event, webcal_address
from coopevents.events.models import Event
from coopevents.feeds.programmes import find_programme, searched_texts
from coopevents.i18n import current_language
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme
from coopevents.text import LANGUAGES
from coopevents.tours.departure_queries import find_public_by_uid

programme = Blueprint("public_programme", __name__)


@programme.get("/e/<event_slug>/programme")
@open_to_all
def show(event_slug: str) -> ResponseReturnValue:
    """The programme, whole or as the reader narrowed it."""
    choice = ProgrammeChoice.of(request.args)
    if choice.q:
        return own_page(lambda: _programme_page(event_slug, choice))
    return kept_page(("programme", event_slug, choice), lambda: _programme_page(event_slug, choice))


@programme.get("/e/<event_slug>/programme/<uid>")
@open_to_all
def activity(event_slug: str, uid: str) -> ResponseReturnValue:
    """One activity."""
    zone = ProgrammeChoice.of(request.args).zone
    return kept_page(("activity", event_slug, uid, zone), lambda: _activity_page(event_slug, uid, zone))


@programme.get("/e/<event_slug>/subscribe")
@open_to_all
def subscribe(event_slug: str) -> ResponseReturnValue:
    """How to have the programme in one's own calendar."""
    return kept_page(("subscribe", event_slug), lambda: _subscribe_page(event_slug))


def _programme_page(slug: str, choice: ProgrammeChoice) -> Page:
    event, now = public_event(slug), clock.now()
    released = find_programme(event.schedule)
    shown = released.shown if released else ()
    zone = ZoneInfo(choice.zone or event.time_zone)
    values = values_of(shown, zone)
    choice = possible(choice, values)
    texts = searched_texts(released) if released and choice.q else {}
    selection = select(shown, choice, zone, lambda each: texts[each.uid])
    cards = Cards(event.slug, zone, now, is_linked=True)
    plain = Cards(event.slug, zone, now)
    days = cards.days(selection.activities)
    is_under_way = bool(shown) and min(each.starts_at for each in shown) <= now < max(each.ends_at for each in shown)
    html = render_page(
        "public/programme/show.html",
        door="public_programme.show",
        known=choice.known(),
        choice=choice,
        count=len(selection.activities),
        total=len(shown),
        days=days,
        grids={day.on: grid_of(day.on, day.activities, plain) for day in days} if choice.view else {},
        tabs=day_tabs(choice, selection, values),
        groups=filter_groups(choice, selection, values, shown, cards),
        is_under_way=is_under_way,
        zone=zone,
        zone_words=_zone_words(event, choice, shown),
        released_at=released.released_at if released else None,
        webcal_url=webcal_address("feeds_calendars.event", event_slug=event.slug),
        **framed(event),
    )
    moments = [moment for each in shown for moment in (each.starts_at, each.ends_at)]
    return Page(html, (event.id,), next_of(moments, now))


def _zone_words(event: Event, choice: ProgrammeChoice, shown: tuple[ReleasedActivity, ...]) -> dict[str, Any]:
    """What the switch between time zones says."""
    moment = shown[0].starts_at if shown else clock.now()
    return {
        "own": zones.said(event.time_zone, moment),
        "shown": zones.said(choice.zone, moment) if choice.zone else "",
        "choices": zones.zone_choices(event.time_zone, choice.zone, moment),
    }


def _activity_page(slug: str, uid: str, zone_name: str) -> Page:
    event, now = public_event(slug), clock.now()
    found = _released_activity(find_programme(event.schedule), uid)
    cards = Cards(event.slug, ZoneInfo(zone_name or event.time_zone), now)
    html = render_page(
        "public/programme/activity.html",
        door="public_programme.activity",
        known={"zone": zone_name} if zone_name else {},
        activity=found,
        other_titles=[(text, html_language(each)) for each, text in found.title.others(current_language())],
        kind_label=cards.kinds.get(found.kind, found.kind),
        track_name=cards.track_beside_kind(found),
        audience_label=cards.audiences.get(found.audience, ""),
        languages=[cards.language_names[each] for each in found.languages],
        people=[(each, cards.roles.get(each.role, each.role)) for each in found.people],
        zone=cards.zone,
        is_own_zone=not zone_name or zone_name == event.time_zone,
        activity_image_url=links.address_of(
            "public_papers.activity_picture", event_slug=slug, uid=uid, lang=current_language()
        ),
        ics_url=url_for("feeds_calendars.activity", event_slug=slug, uid=uid, lang=current_language()),
        tour_url=_tour_url(uid),
        **framed(event),
    )
    return Page(html, (event.id,), next_of([found.starts_at, found.ends_at], now))


def _tour_url(uid: str) -> str:
    """Where anybody books the tour the activity is; empty when it is none, or none for everybody."""
    departure_id = find_public_by_uid(uid)
    return url_for("public_tours.book", departure_id=departure_id) if departure_id is not None else ""


def _released_activity(released: ReleasedProgramme | None, uid: str) -> ReleasedActivity:
    """The activity of that identity; 404 when there never was one, 410 when it left the programme."""
    found = released.find(uid) if released else None
    if found is None:
        abort(404)
    if found.is_dropped:
        abort(410)
    return found


def _subscribe_page(slug: str) -> Page:
    event = public_event(slug)
    released = find_programme(event.schedule)
    shown = released.shown if released else ()
    cards = Cards(event.slug, ZoneInfo(event.time_zone), clock.now())
    language = current_language()
    kinds = {each.kind: cards.kinds.get(each.kind, each.kind) for each in shown}
    tracks = {each.track.slug: each.track.name.in_language(language) for each in shown if each.track}
    rooms = {each.place.id: each.place.name.in_language(language) for each in shown if each.place}
    feed = links.address_of("feeds_calendars.event", event_slug=slug, lang=language)
    html = render_page(
        "public/programme/subscribe.html",
        door="public_programme.subscribe",
        feed_url=feed,
        schedule_xml_url=links.address_of("feeds_schedules.xml", event_slug=slug, lang=language),
        schedule_json_url=links.address_of("feeds_schedules.json", event_slug=slug, lang=language),
        webcal_url=webcal_address("feeds_calendars.event", event_slug=slug),
        by_language=[
            (each, links.address_of("feeds_calendars.event", event_slug=slug, lang=each)) for each in LANGUAGES
        ],
        has_people=any(each.people for each in shown),
        kinds=[_part(label, "kind", slug, kind=name) for name, label in sorted(kinds.items(), key=_by_label)],
        tracks=[_part(name, "track", slug, track=track) for track, name in sorted(tracks.items(), key=_by_label)],
        rooms=[_part(name, "place", slug, place_id=number) for number, name in sorted(rooms.items(), key=_by_label)],
        **framed(event),
    )
    return Page(html, (event.id,))


def _part(label: str, door: str, slug: str, **which: Any) -> dict[str, str]:
    return {"label": label, "webcal_url": webcal_address(f"feeds_calendars.{door}", event_slug=slug, **which)}


def _by_label(entry: tuple[Any, str]) -> str:
    return entry[1].casefold()
