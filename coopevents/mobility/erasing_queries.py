"""Where else the house speaks of a traveller: messages, and the audit trail."""

from datetime import date

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.mail.models import OutboxMessage
from coopevents.mobility.models import ERASED_NAME, Traveller, Trip
from coopevents.mobility.states import TripState
from coopevents.text import full_name

UNMADE = frozenset({TripState.PLANNED, TripState.REFUSED, TripState.CANCELLED})


def list_to_erase(made_before: date, unmade_before: date, *, limit: int) -> list[Traveller]:
    """Travellers still known whose trip ended before these days: one that was made, one that was not."""
    is_unmade = or_(Trip.state.in_(UNMADE), Traveller.is_withdrawn.is_(True))
    query = (
        select(Traveller)
        .join(Trip)
        .where(
            Traveller.family_name != ERASED_NAME,
            or_(Trip.ends_on < made_before, and_(is_unmade, Trip.ends_on < unmade_before)),
        )
        .order_by(Traveller.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def forget_messages(traveller: Traveller) -> None:
    """Keep no message to a traveller, nor one that names them, nor their name in the audit trail."""
    trip_id, name = traveller.trip_id, full_name(traveller.given_name, traveller.family_name)
    to_them = and_(OutboxMessage.subject_kind == "traveller", OutboxMessage.subject_id == traveller.id)
    naming = and_(
        OutboxMessage.subject_kind == "trip",
        OutboxMessage.subject_id == trip_id,
        OutboxMessage.kind == "trip_reports_late",
    )
    db.session.execute(delete(OutboxMessage).where(or_(to_them, naming)))
    by_them = AuditEntry.actor_kind == "guest", AuditEntry.actor_label == name
    db.session.execute(update(AuditEntry).where(*_about(trip_id), *by_them).values(actor_label="Guest"))


def forget_what_changed(trip: Trip) -> None:
    """Let the audit trail say that something happened to a trip, and when, but no longer what it was."""
    db.session.execute(update(AuditEntry).where(*_about(trip.id)).values(changes={}))


def _about(trip_id: int) -> tuple[ColumnElement[bool], ...]:
    return AuditEntry.subject_kind == "trip", AuditEntry.subject_id == trip_id
