"""Tags: made by the office of an event, put on registrations and taken off, one or many."""

from collections.abc import Collection, Iterable

from sqlalchemy import delete, insert, select

from coopevents.db import db
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration.list_models import Tag, Tagging
from coopevents.registration.list_queries import find_tag, list_tags
from coopevents.text import one_line

TONES = ("neutral", "info", "good", "attention", "trouble", "accent")
LONGEST_NAME = 40
MOST_TAGS = 60
AT_ONCE = 500


class NameOfTagIsMissing(Refusal):
    """Nobody could tell it from the others."""

    status = 422
    sentence = _l("Give the tag a name.")

    def __init__(self) -> None:
        super().__init__(field="name")


class TagExists(Refusal):
    """Two tags of one name could not be told apart."""

    status = 422
    sentence = _l("There is a tag of this name already.")

    def __init__(self) -> None:
        super().__init__(field="name")


class TagsAreTooMany(Refusal):
    """More than anybody can oversee."""

    status = 422
    sentence = _l("An event has room for sixty tags. Remove one first.")

    def __init__(self) -> None:
        super().__init__(field="name")


def add_tag(event_id: int, name: str, tone: str = "neutral") -> Tag:
    """A new tag. Raises NameOfTagIsMissing, TagExists or TagsAreTooMany."""
    name = _named(name)
    if find_tag(event_id, name) is not None:
        raise TagExists
    if len(list_tags(event_id)) >= MOST_TAGS:
        raise TagsAreTooMany
    tag = Tag(event_id=event_id, name=name, tone=tone if tone in TONES else TONES[0])
    db.session.add(tag)
    db.session.flush()
    return tag


def change_tag(tag: Tag, name: str, tone: str) -> None:
    """Let a tag be called and coloured so. Raises NameOfTagIsMissing or TagExists."""
    name = _named(name)
    known = find_tag(tag.event_id, name)
    if known is not None and known.id != tag.id:
        raise TagExists
    tag.name, tag.tone = name, tone if tone in TONES else tag.tone


def remove_tag(tag: Tag) -> None:
    """Take a tag off everybody and forget it."""
    db.session.execute(delete(Tagging).where(Tagging.tag_id == tag.id))
    db.session.delete(tag)


def put_on(tag: Tag, registration_ids: Collection[int]) -> list[int]:
    """Give these registrations a tag; returns who did not have it before."""
    new = sorted(set(registration_ids) - _having(tag, registration_ids))
    if new:
        db.session.execute(insert(Tagging), [{"tag_id": tag.id, "registration_id": each} for each in new])
    return new


def put_on_new(tags: Collection[Tag], registration_id: int) -> None:
    """Give a registration that has none yet these tags."""
    if tags:
        db.session.execute(insert(Tagging), [{"tag_id": each.id, "registration_id": registration_id} for each in tags])


def take_off(tag: Tag, registration_ids: Collection[int]) -> list[int]:
    """Take a tag off these registrations; returns who had it."""
    had = sorted(_having(tag, registration_ids))
    for some in _pieces(had):
        wanted = Tagging.tag_id == tag.id, Tagging.registration_id.in_(some)
        db.session.execute(delete(Tagging).where(*wanted))
    return had


def _having(tag: Tag, registration_ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for some in _pieces(list(registration_ids)):
        wanted = Tagging.tag_id == tag.id, Tagging.registration_id.in_(some)
        found.update(db.session.scalars(select(Tagging.registration_id).where(*wanted)))
    return found


def _pieces(ids: list[int]) -> Iterable[list[int]]:
    return (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))


def _named(name: str) -> str:
    name = one_line(name)[:LONGEST_NAME]
    if not name:
        raise NameOfTagIsMissing
    return name
