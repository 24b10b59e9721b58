"""Changing, cancelling and reopening a ceremony together with the activity it is."""

from datetime import datetime

from coopevents.ceremonies import planning, rules
from coopevents.ceremonies.details import CeremonyDetails, NewActivity
from coopevents.ceremonies.models import Ceremony
from coopevents.facts import Actor
from coopevents.schedule import service as schedule


def change_all(
    ceremony: Ceremony,
    details: CeremonyDetails,
    wanted: NewActivity,
    *,
    expected_version: int | None,
    now: datetime,
    actor: Actor,
) -> None:
    """Say anew what is said of it, when and where it is. Raises ActivityWasChanged, or another refusal."""
    rules.ensure_is_open(ceremony.state)
    said = schedule.details_of(
        ceremony.activity,
        title=wanted.title,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        place_id=wanted.place_id,
    )
    schedule.change_activity(ceremony.activity, said, expected_version=expected_version, now=now, actor=actor)
    planning.change_ceremony(ceremony, details, now=now, actor=actor)


def cancel(ceremony: Ceremony, reason: str, *, now: datetime, actor: Actor) -> None:
    """It does not take place; the programme says so, and the ceremony follows. Raises ReasonIsMissing."""
    rules.ensure_is_open(ceremony.state)
    schedule.cancel_activity(ceremony.activity, reason, now=now, actor=actor)


def reopen(ceremony: Ceremony, *, now: datetime, actor: Actor) -> None:
    """It takes place after all. Raises ActivityIsNotCancelled."""
    schedule.reopen_activity(ceremony.activity, now=now, actor=actor)
