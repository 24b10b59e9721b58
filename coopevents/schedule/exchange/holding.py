"""The verbs of files that are looked at before they are taken over."""

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from coopevents.db import db
from coopevents.schedule.exchange import queries
from coopevents.schedule.exchange.bounds import ensure_size
from coopevents.schedule.exchange.models import HeldImport
from coopevents.schedule.exchange.reading import format_of
from coopevents.schedule.models import Schedule
from coopevents.text import one_line

HELD_FOR = timedelta(days=1)


def hold_import(
    schedule: Schedule, data: bytes, *, name: str, user_id: int, language: str, now: datetime
) -> HeldImport:
    """Keep a file until it was looked at; it takes the place of what the organiser held for this schedule before.

    Whatever anybody has held for more than a day is let go. Raises FileIsTooLarge or FileIsUnreadable.
    """
    ensure_size(data)
    format_of(data)
    queries.forget_held(schedule_id=schedule.id, user_id=user_id, before=now - HELD_FOR)
    held = HeldImport(
        token=token_urlsafe(24),
        schedule_id=schedule.id,
        user_id=user_id,
        name=one_line(name)[:200],
        data=data,
        language=language,
        sent_at=now,
    )
    db.session.add(held)
    db.session.flush()
    return held


def keep_undo(held: HeldImport, undo: dict[str, Any], *, now: datetime) -> None:
    """The file was taken over: only what takes it back is kept of it."""
    held.data, held.undo, held.sent_at = b"", undo, now
    db.session.flush()
