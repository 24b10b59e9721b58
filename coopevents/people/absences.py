"""When people are away, as other rooms know it; each absence under a key of the room that says so."""

from datetime import datetime

from sqlalchemy import delete, select

from coopevents.db import db
from coopevents.people.models import Absence


def set_absence(key: str, person_id: int, starts_at: datetime, ends_at: datetime) -> None:
    """From now on this absence is that one; said again, nothing changes."""
    known = db.session.scalar(select(Absence).where(Absence.key == key))
    if known is None:
        known = Absence(key=key)
        db.session.add(known)
    known.person_id, known.starts_at, known.ends_at = person_id, starts_at, ends_at
    db.session.flush()


def clear_absence(key: str) -> None:
    """They are not away after all."""
    db.session.execute(delete(Absence).where(Absence.key == key))
