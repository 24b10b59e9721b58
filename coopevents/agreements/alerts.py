"""Alerts: each threshold of each day that counts is told once, late rather than never, and never two at a time."""

from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from coopevents.agreements import alert_queries, queries
from coopevents.agreements.alert_models import AgreementAlert
from coopevents.agreements.alert_rules import Due, Level, due_alert, levels_for
from coopevents.agreements.facts import AgreementAlertRaised
from coopevents.agreements.models import Agreement
from coopevents.agreements.numbering import day_of
from coopevents.agreements.recording import record
from coopevents.db import db
from coopevents.facts import Actor

_ADDING = {
    name: insert(AgreementAlert).on_conflict_do_nothing().returning(AgreementAlert.id)
    for name, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


def list_due(now: datetime, *, stalled_days: int) -> list[tuple[int, Due]]:
    """(agreement's id, its alert) for everything that is to be told now; one for each agreement at most."""
    today, done = day_of(now), alert_queries.list_done()
    found = (
        (agreement_id, due_alert(watched, today, done.get(agreement_id, ()), stalled_days=stalled_days))
        for agreement_id, watched in alert_queries.list_watched(day_of).items()
    )
    return [(agreement_id, due) for agreement_id, due in found if due is not None]


def raise_alert(agreement_id: int, due: Due, *, stalled_days: int, now: datetime, actor: Actor) -> bool:
    """Tell of what is due, unless it was told meanwhile, or the agreement went on; returns whether it is told.

    The agreement is looked at again behind its lock; that nobody else tells the same is for the unique index to say.
    """
    agreement = queries.lock_agreement(agreement_id)
    watched = alert_queries.list_watched(day_of, only=[agreement_id]).get(agreement_id)
    if watched is None:
        return False
    known = due_alert(watched, day_of(now), (), stalled_days=stalled_days)
    if known is None or (known.kind, known.day, known.threshold) != (due.kind, due.day, due.threshold):
        return False
    levels = _levels(agreement, due)
    alert_id = _claim(agreement_id, due, due.threshold, levels, now)
    if alert_id is None:
        return False
    for each in due.passed:
        _claim(agreement_id, due, each, (), now)
    changes = {"reminder": (None, f"{due.kind.value} {due.day} {due.threshold}")}
    record(AgreementAlertRaised, agreement, now=now, actor=actor, changes=changes, alert_id=alert_id)
    return True


def _levels(agreement: Agreement, due: Due) -> tuple[Level, ...]:
    before = alert_queries.last_told(agreement.id, due.kind, due.day)
    is_succeeding = bool(queries.list_successors(agreement.id))
    has_moved = is_succeeding or (before is not None and agreement.changed_at > before.at)
    return levels_for(due, is_first=before is None, has_moved=has_moved)


def _claim(agreement_id: int, due: Due, threshold: int, levels: tuple[Level, ...], now: datetime) -> int | None:
    """The id of the row that says it is done with, None when it stood there already."""
    values: dict[str, Any] = {
        "agreement_id": agreement_id,
        "kind": due.kind,
        "day": due.day,
        "threshold": threshold,
        "told": " ".join(levels),
        "at": now,
    }
    adding = _ADDING[db.session.get_bind().dialect.name]
    return db.session.scalar(adding, values)
