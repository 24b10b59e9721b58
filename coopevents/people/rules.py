"""What must hold of a person; pure."""

from datetime import datetime, timedelta

from coopevents.i18n import _l
from coopevents.people.details import PersonDetails
from coopevents.refusals import Refusal
from coopevents.text import LANGUAGES, folded, full_name, search_key

LONGEST_AVAILABILITY = timedelta(days=366)
MOST_TIMES = 200


class NameIsMissing(Refusal):
    """A person has a name in at least one script."""

    sentence = _l("Write at least one name, in Latin letters or in the person’s own script.")


class EmailIsTaken(Refusal):
    """Another person of this unit has that address."""

    sentence = _l("Another person here already has this e-mail address.")


class LanguageIsUnknown(Refusal):
    """Messages cannot be written in that language."""

    sentence = _l("Choose one of the languages offered.")


class AvailabilityIsImpossible(Refusal):
    """It ends before it starts, or lasts longer than anybody can promise."""

    sentence = _l("The end comes after the start, and at most a year later.")


class TooManyTimes(Refusal):
    """More times than anybody reads."""

    sentence = _l("A person has at most 200 such times. Remove some that are over.")


def ensure_availability_is_possible(starts_at: datetime, ends_at: datetime, known: int) -> None:
    """Refuse a time that ends before it starts, one of more than a year, and the one after the two hundredth."""
    if not starts_at < ends_at <= starts_at + LONGEST_AVAILABILITY:
        raise AvailabilityIsImpossible(field="last_day")
    if known >= MOST_TIMES:
        raise TooManyTimes


def ensure_details_hold(details: PersonDetails) -> None:
    """Refuse a person without a name, or with a language nobody here writes."""
    if not (details.given_name or details.family_name or details.original_name):
        raise NameIsMissing(field="family_name")
    if details.language and details.language not in LANGUAGES:
        raise LanguageIsUnknown(field="language")


def key_of(details: PersonDetails) -> str:
    """What a search looks in: the name in both orders and both scripts, address, institution, position."""
    key = search_key(
        full_name(details.given_name, details.family_name),
        full_name(details.family_name, details.given_name),
        details.original_name,
        details.email,
        details.institution_name,
        details.position,
    )
    return key[:1000]


def is_same_name(first: PersonDetails, second: PersonDetails) -> bool:
    """Whether two are named alike, in Latin letters or, when both lack those, in their own script."""
    latin = (
        folded(full_name(first.given_name, first.family_name)),
        folded(full_name(second.given_name, second.family_name)),
    )
    if any(latin):
        return latin[0] == latin[1]
    return folded(first.original_name) == folded(second.original_name) != ""
