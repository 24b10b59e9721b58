"""The verbs of events."""

import uuid
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.events import queries, rules
from coopevents.events.details import CloneDetails, EventDetails
from coopevents.events.facts import (
    EventCancelled,
    EventChanged,
    EventCloned,
    EventCreated,
    EventPublished,
    EventUnpublished,
)
from coopevents.events.models import Event, EventPage
from coopevents.events.states import EventState
from coopevents.facts import Actor, Changes, Fact, Subject, changed_fields
from coopevents.schedule import queries as schedule_queries
from coopevents.schedule import service as schedules
from coopevents.schedule.states import ActivityState

FIELDS = (
    "kind", "title", "slug", "summary", "text", "venue", "contact_email", "languages", "time_zone", "starts_on",
    "ends_on", "accent", "cover_id",
)  # fmt: skip
MOVING = frozenset({"title", "venue", "time_zone", "starts_on", "ends_on"})
"""The fields whose change gives the event's own calendar entry a new revision."""


def create_event(details: EventDetails, *, unit_id: int, now: datetime, actor: Actor) -> Event:
    """A new event, as a draft, with a schedule of its own that nobody outside sees yet and that is released by hand.

    Raises a Refusal that names the field when the details cannot be an event.
    """
    rules.ensure_details_hold(details)
    slug = _slug_for(details)
    schedule = schedules.open_schedule(
        unit_id=unit_id, time_zone=details.time_zone, now=now, actor=actor, releases_itself=False
    )
    event = Event(
        uid=str(uuid.uuid4()),
        unit_id=unit_id,
        schedule=schedule,
        state=EventState.DRAFT,
        search_key=rules.key_of(details.title, slug, details.venue),
        created_at=now,
        changed_at=now,
        **{**_values(details), "slug": slug},
    )
    db.session.add(event)
    db.session.flush()
    _record(EventCreated, event, now, actor)
    return event


def change_event(
    event: Event, details: EventDetails, *, expected_version: int | None = None, now: datetime, actor: Actor
) -> None:
    """Let the event be as the details say; nothing is recorded when nothing differs.

    Raises EventWasChangedMeanwhile when ``expected_version`` is outdated, or a Refusal that names the field.
    """
    if expected_version is not None and expected_version != event.version:
        raise rules.EventWasChangedMeanwhile
    rules.ensure_details_hold(details)
    new = {**_values(details), "slug": details.slug or event.slug}
    changes = changed_fields({name: getattr(event, name) for name in FIELDS}, new)
    if not changes:
        return
    if "slug" in changes:
        rules.ensure_address_is_free(new["slug"], queries.list_slugs_like(new["slug"]) - {event.slug})
    for name in changes:
        setattr(event, name, new[name])
    if "time_zone" in changes:
        _change_zone(event, details.time_zone, now, actor)
    if MOVING & changes.keys():
        event.sequence += 1
    event.search_key = rules.key_of(event.title, event.slug, event.venue)
    event.changed_at = now
    _record(EventChanged, event, now, actor, changes)


def clone_event(event: Event, details: CloneDetails, *, now: datetime, actor: Actor) -> Event:
    """A new draft like ``event`` on other days: its programme keeps its times of day, its pages come along.

    Guests, messages and publication stay behind. Raises a Refusal that names the field.
    """
    shift = details.starts_on - event.starts_on
    rules.ensure_days_hold(details.starts_on, details.starts_on)
    copied = EventDetails(
        kind=event.kind,
        title=details.title,
        slug=details.slug,
        summary=event.summary,
        text=event.text,
        venue=event.venue,
        contact_email=event.contact_email,
        languages=tuple(event.languages.split()),
        time_zone=event.time_zone,
        starts_on=details.starts_on,
        ends_on=event.ends_on + shift,
        accent=event.accent,
        cover_id=event.cover_id,
    )
    copy = create_event(copied, unit_id=event.unit_id, now=now, actor=actor)
    schedules.copy_activities(event.schedule, copy.schedule, shift=shift, now=now, actor=actor)
    for page in event.pages:
        copy.pages.append(
            EventPage(
                slug=page.slug,
                title=page.title,
                text=page.text,
                position=page.position,
                is_published=page.is_published,
                changed_at=now,
            )
        )
    db.session.flush()
    _record(EventCloned, copy, now, actor, {"copied_from": (None, event.slug)})
    return copy


def publish_event(event: Event, *, now: datetime, actor: Actor) -> None:
    """Let everybody see the event and its programme.

    Raises EventIsPublished or EventIsCancelled.
    """
    rules.ensure_may_publish(event.state)
    event.state = EventState.PUBLISHED
    event.published_at = now
    event.changed_at = now
    schedules.open_to_public(event.schedule, now=now, actor=actor)
    _record(EventPublished, event, now, actor, {"state": (EventState.DRAFT, EventState.PUBLISHED)})


def unpublish_event(event: Event, *, now: datetime, actor: Actor) -> None:
    """Hide the event and its programme from everybody outside.

    Raises EventIsDraft or EventIsCancelled.
    """
    rules.ensure_may_unpublish(event.state)
    event.state = EventState.DRAFT
    event.changed_at = now
    schedules.close_to_public(event.schedule, now=now, actor=actor)
    _record(EventUnpublished, event, now, actor, {"state": (EventState.PUBLISHED, EventState.DRAFT)})


def cancel_event(event: Event, reason: str, *, now: datetime, actor: Actor) -> None:
    """The event will not take place, nor anything on its programme: every subscribed calendar learns of it at once.

    If it was published it stays visible as cancelled, with the reason. Guests are the door's business.
    Raises ReasonIsMissing or EventIsCancelled.
    """
    rules.ensure_may_cancel(event.state, reason)
    old, event.state = event.state, EventState.CANCELLED
    if old is EventState.DRAFT:
        event.published_at = None
    event.cancellation_reason = reason.strip()[:500]
    for activity in schedule_queries.list_activities(event.schedule_id):
        if activity.state is ActivityState.PUBLIC:
            schedules.cancel_activity(activity, event.cancellation_reason, now=now, actor=actor)
    if event.schedule.is_open:
        schedules.release_schedule(event.schedule, now=now, actor=actor)
    event.sequence += 1
    event.changed_at = now
    _record(EventCancelled, event, now, actor, {"state": (old, EventState.CANCELLED), "reason": ("", reason.strip())})


def _change_zone(event: Event, time_zone: str, now: datetime, actor: Actor) -> None:
    """Activities keep their moments; readers see them in the new zone at once."""
    schedule = event.schedule
    schedule.time_zone, schedule.is_snapshot_current = time_zone, False
    if schedule.is_open and schedule.releases_itself:
        schedules.release_schedule(schedule, now=now, actor=actor)


def _slug_for(details: EventDetails) -> str:
    if details.slug:
        rules.ensure_address_is_free(details.slug, queries.list_slugs_like(details.slug))
        return details.slug
    wanted = rules.suggested_slug(details.title, details.kind, details.starts_on)
    return rules.next_free_slug(wanted, queries.list_slugs_like(wanted))


def _values(details: EventDetails) -> dict[str, Any]:
    values = {name: getattr(details, name) for name in FIELDS}
    return {**values, "languages": " ".join(details.languages)}


def _record(kind: type[Fact], event: Event, now: datetime, actor: Actor, changes: Changes | None = None) -> None:
    subject = Subject("event", event.id)
    ledger.record(
        kind(at=now, actor=actor, subject=subject, unit_id=event.unit_id, event_id=event.id, changes=changes or {})
    )
