"""Clashes that are meant so: accepted with a reason, or shown again."""

from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.schedule import clash_queries, rules
from coopevents.schedule.facts import ClashAccepted, ClashReconsidered
from coopevents.schedule.models import AcceptedClash, Schedule
from coopevents.schedule.releasing import about_schedule
from coopevents.text import one_line


def accept_clash(schedule: Schedule, key: str, reason: str, *, now: datetime, actor: Actor) -> AcceptedClash:
    """A clash is meant so: it stays quiet until what clashes changes. Accepting it again keeps the first reason."""
    reason = one_line(reason)
    rules.ensure_reason(reason)
    known = clash_queries.find_accepted_clash(schedule.id, key)
    if known is not None:
        return known
    accepted = AcceptedClash(schedule_id=schedule.id, key=key, reason=reason, accepted_by=actor.label, accepted_at=now)
    db.session.add(accepted)
    db.session.flush()
    changes = {"reason": (None, reason)}
    ledger.record(ClashAccepted(**about_schedule(schedule, now, actor), key=key, reason=reason, changes=changes))
    return accepted


def reconsider_clash(schedule: Schedule, key: str, *, now: datetime, actor: Actor) -> None:
    """A clash accepted before is shown again."""
    known = clash_queries.find_accepted_clash(schedule.id, key)
    if known is None:
        return
    db.session.delete(known)
    changes = {"reason": (known.reason, None)}
    ledger.record(ClashReconsidered(**about_schedule(schedule, now, actor), key=key, changes=changes))
