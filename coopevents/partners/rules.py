"""What must hold of an institution; pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from coopevents.i18n import _l
from coopevents.partners.details import ContactDetails, InstitutionDetails, NoteDetails
from coopevents.refusals import Refusal
from coopevents.text import one_line, search_key

LONGEST_TAG = 40
MOST_TAGS = 20
MOST_FORMER_NAMES = 20


class NameIsMissing(Refusal):
    """An institution has a name in at least one language."""

    sentence = _l("Write the name in at least one language.")


class CountryIsMissing(Refusal):
    """An institution is somewhere."""

    sentence = _l("Choose the country or region.")


class WebsiteIsUnreadable(Refusal):
    """A website's address begins with http or https and names a host."""

    sentence = _l("Write the full address, such as https://www.example.edu.")


class YearIsOutOfReach(Refusal):
    """Nobody became a partner in that year."""

    sentence = _l("Write a year between 1800 and 2200.")


class PositionIsNotOnEarth(Refusal):
    """A position has both parts, each within its bounds."""

    sentence = _l("Write both: a latitude between -90 and 90 and a longitude between -180 and 180.")


class TagsAreTooLong(Refusal):
    """Tags are few and short."""

    sentence = _l("Write at most 20 tags of at most 40 letters each, separated by commas.")


class FormerNamesAreTooLong(Refusal):
    """Former names are few, each no longer than a name."""

    sentence = _l("Write at most 20 former names of at most 300 letters each.")


class ParentsGoRound(Refusal):
    """An institution cannot be a part of itself, however far round."""

    sentence = _l("An institution cannot belong to itself or to one of its own parts.")


class RelationIsToItself(Refusal):
    """A relation is between two institutions."""

    sentence = _l("Choose another institution.")


class RelationIsKnown(Refusal):
    """A relation is written down once."""

    sentence = _l("This relation is there already.")


class ContactEndsTooEarly(Refusal):
    """A contact ends after it begins."""

    sentence = _l("The last day is before the first one.")


class ContactIsKnown(Refusal):
    """Somebody has a role once at a time."""

    sentence = _l("This person is a contact in this role at that time already.")


class TextIsMissing(Refusal):
    """A note says something."""

    sentence = _l("Write what is to be remembered.")


class DayIsMissing(Refusal):
    """Who follows something up does it by a day."""

    sentence = _l("Choose the day by which it is to be followed up.")


class NothingToFollowUp(Refusal):
    """Only what has a day is done or reopened."""

    sentence = _l("This note is no follow-up: it has no day.")


def tidied(details: InstitutionDetails) -> InstitutionDetails:
    """The details in the form they are kept in: no word twice, no empty line, the country in capitals."""
    return replace(
        details,
        country=details.country.strip().upper(),
        acronym=one_line(details.acronym),
        original_name=one_line(details.original_name),
        former_names=_apart(details.former_names, r"[;；\n]"),
        tags=None if details.tags is None else _apart(details.tags, r"[,，、;；\n]"),
    )


def _apart(texts: Iterable[str], separators: str) -> tuple[str, ...]:
    parts = (one_line(part) for text in texts for part in re.split(separators, text))
    return tuple(dict.fromkeys(filter(None, parts)))


def ensure_details_hold(details: InstitutionDetails) -> None:
    """Refuse what cannot be an institution."""
    if not details.name:
        raise NameIsMissing(field="name")
    if len(details.country) != 2 or not (details.country.isascii() and details.country.isalpha()):
        raise CountryIsMissing(field="country")
    if details.website and not is_web_address(details.website):
        raise WebsiteIsUnreadable(field="website")
    if details.partner_since is not None and not 1800 <= details.partner_since <= 2200:
        raise YearIsOutOfReach(field="partner_since")
    ensure_position(details.latitude, details.longitude)
    if len(details.tags or ()) > MOST_TAGS or any(len(each) > LONGEST_TAG for each in details.tags or ()):
        raise TagsAreTooLong(field="tags")
    if len(details.former_names) > MOST_FORMER_NAMES or any(len(each) > 300 for each in details.former_names):
        raise FormerNamesAreTooLong(field="former_names")


def ensure_position(latitude: float | None, longitude: float | None) -> None:
    """Refuse half a position and one that is nowhere on earth (NaN included)."""
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise PositionIsNotOnEarth(field="latitude")


def ensure_parent_is_above(institution_id: int, parent_id: int | None, parents: Mapping[int, int | None]) -> None:
    """Refuse a parent that is the institution itself or stands below it; ``parents`` says who belongs to whom."""
    seen: set[int] = set()
    while parent_id is not None and parent_id not in seen:
        if parent_id == institution_id:
            raise ParentsGoRound(field="parent")
        seen.add(parent_id)
        parent_id = parents.get(parent_id)


def ensure_contact_holds(details: ContactDetails) -> None:
    """Refuse a contact that ends before it begins."""
    if details.from_on and details.until_on and details.until_on < details.from_on:
        raise ContactEndsTooEarly(field="until_on")


def overlaps(one: ContactDetails, other: ContactDetails) -> bool:
    """Whether two contacts hold on some day at once; a day that is not known lies as far off as may be."""
    starts = max(one.from_on or date.min, other.from_on or date.min)
    return starts <= min(one.until_on or date.max, other.until_on or date.max)


def ensure_note_holds(details: NoteDetails) -> None:
    """Refuse a note that says nothing, and an owner of something without a day."""
    if not details.text.strip():
        raise TextIsMissing(field="text")
    if details.owner_id is not None and details.due_on is None:
        raise DayIsMissing(field="due_on")


def is_web_address(text: str) -> bool:
    """Whether the text is an http or https address with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text and text.isprintable()
    except ValueError:
        return False


def key_of(details: InstitutionDetails) -> str:
    """What a search looks in: the name in every language, its own script, acronym, city, the country's code, and what
    it was called before."""
    names: Iterable[str] = (*details.name.values(), details.original_name, details.acronym)
    return search_key(*names, details.city, details.country, *details.former_names)[:1500]
