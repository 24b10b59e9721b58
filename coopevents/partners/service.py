"""The verbs of institutions."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Changes, Fact, Subject, changed_fields
from coopevents.partners import rules
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.facts import InstitutionAdded, InstitutionChanged
from coopevents.partners.models import Institution
from coopevents.people import service as people
from coopevents.text import LocalizedText

FIELDS = ("kind", "name", "country", "city", "website", "is_partner", "partner_since")


def add_institution(details: InstitutionDetails, *, unit_id: int, now: datetime, actor: Actor) -> Institution:
    """A new institution that the unit knows.

    Raises a Refusal that names the field.
    """
    details = replace(details, country=details.country.strip().upper())
    rules.ensure_details_hold(details)
    institution = Institution(unit_id=unit_id, created_at=now, search_key=rules.key_of(details), **_values(details))
    db.session.add(institution)
    db.session.flush()
    _record(InstitutionAdded, institution, now, actor, {})
    return institution


def change_institution(institution: Institution, details: InstitutionDetails, *, now: datetime, actor: Actor) -> None:
    """Let the record be as the details say; its people are shown and found by its new name.

    Raises a Refusal that names the field.
    """
    details = replace(details, country=details.country.strip().upper())
    rules.ensure_details_hold(details)
    changes = changed_fields({name: getattr(institution, name) for name in FIELDS}, _values(details))
    if not changes:
        return
    for name, (_old, new) in changes.items():
        setattr(institution, name, new)
    institution.search_key = rules.key_of(details)
    if "name" in changes:
        people.rename_institution(institution.id, name_for_people(details.name), now=now, actor=actor)
    _record(InstitutionChanged, institution, now, actor, changes)


def name_for_people(name: LocalizedText) -> str:
    """The name a person's record shows for the institution: the English one, else the first there is."""
    return name.in_language("en")[:300]


def _values(details: InstitutionDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in FIELDS}


def _record(kind: type[Fact], institution: Institution, now: datetime, actor: Actor, changes: Changes) -> None:
    subject = Subject("institution", institution.id)
    ledger.record(kind(at=now, actor=actor, subject=subject, unit_id=institution.unit_id, changes=changes))
