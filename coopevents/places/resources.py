"""The verbs of what can be borrowed besides places: vehicles, equipment, interpreter booths."""

from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.places import queries, rules
from coopevents.places.details import ResourceDetails
from coopevents.places.facts import ResourceAdded, ResourceChanged, ResourceRestored, ResourceRetired
from coopevents.places.models import Resource

_SAID = ("kind", "name", "quantity", "turnover_minutes", "note", "position")


def add_resource(unit_id: int, details: ResourceDetails, *, now: datetime, actor: Actor) -> Resource:
    """A new resource of a unit, at the end of its list unless a position is given."""
    rules.ensure_resource_is_possible(details)
    resource = Resource(unit_id=unit_id, position=len(queries.list_resources([unit_id], with_retired=True)))
    _fill(resource, details)
    db.session.add(resource)
    db.session.flush()
    ledger.record(ResourceAdded(**_about(resource, now, actor), changes=changed_fields({}, _said_of(resource))))
    return resource


def change_resource(resource: Resource, details: ResourceDetails, *, now: datetime, actor: Actor) -> Resource:
    """Say everything about a resource anew; nothing is recorded when nothing differs."""
    rules.ensure_resource_is_possible(details)
    before = _said_of(resource)
    _fill(resource, details)
    db.session.flush()
    changes = changed_fields(before, _said_of(resource))
    if changes:
        ledger.record(ResourceChanged(**_about(resource, now, actor), changes=changes))
    return resource


def retire_resource(resource: Resource, *, now: datetime, actor: Actor) -> None:
    """Nothing new is planned with it; what stands on programmes stays."""
    if not resource.is_retired:
        resource.is_retired = True
        ledger.record(ResourceRetired(**_about(resource, now, actor)))


def restore_resource(resource: Resource, *, now: datetime, actor: Actor) -> None:
    """A retired resource is in use again."""
    if resource.is_retired:
        resource.is_retired = False
        ledger.record(ResourceRestored(**_about(resource, now, actor)))


def _fill(resource: Resource, details: ResourceDetails) -> None:
    for name in _SAID:
        if name != "position" or details.position is not None:
            setattr(resource, name, getattr(details, name))


def _said_of(resource: Resource) -> dict[str, Any]:
    return {"order" if name == "position" else name: getattr(resource, name) for name in _SAID}


def _about(resource: Resource, now: datetime, actor: Actor) -> dict[str, Any]:
    return {"at": now, "actor": actor, "subject": Subject("resource", resource.id), "unit_id": resource.unit_id}
