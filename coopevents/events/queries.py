"""Every select of events."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from coopevents.db import db
from coopevents.events.models import Event, EventPage
from coopevents.events.states import EventKind, EventState
from coopevents.people.models import Person
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Participant
from coopevents.text import folded

PER_PAGE = 50


@dataclass(frozen=True)
class EventFilter:
    """What a list of events is narrowed to. ``when`` is ``coming``, ``past`` or empty, as seen from ``today``."""

    today: date
    text: str = ""
    kind: EventKind | None = None
    state: EventState | None = None
    when: str = ""


@dataclass(frozen=True)
class Reach:
    """Which events somebody may see: all of these units, and these single events."""

    unit_ids: Collection[int] = field(default_factory=frozenset)
    event_ids: Collection[int] = field(default_factory=frozenset)

    def condition(self) -> ColumnElement[bool]:
        """The reach as a condition on events."""
        return or_(Event.unit_id.in_(self.unit_ids), Event.id.in_(self.event_ids))


def find_event_by_slug(slug: str) -> Event | None:
    """The event with that slug, its schedule and unit loaded with it."""
    query = select(Event).where(Event.slug == slug)
    return db.session.scalar(query.options(joinedload(Event.schedule), joinedload(Event.unit), joinedload(Event.cover)))


def get_event(event_id: int) -> Event:
    """The event with that id.

    Raises NotFound.
    """
    event = db.session.get(Event, event_id)
    if event is None:
        raise NotFound
    return event


def find_event_by_schedule(schedule_id: int) -> Event | None:
    """The event whose programme that schedule is, or None when it is something else's."""
    return db.session.scalar(select(Event).where(Event.schedule_id == schedule_id))


def list_events_of(unit_ids: Collection[int], event_ids: Collection[int]) -> list[Event]:
    """The events of these units, and these single events; the latest first."""
    query = select(Event).where(Reach(unit_ids, event_ids).condition())
    return list(db.session.scalars(query.options(joinedload(Event.cover)).order_by(Event.starts_on.desc(), Event.id)))


def list_public_events(today: date) -> list[Event]:
    """What everybody may see and is not over (published, or cancelled after that); the next first."""
    query = select(Event).where(is_public(), Event.ends_on >= today)
    return list(db.session.scalars(query.options(joinedload(Event.cover)).order_by(Event.starts_on, Event.id)))


def list_past_public_events(today: date, *, limit: int = 24) -> list[Event]:
    """What everybody may see and is over, the latest first."""
    query = select(Event).where(is_public(), Event.ends_on < today)
    query = query.options(joinedload(Event.cover)).order_by(Event.starts_on.desc(), Event.id).limit(limit)
    return list(db.session.scalars(query))


def is_public() -> ColumnElement[bool]:
    """The condition that everybody may see an event."""
    was_published = (Event.state == EventState.CANCELLED) & Event.published_at.is_not(None)
    return or_(Event.state == EventState.PUBLISHED, was_published)


def list_page(reach: Reach, wanted: EventFilter, *, page: int = 1, per_page: int = PER_PAGE) -> Pagination:
    """One page of the events within reach, coming ones with the next first, past ones with the latest first."""
    query = _filtered(reach, wanted).options(joinedload(Event.cover))
    return db.paginate(query, page=max(page, 1), per_page=per_page, max_per_page=per_page, error_out=False)


def list_all(reach: Reach, wanted: EventFilter) -> list[Event]:
    """Every event within reach, for an export."""
    return list(db.session.scalars(_filtered(reach, wanted).options(joinedload(Event.unit))))


def count_by_word(reach: Reach, wanted: EventFilter) -> tuple[dict[EventState, int], dict[EventKind, int]]:
    """How many events within reach are in each state and of each kind, were the list narrowed to that one besides."""
    states = _counted(reach, replace(wanted, state=None), Event.state)
    return states, _counted(reach, replace(wanted, kind=None), Event.kind)


def _counted(reach: Reach, wanted: EventFilter, word: InstrumentedAttribute[Any]) -> dict[Any, int]:
    query = _filtered(reach, wanted).order_by(None).with_only_columns(word, func.count()).group_by(word)
    return {row[0]: row[1] for row in db.session.execute(query)}


def _filtered(reach: Reach, wanted: EventFilter) -> Select[Event]:
    query = select(Event).where(reach.condition())
    for word in folded(wanted.text).split()[:6]:
        query = query.where(Event.search_key.contains(word, autoescape=True))
    if wanted.kind is not None:
        query = query.where(Event.kind == wanted.kind)
    if wanted.state is not None:
        query = query.where(Event.state == wanted.state)
    if wanted.when == "coming":
        return query.where(Event.ends_on >= wanted.today).order_by(Event.starts_on, Event.id)
    if wanted.when == "past":
        query = query.where(Event.ends_on < wanted.today)
    return query.order_by(Event.starts_on.desc(), Event.id)


def list_slugs_like(slug: str) -> set[str]:
    """The addresses in use that begin like this one."""
    return set(db.session.scalars(select(Event.slug).where(Event.slug.startswith(slug[:50], autoescape=True))))


def list_pages(event_id: int) -> list[EventPage]:
    """An event's pages in their order."""
    return list(
        db.session.scalars(select(EventPage).where(EventPage.event_id == event_id).order_by(EventPage.position))
    )


def get_page(event_id: int, page_id: int) -> EventPage:
    """A page of that event.

    Raises NotFound.
    """
    page = db.session.get(EventPage, page_id)
    if page is None or page.event_id != event_id:
        raise NotFound
    return page


def find_page_by_slug(event_id: int, slug: str) -> EventPage | None:
    """A page of that event by its address."""
    return db.session.scalar(select(EventPage).where(EventPage.event_id == event_id, EventPage.slug == slug))


def list_people_on_programmes(unit_ids: Collection[int]) -> list[Person]:
    """Everybody who appears on the programme of an event of these units, by family name; not who comes on a visit."""
    used = select(Participant.person_id).join(Activity).join(Event, Event.schedule_id == Activity.schedule_id)
    query = select(Person).where(Person.id.in_(used.where(Event.unit_id.in_(unit_ids))))
    return list(db.session.scalars(query.order_by(func.lower(Person.family_name), Person.id)))
