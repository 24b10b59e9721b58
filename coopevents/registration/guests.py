"""The guest in a registration: what was written, tidied, and tied to the people and institutions the office knows."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from coopevents.accounts.permissions import lineage
from coopevents.accounts.queries import unit_parents
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.forms.single import country_codes, valid_email
from coopevents.partners import queries as partners
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.registration import rules
from coopevents.registration.details import GuestDetails
from coopevents.registration.finding import words_of
from coopevents.registration.models import Registration
from coopevents.text import LANGUAGES, folded, one_line

NAMES = ("title", "given_name", "family_name", "original_name", "institution_name", "position")
WRITTEN = (*NAMES, "companion_names", "country", "language", "time_zone")
ROOM = {
    "title": 60,
    "given_name": 120,
    "family_name": 120,
    "original_name": 200,
    "institution_name": 300,
    "position": 200,
}

MOST_OFFERED = 300
MOST_COMPANIONS, ROOM_FOR_COMPANIONS = 20, 500


def cleaned_details(details: GuestDetails) -> GuestDetails:
    """The details on one line each, cut to the room there is, with unknown codes left out."""
    texts: dict[str, Any] = {name: one_line(getattr(details, name))[: ROOM[name]] for name in NAMES}
    country = details.country.strip().upper()
    return replace(
        details,
        **texts,
        email=valid_email(details.email) or "",
        country=country if country in country_codes() else "",
        language=details.language if details.language in LANGUAGES else "en",
        time_zone=details.time_zone if details.time_zone in _zones() else "",
        intention=(details.intention or "")[:64] or None,
        companion_names=one_line(details.companion_names)[:ROOM_FOR_COMPANIONS],
        companion_count=min(max(details.companion_count, 0), MOST_COMPANIONS),
    )


@cache
def _zones() -> frozenset[str]:
    """Every zone there is; finding them reads a folder, which no guest should wait for."""
    return frozenset(available_timezones())


def ensure_named(details: GuestDetails) -> None:
    """Raise NameIsMissing when there is no name in any script."""
    if not (details.given_name or details.family_name or details.original_name):
        raise rules.NameIsMissing


def ensure_complete(details: GuestDetails, *, needs_consent: bool) -> None:
    """Raise NameIsMissing, EmailIsNotValid or ConsentIsMissing."""
    ensure_named(details)
    if not details.email:
        raise rules.EmailIsNotValid
    if needs_consent and not details.has_consented:
        raise rules.ConsentIsMissing


def known_to(event: Event) -> tuple[int, ...]:
    """The units whose institutions and people guests of the event may mean: its own and all above it."""
    if event.unit.parent_id is None:
        return (event.unit_id,)
    return lineage(event.unit_id, unit_parents())


@dataclass(frozen=True)
class Found:
    """What can be looked up about an event's guest before anybody is kept waiting: the units that may know them (the
    event's and those above), and the institution these know by the name written."""

    event_id: int
    unit_ids: tuple[int, ...]
    institution_id: int | None


def look_up(event: Event, institution_name: str) -> Found:
    """Look up what registering needs; plain values, true whatever transaction they are used in."""
    unit_ids = known_to(event)
    name = one_line(institution_name)[: ROOM["institution_name"]]
    found = partners.search_institutions(unit_ids, name, limit=20) if name else []
    wanted = folded(name)
    known = next((each for each in found if wanted in {folded(text) for text in partners.names_of(each)}), None)
    return Found(event.id, unit_ids, known.id if known is not None else None)


def person_of(event: Event, details: GuestDetails, found: Found, *, now: datetime, actor: Actor) -> Person:
    """The person the office knows by this address, or a new one; what is known of a person stays as it is."""
    known = PersonDetails(
        given_name=details.given_name,
        family_name=details.family_name,
        original_name=details.original_name,
        title=details.title,
        email=details.email,
        institution_id=found.institution_id,
        institution_name=details.institution_name,
        position=details.position,
        country=details.country,
        language=details.language,
    )
    return people.find_or_add_person(known, unit_id=event.unit_id, now=now, actor=actor, known_to=found.unit_ids)


def write_details(registration: Registration, details: GuestDetails, institution_id: int | None) -> None:
    """Let the registration say what the guest wrote."""
    for name in WRITTEN:
        setattr(registration, name, getattr(details, name))
    registration.institution_id = institution_id
    registration.sort_name = sort_name_of(registration)


def sort_name_of(registration: Registration) -> str:
    """What lists sort the registration by."""
    names = (registration.family_name, registration.given_name, registration.original_name)
    return folded(" ".join(filter(None, names)))[:260]


def as_mapping(registration: Registration) -> dict[str, str]:
    """What the guest wrote, by field."""
    return {name: getattr(registration, name) for name in WRITTEN}


def words_for(registration: Registration) -> frozenset[str]:
    """The words under which the registration is found."""
    written = (registration.given_name, registration.family_name, registration.original_name)
    return words_of((*written, registration.email, registration.institution_name, str(registration.number)))


def list_institution_names(event: Event) -> list[str]:
    """The names a guest may mean, in every language, for a list that completes what is typed."""
    found = partners.list_institutions(known_to(event))[:MOST_OFFERED]
    return sorted({text for each in found for text in each.name.values()})
