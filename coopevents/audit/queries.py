"""Reading the audit trail."""

from collections.abc import Collection

from sqlalchemy import func, select

from coopevents.audit.models import AuditEntry
from coopevents.db import db


def list_about(subject_kind: str, subject_id: int, *, limit: int = 50) -> list[AuditEntry]:
    """What happened to one record, newest first."""
    wanted = AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id
    return list(db.session.scalars(select(AuditEntry).where(*wanted).order_by(AuditEntry.id.desc()).limit(limit)))


def map_latest_about(subject_kind: str, subject_ids: Collection[int]) -> dict[int, AuditEntry]:
    """The last thing that happened to each of these records; records without any are left out."""
    about = AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id.in_(subject_ids)
    latest = select(func.max(AuditEntry.id)).where(*about).group_by(AuditEntry.subject_id)
    return {each.subject_id: each for each in db.session.scalars(select(AuditEntry).where(AuditEntry.id.in_(latest)))}


def list_about_in_units(
    subject_kind: str, subject_id: int, unit_ids: Collection[int], *, limit: int = 50
) -> list[AuditEntry]:
    """What happened to one record as far as these units may read of it, newest first."""
    wanted = AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id
    query = select(AuditEntry).where(*wanted, AuditEntry.unit_id.in_(unit_ids))
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))


def list_of_event(event_id: int, *, limit: int = 100, before_id: int | None = None) -> list[AuditEntry]:
    """What happened in one event, newest first; ``before_id`` continues an earlier page."""
    query = select(AuditEntry).where(AuditEntry.event_id == event_id)
    if before_id:
        query = query.where(AuditEntry.id < before_id)
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))


def list_of_units(unit_ids: Collection[int], *, limit: int = 100, before_id: int | None = None) -> list[AuditEntry]:
    """What happened in these units, newest first."""
    query = select(AuditEntry).where(AuditEntry.unit_id.in_(unit_ids))
    if before_id:
        query = query.where(AuditEntry.id < before_id)
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))


def list_of_fact(fact: str, subject_kind: str, subject_id: int, *, limit: int = 200) -> list[AuditEntry]:
    """Whenever that happened to one record, newest first."""
    about = AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id
    query = select(AuditEntry).where(*about, AuditEntry.fact == fact)
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)))
