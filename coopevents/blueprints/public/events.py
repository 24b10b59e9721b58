"""The office's public events, and each event's own pages."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app
from flask.typing import ResponseReturnValue

from coopevents import clock, generations
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.pages import Page, kept_page, next_of, render_page
from coopevents.blueprints.public.highlights import highlights_of, people_of
from coopevents.blueprints.public.programme_cards import Cards
from coopevents.blueprints.public.visible_events import cover_url, other_title, public_event, webcal_address
from coopevents.events import queries
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.feeds.programmes import find_programme
from coopevents.i18n import current_language
from coopevents.registration import group_queries, offers
from coopevents.registration import queries as registrations
from coopevents.registration.form_queries import offered_forms
from coopevents.reports.public_partners import count_public_partners
from coopevents.tours.routes_queries import list_public_routes

events = Blueprint("public_events", __name__)


@events.get("/")
@open_to_all
def home() -> ResponseReturnValue:
    """The office's events: now, to come, over."""
    return kept_page("home", _home)


@events.get("/e/<event_slug>/")
@open_to_all
def show(event_slug: str) -> ResponseReturnValue:
    """An event: what, when, where, and one button."""
    return kept_page(("event", event_slug), lambda: _event_page(event_slug))


@events.get("/e/<event_slug>/pages/<page_slug>")
@open_to_all
def page(event_slug: str, page_slug: str) -> ResponseReturnValue:
    """A practical page of an event."""
    return kept_page(("page", event_slug, page_slug), lambda: _practical_page(event_slug, page_slug))


def _home() -> Page:
    now, zone = clock.now(), ZoneInfo(current_app.config["SETTINGS"].default_time_zone)
    today = now.astimezone(zone).date()
    current = queries.list_public_events(today)
    html = render_page(
        "public/events/home.html",
        door="public_events.home",
        present=[_card(each) for each in current if each.starts_on <= today],
        coming=[_card(each) for each in current if each.starts_on > today],
        past=[_card(each) for each in queries.list_past_public_events(today)],
        partners=count_public_partners(),
        has_tours=bool(list_public_routes()),
    )
    tomorrow = datetime.combine(today + timedelta(days=1), time(), zone)
    return Page(html, (generations.LISTS, generations.PARTNERS), tomorrow)


def _card(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "other_title": other_title(event.title, current_language()),
        "cover_url": cover_url(event),
        "is_cancelled": event.state is EventState.CANCELLED,
    }


def _event_page(slug: str) -> Page:
    event, now = public_event(slug), clock.now()
    programme = find_programme(event.schedule)
    terms, zone = registrations.find_terms(event.id), ZoneInfo(event.time_zone)
    activities = programme.shown if programme else ()
    highlights = highlights_of(activities, now)
    cards = Cards(event.slug, zone, now)
    html = render_page(
        "public/events/show.html",
        door="public_events.show",
        offer=offers.find_offer(event, now=now),
        forms=offered_forms(event.id),
        takes_groups=group_queries.group_terms(event.id).is_offered,
        is_over=_end_of(event.ends_on, zone) <= now,
        is_cancelled=event.state is EventState.CANCELLED,
        other_title=other_title(event.title, current_language()),
        cover_url=cover_url(event),
        highlights=cards.days(highlights),
        activity_count=sum(not each.is_cancelled for each in activities),
        people=people_of(activities),
        roles=cards.roles,
        webcal_url=webcal_address("feeds_calendars.event", event_slug=event.slug),
        pages=[each for each in event.pages if each.is_published],
        **event_frame(event),
    )
    moments = [_end_of(event.ends_on, zone), *(each.ends_at for each in highlights)]
    moments += [each.starts_at for each in highlights]
    moments += [moment for moment in (terms.opens_at, terms.closes_at) if moment] if terms else []
    return Page(html, (event.id, generations.seats_of(event.id)), next_of(moments, now))


def _practical_page(slug: str, page_slug: str) -> Page:
    event = public_event(slug)
    found = queries.find_page_by_slug(event.id, page_slug)
    if found is None or not found.is_published:
        abort(404)
    html = render_page(
        "public/events/page.html",
        door="public_events.page",
        page=found,
        other_title=other_title(found.title, current_language()),
        is_cancelled=event.state is EventState.CANCELLED,
        **event_frame(event),
    )
    return Page(html, (event.id,))


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone)
