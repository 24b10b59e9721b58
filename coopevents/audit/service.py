"""Writing the audit trail."""

from typing import Any

from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.facts import Fact
from coopevents.text import LocalizedText


def write_down(fact: Fact) -> AuditEntry:
    """Add one entry for a fact, in the present transaction."""
    entry = AuditEntry(
        at=fact.at,
        actor_kind=fact.actor.kind,
        actor_id=fact.actor.id,
        actor_label=fact.actor.label,
        fact=type(fact).__name__,
        subject_kind=fact.subject.kind,
        subject_id=fact.subject.id,
        unit_id=fact.unit_id,
        event_id=fact.event_id,
        changes={name: [plain(old), plain(new)] for name, (old, new) in fact.changes.items()},
    )
    db.session.add(entry)
    return entry


def plain(value: Any) -> Any:
    """A value as JSON can hold it: moments and days in ISO 8601, texts by language, everything else as words."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, LocalizedText):
        return dict(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
