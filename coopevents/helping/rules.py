"""What must hold of somebody who registers to help; pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from coopevents.helping.details import HelperDetails
from coopevents.helping.free_times import WHOLE_DAY, WHOLE_WEEK, DaysApart
from coopevents.helping.states import WORKS_IN, HelperState, Service
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import cleaned, one_line

MOST_TIMES = 12
MOST_PAIRS = 8
LONGEST_STRETCH = timedelta(days=366)
MOST_IN_AN_HOUR = 60
"""So many registrations of one unit in an hour are the work of a program."""
BETWEEN_LINKS = timedelta(minutes=10)
"""How long an address that asked for its link is not written to again."""


class NotOpen(Refusal):
    """The unit does not let people register."""

    sentence = _l("Registration is closed at the moment.")


class TooManyNow(Refusal):
    """More registrations than people write."""

    status = 429
    sentence = _l("Very many register at this moment. Wait a while and send it again; nothing you wrote is lost.")


class ConsentIsMissing(Refusal):
    """Without consent nothing is kept."""

    status = 422
    sentence = _l("Tick the box to agree; without it we may not keep your data.")


class NameIsMissing(Refusal):
    """One name, in any script."""

    status = 422
    sentence = _l("Write your name, in Latin letters or in your own script.")


class NothingIsOffered(Refusal):
    """They would do nothing."""

    status = 422
    sentence = _l("Choose at least one thing you would do.")


class LanguageIsMissing(Refusal):
    """Guests are spoken with in some language."""

    status = 422
    sentence = _l("Say how well you speak at least one language.")


class PairIsMissing(Refusal):
    """Who interprets says from which language into which."""

    status = 422
    sentence = _l("Say from which language into which you interpret.")


class PairIsImpossible(Refusal):
    """From a language into itself, or one they said nothing of."""

    status = 422
    sentence = _l("Choose two different languages, and say above how well you speak each.")


class DaysAreImpossible(Refusal):
    """The last day comes before the first, or a year later."""

    status = 422
    sentence = _l("The last day is the first one or comes after it, at most a year later.")


class ReasonIsMissing(Refusal):
    """Whoever is declined reads why."""

    status = 422
    sentence = _l("Write the reason; it is sent in the letter.")


class StateForbids(Refusal):
    """It is over, or was not confirmed yet."""

    sentence = _l("As this registration stands now, that cannot be done.")


class EmailIsRegistered(Refusal):
    """Another registration has that address."""

    status = 422
    sentence = _l("Somebody is registered with this e-mail address already.")


def tidied(details: HelperDetails, today: date) -> HelperDetails:
    """The same without white space, without anything twice, and without days that are over."""
    names = ("given_name", "family_name", "original_name", "phone", "student_number", "study_unit")
    pairs = details.pairs if Service.INTERPRETING in details.services else ()
    return replace(
        details,
        **{name: one_line(getattr(details, name)) for name in names},
        email=details.email.strip().lower(),
        services=tuple(dict.fromkeys(details.services)),
        languages=tuple(dict(details.languages).items()),
        pairs=tuple(dict.fromkeys(pairs)),
        apart=tuple(sorted({each for each in details.apart if max(each.first_day, each.last_day) >= today})),
        free=details.free & WHOLE_WEEK,
        note=cleaned(details.note)[:2000],
    )


def ensure_details_hold(details: HelperDetails) -> None:
    """Refuse what the office could do nothing with; the refusal names its field."""
    for fault in faults_of(details):
        raise fault


def faults_of(details: HelperDetails) -> Iterator[Refusal]:
    """Everything that is wrong with what they say, each with its field."""
    if not (details.given_name or details.family_name or details.original_name):
        yield NameIsMissing(field="family_name")
    if not details.services:
        yield NothingIsOffered(field="services")
    if not details.languages:
        yield LanguageIsMissing(field="languages")
    if Service.INTERPRETING in details.services and not details.pairs:
        yield PairIsMissing(field="pairs")
    spoken = dict(details.languages)
    if any(source == target or {source, target} - set(spoken) for source, target in details.pairs):
        yield PairIsImpossible(field="pairs")
    if not all(_is_possible(each) for each in details.apart):
        yield DaysAreImpossible(field="apart")


def _is_possible(each: DaysApart) -> bool:
    is_whole = timedelta() <= each.last_day - each.first_day <= LONGEST_STRETCH
    return is_whole and 0 <= each.halves <= WHOLE_DAY


def ensure_state(state: HelperState, *allowed: HelperState) -> None:
    """Refuse a deed in any other state."""
    if state not in allowed:
        raise StateForbids


def works_in(details: HelperDetails) -> tuple[str, ...]:
    """The languages in which they can lead or interpret: fluent ones, and those of their pairs."""
    fluent = [language for language, level in details.languages if level in WORKS_IN]
    return tuple(dict.fromkeys((*fluent, *(each for pair in details.pairs for each in pair))))
