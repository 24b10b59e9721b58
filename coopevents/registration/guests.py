"""The guest in a registration: what was written, tidied, and tied to the people and institutions the office knows."""

from dataclasses import replace
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
from coopevents.partners.models import Institution
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.registration import rules
from coopevents.registration.details import GuestDetails
from coopevents.registration.finding import words_of
from coopevents.registration.models import Registration
from coopevents.text import LANGUAGES, folded, one_line

NAMES = ("title", "given_name", "family_name", "original_name", "institution_name", "position")
WRITTEN = (*NAMES, "country", "language", "time_zone")
ROOM = {
    "title": 60,
    "given_name": 120,
    "family_name": 120,
    "original_name": 200,
    "institution_name": 300,
    "position": 200,
}

MOST_OFFERED = 300
MOST_COMPANIONS = 20


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


def known_institutions(event: Event) -> tuple[int, ...]:
    """The units whose institutions guests of the event may mean: its own and all above it."""
    return lineage(event.unit_id, unit_parents())


def find_institution(event: Event, name: str) -> Institution | None:
    """The institution the office knows by that name in any language."""
    if not name:
        return None
    found = partners.search_institutions(known_institutions(event), name, limit=20)
    wanted = folded(name)
    return next((each for each in found if wanted in {folded(text) for text in each.name.values()}), None)


def person_of(
    event: Event, details: GuestDetails, institution: Institution | None, *, now: datetime, actor: Actor
) -> Person:
    """The person the office knows by this address, or a new one; what is known of a person stays as it is."""
    known = PersonDetails(
        given_name=details.given_name,
        family_name=details.family_name,
        original_name=details.original_name,
        title=details.title,
        email=details.email,
        institution_id=institution.id if institution else None,
        institution_name=details.institution_name,
        position=details.position,
        country=details.country,
        language=details.language,
    )
    return people.find_or_add_person(known, unit_id=event.unit_id, now=now, actor=actor)


def write_details(registration: Registration, details: GuestDetails, institution: Institution | None) -> None:
    """Let the registration say what the guest wrote."""
    for name in WRITTEN:
        setattr(registration, name, getattr(details, name))
    registration.institution_id = institution.id if institution else None
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
    found = partners.list_institutions(known_institutions(event))[:MOST_OFFERED]
    return sorted({text for each in found for text in each.name.values()})
