"""The verbs of an event's practical pages."""

from collections.abc import Sequence
from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.events import queries, rules
from coopevents.events.details import PageDetails
from coopevents.events.facts import EventPageAdded, EventPageChanged, EventPageRemoved, EventPagesOrdered
from coopevents.events.models import Event, EventPage
from coopevents.facts import Actor, Changes, Fact, Subject, changed_fields

FIELDS = ("title", "text", "slug", "is_published")


def add_page(event: Event, details: PageDetails, *, now: datetime, actor: Actor) -> EventPage:
    """A new page after the others.

    Raises a Refusal that names the field.
    """
    rules.ensure_has_title(details.title)
    pages = queries.list_pages(event.id)
    taken = {page.slug for page in pages}
    slug = details.slug or rules.next_free_slug(rules.suggested_page_slug(details.title), taken)
    rules.ensure_address_is_free(slug, taken)
    page = EventPage(
        event_id=event.id,
        slug=slug,
        title=details.title,
        text=details.text,
        position=max((each.position for each in pages), default=0) + 1,
        is_published=details.is_published,
        changed_at=now,
    )
    db.session.add(page)
    db.session.flush()
    _record(EventPageAdded, event, page.id, {"slug": (None, slug)}, now=now, actor=actor)
    return page


def change_page(event: Event, page: EventPage, details: PageDetails, *, now: datetime, actor: Actor) -> None:
    """Let the page be as the details say; nothing is recorded when nothing differs.

    Raises a Refusal that names the field.
    """
    rules.ensure_has_title(details.title)
    new = {name: getattr(details, name) for name in FIELDS}
    new["slug"] = details.slug or page.slug
    changes = changed_fields({name: getattr(page, name) for name in FIELDS}, new)
    if not changes:
        return
    if "slug" in changes:
        rules.ensure_address_is_free(new["slug"], {each.slug for each in queries.list_pages(event.id)})
    for name in changes:
        setattr(page, name, new[name])
    page.changed_at = now
    _record(EventPageChanged, event, page.id, changes, now=now, actor=actor)


def remove_page(event: Event, page: EventPage, *, now: datetime, actor: Actor) -> None:
    """The page is gone for good; the audit trail keeps its texts."""
    kept = {"slug": (page.slug, None), "title": (page.title, None), "text": (page.text, None)}
    page_id = page.id
    db.session.delete(page)
    _record(EventPageRemoved, event, page_id, kept, now=now, actor=actor)


def order_pages(event: Event, page_ids: Sequence[int], *, now: datetime, actor: Actor) -> None:
    """Put the pages into this order; pages not named follow in their old order, unknown ids are ignored."""
    pages = {page.id: page for page in queries.list_pages(event.id)}
    old = [page.slug for page in pages.values()]
    named = [pages.pop(page_id) for page_id in page_ids if page_id in pages]
    ordered = [*named, *pages.values()]
    for position, page in enumerate(ordered, start=1):
        page.position = position
    new = [page.slug for page in ordered]
    if new != old:
        _record(EventPagesOrdered, event, event.id, {"order": (old, new)}, now=now, actor=actor)


def raise_page(event: Event, page: EventPage, *, now: datetime, actor: Actor) -> None:
    """Let the page change places with the one before it; the first stays first."""
    order = [each.id for each in queries.list_pages(event.id)]
    at = order.index(page.id)
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    order_pages(event, order, now=now, actor=actor)


def lower_page(event: Event, page: EventPage, *, now: datetime, actor: Actor) -> None:
    """Let the page change places with the one after it; the last stays last."""
    order = [each.id for each in queries.list_pages(event.id)]
    at = order.index(page.id)
    if at + 1 < len(order):
        order[at + 1], order[at] = order[at], order[at + 1]
    order_pages(event, order, now=now, actor=actor)


def _record(kind: type[Fact], event: Event, subject_id: int, changes: Changes, *, now: datetime, actor: Actor) -> None:
    subject = Subject("event_page", subject_id)
    ledger.record(kind(at=now, actor=actor, subject=subject, unit_id=event.unit_id, event_id=event.id, changes=changes))
