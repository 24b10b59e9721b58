"""The secrets in the addresses of itineraries: a page and a calendar for each reader, a screen that welcomes a
delegation, a form that asks what they thought, all of one reader replaced together.

The calendar's secret does not open the page, since calendars are handed to programs. Nothing is written to make an
address; only replacing one raises a version, and the old ones are worthless.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coopevents.db import db
from coopevents.delegations import recording
from coopevents.delegations.itinerary_facts import ItineraryLinksReplaced
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_models import ReadingLink
from coopevents.delegations.reading_words import Reader, ReaderKind
from coopevents.facts import Actor
from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature

PAGE, CALENDAR, SCREEN = "page of an itinerary", "calendar of an itinerary", "screen that welcomes"
FEEDBACK = "feedback on a visit"
_LETTERS = {ReaderKind.DELEGATION: "v", ReaderKind.DELEGATE: "g", ReaderKind.WORKER: "w"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_MOST_DIGITS = 9


@dataclass(frozen=True)
class Addresses:
    """The secrets of one reader."""

    page: str
    calendar: str
    screen: str
    feedback: str


def addresses_of(readers: Collection[Reader]) -> dict[Reader, Addresses]:
    """The secrets of these readers; one select for all."""
    versions = _versions(readers)
    return {
        each: Addresses(*(_token(each, purpose, versions[each]) for purpose in (PAGE, CALENDAR, SCREEN, FEEDBACK)))
        for each in readers
    }


def page_token(reader: Reader) -> str:
    """The secret in the address of a reader's page."""
    return addresses_of([reader])[reader].page


def calendar_token(reader: Reader) -> str:
    """The secret in the address of a reader's calendar."""
    return addresses_of([reader])[reader].calendar


def reader_of_page(token: str) -> Reader | None:
    """Whose page a secret opens; None for a wrong or replaced one."""
    return _reader_of(token, PAGE)


def reader_of_calendar(token: str) -> Reader | None:
    """Whose calendar a secret opens; None for a wrong or replaced one."""
    return _reader_of(token, CALENDAR)


def reader_of_screen(token: str) -> Reader | None:
    """Whose welcome screen a secret opens; None for a wrong or replaced one."""
    return _reader_of(token, SCREEN)


def feedback_token(reader: Reader) -> str:
    """The secret in the address at which a guest says what they thought."""
    return addresses_of([reader])[reader].feedback


def reader_of_feedback(token: str) -> Reader | None:
    """Whose feedback a secret asks for; None for a wrong or replaced one."""
    return _reader_of(token, FEEDBACK)


def replace_addresses(reader: Reader, delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Make what was handed out so far worthless; written down with the delegation for which it was asked."""
    found = db.session.get(ReadingLink, (reader.kind, reader.id), with_for_update=True, populate_existing=True)
    if found is None:
        db.session.add(ReadingLink(kind=reader.kind, reader_id=reader.id, version=2))
    else:
        found.version += 1
    db.session.flush()
    recording.record(
        ItineraryLinksReplaced, delegation, now=now, actor=actor, changes={"reader": (None, str(reader.kind))}
    )


def _token(reader: Reader, purpose: str, version: int) -> str:
    named = f"{_LETTERS[reader.kind]}{reader.id}"
    return f"{named}x{signature(purpose, f'{named} {version}')}"


def _reader_of(token: str, purpose: str) -> Reader | None:
    named, _mark, signed = token.partition("x")
    kind, digits = _KINDS.get(named[:1]), named[1:]
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    if kind is None or not is_number or len(signed) != SIGNATURE_LENGTH or not signed.isascii():
        return None
    reader = Reader(kind, int(digits))
    is_ours = is_signature(signed, purpose, f"{named} {_versions([reader])[reader]}")
    return reader if is_ours else None


def _versions(readers: Collection[Reader]) -> dict[Reader, int]:
    query = select(ReadingLink).where(ReadingLink.reader_id.in_({each.id for each in readers}))
    raised = {Reader(each.kind, each.reader_id): each.version for each in db.session.scalars(query)}
    return {each: raised.get(each, 1) for each in readers}
