"""What must hold of an event; pure."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from zoneinfo import available_timezones

from coopevents.events.details import EventDetails
from coopevents.events.states import ACCENTS, EventKind, EventState
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import LANGUAGES, LocalizedText, search_key, slugified

LONGEST = timedelta(days=400)
FIRST_YEAR, LAST_YEAR = 1990, 2200
RESERVED_SLUGS = frozenset({"new"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class AddressIsTaken(Refusal):
    """Another event or page already has that address."""


class AddressIsUnreadable(Refusal):
    """An address is made of small letters, digits and hyphens."""

    sentence = _l("Use small letters a–z, digits and single hyphens, at most 60.")


class LastDayIsBeforeFirst(Refusal):
    """An event ends on its first day or later."""

    sentence = _l("The last day is before the first day.")


class EventIsTooLong(Refusal):
    """An event has at most 400 days."""

    sentence = _l("An event can last at most 400 days. Plan a longer one as several events.")


class DayIsOutOfReach(Refusal):
    """A day lies too far in the past or future to be meant."""

    sentence = _l("Choose a day between 1990 and 2200.")


class ZoneIsUnknown(Refusal):
    """No time zone has that name."""

    sentence = _l("Choose a time zone from the list, such as Asia/Shanghai.")


class TitleIsMissing(Refusal):
    """Something has no title in any language."""

    sentence = _l("Write a title in at least one language.")


class LanguageIsUnknown(Refusal):
    """Content cannot be kept in that language."""

    sentence = _l("Choose at least one of the languages offered.")


class AccentIsUnknown(Refusal):
    """No accent colour has that name."""

    sentence = _l("Choose one of the colours offered.")


class EventIsCancelled(Refusal):
    """A cancelled event is neither published nor taken back."""

    sentence = _l("This event is cancelled. Copy it to plan it anew.")


class EventIsPublished(Refusal):
    """It is already visible to everybody."""

    sentence = _l("This event is already published.")


class EventIsDraft(Refusal):
    """It is not visible to anybody outside."""

    sentence = _l("This event is a draft already.")


class ReasonIsMissing(Refusal):
    """A cancellation says why."""

    sentence = _l("Say in one sentence why; guests will read it.")


class EventWasChangedMeanwhile(Refusal):
    """Somebody else saved the event after this organiser opened it."""

    sentence = _l(
        "Somebody else saved this event while you were writing. What you typed is kept here; "
        "open the event in a second window to compare, then save again."
    )


@cache
def known_zones() -> frozenset[str]:
    """Every IANA time zone name of this installation."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


def ensure_details_hold(details: EventDetails) -> None:
    """Refuse what cannot be an event; the address is checked apart, since only the room knows the others."""
    ensure_has_title(details.title)
    ensure_days_hold(details.starts_on, details.ends_on)
    if details.time_zone not in known_zones():
        raise ZoneIsUnknown(field="time_zone")
    if not details.languages or not set(details.languages) <= set(LANGUAGES):
        raise LanguageIsUnknown(field="languages")
    if details.accent not in ACCENTS:
        raise AccentIsUnknown(field="accent")


def ensure_has_title(title: LocalizedText) -> None:
    """Refuse an empty title."""
    if not title:
        raise TitleIsMissing(field="title")


def ensure_days_hold(starts_on: date, ends_on: date) -> None:
    """Refuse days in the wrong order, too many of them, or out of reach."""
    for name, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise DayIsOutOfReach(field=name)
    if ends_on < starts_on:
        raise LastDayIsBeforeFirst(field="ends_on")
    if ends_on - starts_on > LONGEST:
        raise EventIsTooLong(field="ends_on")


def ensure_address_is_free(slug: str, taken: Collection[str]) -> None:
    """Refuse an unreadable or taken address; a taken one names the next that is free."""
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        raise AddressIsUnreadable(field="slug")
    if slug in taken or slug in RESERVED_SLUGS:
        free = next_free_slug(slug, taken)
        sentence = _l("The address “%(slug)s” is taken; “%(free)s” is free.", slug=slug, free=free)
        raise AddressIsTaken(sentence, field="slug")


def next_free_slug(wanted: str, taken: Collection[str]) -> str:
    """``wanted`` itself when it is free, else with the smallest number from 2 on."""
    candidate, number = wanted[:60].strip("-"), 2
    while candidate in taken or candidate in RESERVED_SLUGS:
        candidate = f"{wanted[: 59 - len(str(number))].strip('-')}-{number}"
        number += 1
    return candidate


def suggested_slug(title: LocalizedText, kind: EventKind, starts_on: date) -> str:
    """An address made of a Latin title and the year; of the kind and the year when no title is in Latin letters."""
    words = next(filter(None, (slugified(title.get(language, "")) for language in ("en", "fr", *title))), "")
    words = words or kind.value.replace("_", "-")
    year = str(starts_on.year)
    return words if year in words.split("-") else f"{words[:55].strip('-')}-{year}"


def key_of(title: LocalizedText, slug: str, venue: LocalizedText) -> str:
    """What a search looks in: title and venue in every language, and the address."""
    return search_key(*title.values(), slug, *venue.values())[:1500]


def suggested_page_slug(title: LocalizedText) -> str:
    """An address made of a Latin title, else the plain word ``page``."""
    return next(filter(None, (slugified(title.get(language, "")) for language in ("en", "fr", *title))), "") or "page"


def ensure_may_publish(state: EventState) -> None:
    """Refuse to publish anything but a draft."""
    if state is EventState.CANCELLED:
        raise EventIsCancelled
    if state is EventState.PUBLISHED:
        raise EventIsPublished


def ensure_may_unpublish(state: EventState) -> None:
    """Refuse to take back anything but a published event."""
    if state is EventState.CANCELLED:
        raise EventIsCancelled
    if state is EventState.DRAFT:
        raise EventIsDraft


def ensure_may_cancel(state: EventState, reason: str) -> None:
    """Refuse to cancel twice, or without saying why."""
    if state is EventState.CANCELLED:
        raise EventIsCancelled
    if not reason.strip():
        raise ReasonIsMissing(field="reason")
