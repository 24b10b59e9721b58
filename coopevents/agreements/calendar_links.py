"""The private address under which a colleague subscribes to the days of agreements."""

import base64
import secrets
from datetime import datetime

from coopevents import ledger
from coopevents.agreements import calendar_queries
from coopevents.agreements.calendar_models import AgreementCalendar
from coopevents.agreements.facts import CalendarAddressMade
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature

REFERENCE_LENGTH = 26
PURPOSE = "calendar of agreements"


def make_address(user_id: int, *, now: datetime, actor: Actor) -> AgreementCalendar:
    """The colleague's calendar under a new address; an older one is worthless at once."""
    calendar = calendar_queries.find_calendar(user_id)
    if calendar is None:
        reference = base64.b32encode(secrets.token_bytes(17)).decode().lower()[:REFERENCE_LENGTH]
        calendar = AgreementCalendar(user_id=user_id, reference=reference, version=1, made_at=now)
        db.session.add(calendar)
    else:
        calendar.version += 1
        calendar.made_at = now
    db.session.flush()
    ledger.record(CalendarAddressMade(at=now, actor=actor, subject=Subject("user", user_id)))
    return calendar


def token_of(calendar: AgreementCalendar) -> str:
    """The secret in its address."""
    return calendar.reference + signature(PURPOSE, f"{calendar.reference} {calendar.version}")


def find_by_token(token: str) -> AgreementCalendar | None:
    """The calendar the secret opens; None for a wrong or replaced one, and when its owner may not sign in any more."""
    if len(token) != REFERENCE_LENGTH + SIGNATURE_LENGTH or not token.isascii():
        return None
    calendar = calendar_queries.find_by_reference(token[:REFERENCE_LENGTH])
    if calendar is None:
        return None
    is_right = is_signature(token[REFERENCE_LENGTH:], PURPOSE, f"{calendar.reference} {calendar.version}")
    return calendar if is_right else None
