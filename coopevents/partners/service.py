"""The verbs of institutions."""

from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Changes, Fact, Subject, changed_fields
from coopevents.partners import queries, rules
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.facts import InstitutionAdded, InstitutionChanged
from coopevents.partners.models import Institution
from coopevents.people import service as people
from coopevents.text import LocalizedText

FIELDS = (
    "kind", "name", "original_name", "acronym", "former_names", "country", "city", "latitude", "longitude", "website",
    "status", "partner_since", "parent_id",
)  # fmt: skip


def add_institution(details: InstitutionDetails, *, unit_id: int, now: datetime, actor: Actor) -> Institution:
    """A new institution that the unit knows.

    Raises a Refusal that names the field.
    """
    details = rules.tidied(details)
    rules.ensure_details_hold(details)
    institution = Institution(unit_id=unit_id, created_at=now, search_key=rules.key_of(details), **_values(details))
    db.session.add(institution)
    db.session.flush()
    if details.tags:
        queries.set_tags(institution.id, details.tags)
    record(InstitutionAdded, institution, now, actor, {})
    return institution


def change_institution(institution: Institution, details: InstitutionDetails, *, now: datetime, actor: Actor) -> None:
    """Let the record be as the details say; its people are shown and found by its new name.

    Raises a Refusal that names the field.
    """
    details = rules.tidied(details)
    rules.ensure_details_hold(details)
    if details.parent_id is not None and details.parent_id != institution.parent_id:
        rules.ensure_parent_is_above(institution.id, details.parent_id, queries.map_parents(institution.unit_id))
    old_tags = queries.tags_of([institution.id]).get(institution.id, [])
    changes = changed_fields({name: getattr(institution, name) for name in FIELDS}, _values(details))
    for name, (_old, new) in changes.items():
        setattr(institution, name, new)
    if details.tags is not None and sorted(details.tags) != old_tags:
        queries.set_tags(institution.id, details.tags)
        changes["tags"] = (old_tags, sorted(details.tags))
    if not changes:
        return
    institution.search_key = rules.key_of(details)
    if "name" in changes:
        people.rename_institution(institution.id, name_for_people(details.name), now=now, actor=actor)
    record(InstitutionChanged, institution, now, actor, changes)


def details_of(institution: Institution) -> InstitutionDetails:
    """What is known of an institution, as plain details; its tags stay as they are."""
    said = {name: getattr(institution, name) for name in FIELDS}
    return InstitutionDetails(**{**said, "former_names": tuple(institution.former_names)})


def name_for_people(name: LocalizedText) -> str:
    """The name a person's record shows for the institution: the English one, else the first there is."""
    return name.in_language("en")[:300]


def record(kind: type[Fact], institution: Institution, now: datetime, actor: Actor, changes: Changes) -> None:
    """Write down what happened to an institution."""
    subject = Subject("institution", institution.id)
    ledger.record(kind(at=now, actor=actor, subject=subject, unit_id=institution.unit_id, changes=changes))


def _values(details: InstitutionDetails) -> dict[str, Any]:
    said = {name: getattr(details, name) for name in FIELDS}
    return {**said, "former_names": list(details.former_names)}
