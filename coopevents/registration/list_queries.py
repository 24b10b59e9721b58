"""Every select of tags and saved views, and of what a list can be narrowed by."""

from collections.abc import Collection
from itertools import groupby

from sqlalchemy import func, or_, select

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.registration.list_models import SavedView, Tag, Tagging


def list_tags(event_id: int) -> list[Tag]:
    """The tags of an event, by name."""
    return list(db.session.scalars(select(Tag).where(Tag.event_id == event_id).order_by(func.lower(Tag.name), Tag.id)))


def count_by_tag(event_id: int) -> dict[int, int]:
    """How many registrations have which tag; tags nobody has are left out."""
    query = select(Tagging.tag_id, func.count()).join(Tag, Tag.id == Tagging.tag_id).where(Tag.event_id == event_id)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Tagging.tag_id))}


def tags_of(registration_ids: Collection[int]) -> dict[int, list[Tag]]:
    """The tags each of these registrations has; those without any are left out."""
    query = select(Tagging.registration_id, Tag).join(Tag, Tag.id == Tagging.tag_id)
    query = query.where(Tagging.registration_id.in_(registration_ids))
    rows = list(db.session.execute(query.order_by(Tagging.registration_id, func.lower(Tag.name))))
    return {registration_id: [row[1] for row in group] for registration_id, group in groupby(rows, lambda row: row[0])}


def names_of_tags(event_id: int) -> dict[int, list[str]]:
    """The names of the tags of everybody at an event who has any, by the registration's id."""
    query = (
        select(Tagging.registration_id, Tag.name).join(Tag, Tag.id == Tagging.tag_id).where(Tag.event_id == event_id)
    )
    found: dict[int, list[str]] = {}
    for registration_id, name in db.session.execute(query.order_by(func.lower(Tag.name), Tag.id)):
        found.setdefault(registration_id, []).append(name)
    return found


def find_tag(event_id: int, name: str) -> Tag | None:
    """The tag of that name, in any case of letters."""
    return db.session.scalar(select(Tag).where(Tag.event_id == event_id, func.lower(Tag.name) == name.lower()))


def get_tag(event_id: int, tag_id: int) -> Tag:
    """The tag of that event with that id.

    Raises NotFound.
    """
    tag = db.session.scalar(select(Tag).where(Tag.event_id == event_id, Tag.id == tag_id))
    if tag is None:
        raise NotFound
    return tag


def list_views(event_id: int, user_id: int) -> list[SavedView]:
    """The views somebody sees: the own ones first, then what colleagues share."""
    seen = or_(SavedView.user_id == user_id, SavedView.is_shared)
    query = select(SavedView).where(SavedView.event_id == event_id, seen)
    return sorted(db.session.scalars(query), key=lambda each: (each.user_id != user_id, each.name.lower(), each.id))


def get_view(event_id: int, user_id: int, view_id: int) -> SavedView:
    """One of the views somebody sees.

    Raises NotFound.
    """
    seen = or_(SavedView.user_id == user_id, SavedView.is_shared)
    view = db.session.scalar(select(SavedView).where(SavedView.event_id == event_id, SavedView.id == view_id, seen))
    if view is None:
        raise NotFound
    return view
