"""Papers the office issued: a valid certificate, one that was withdrawn, and a guest who has one."""

from __future__ import annotations

from datetime import datetime, timedelta

from coopevents import unit_of_work
from coopevents.accounts.models import User
from coopevents.facts import Actor
from coopevents.issuing import queries, withdrawing
from coopevents.issuing.states import PaperKind
from coopevents.registration import tokens
from tests.browser.corners.events import find_event


def add_issued(organiser: User, now: datetime) -> dict[str, str]:
    """One of the demo symposium's certificates is withdrawn."""
    event, actor = find_event("resource-symposium"), Actor("user", organiser.id, organiser.name)
    valid, other = queries.list_papers(event.id, PaperKind.CERTIFICATE)
    withdrawing.withdraw(other, "She was there for the first hour only", now=now - timedelta(days=2), actor=actor)
    unit_of_work.commit()
    return {
        "paper_id": str(valid.id),
        "valid_code": valid.code,
        "withdrawn_code": other.code,
        "certified": tokens.link_token(valid.registration),
    }
