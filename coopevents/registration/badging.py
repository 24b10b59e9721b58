"""Badges are printed: for whom, and noted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Subject
from coopevents.registration.form_facts import BadgesPrinted
from coopevents.registration.gate_models import GuestOnSite
from coopevents.registration.models import Registration


def note_printed(event: Event, registrations: Sequence[Registration], *, now: datetime, actor: Actor) -> None:
    """Write down that these badges were printed, some perhaps once more; one fact for all of them."""
    ids = [each.id for each in registrations]
    if not ids:
        return
    known = set(db.session.scalars(select(GuestOnSite.registration_id).where(GuestOnSite.registration_id.in_(ids))))
    db.session.execute(update(GuestOnSite).where(GuestOnSite.registration_id.in_(known)).values(badge_printed_at=now))
    new = [{"registration_id": each, "badge_printed_at": now} for each in ids if each not in known]
    if new:
        db.session.execute(insert(GuestOnSite), new)
    fact = BadgesPrinted(
        at=now,
        actor=actor,
        subject=Subject("event", event.id),
        unit_id=event.unit_id,
        event_id=event.id,
        changes={"badges": (None, len(ids))},
    )
    ledger.record(fact)
