"""How the verbs of this room write down what they did, and which day it is at the office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from coopevents import config, ledger
from coopevents.facts import Actor, Subject
from coopevents.helping.facts import HelperFact
from coopevents.helping.models import Helper


def subject_of(helper: Helper) -> Subject:
    """The helper as engines know them."""
    return Subject("helper", helper.id)


def zone_of_office() -> ZoneInfo:
    """On whose clock half days are meant."""
    return ZoneInfo(config.in_force().default_time_zone)


def day_of(now: datetime) -> date:
    """Which day it is at the office."""
    return now.astimezone(zone_of_office()).date()


def record(kind: type[HelperFact], helper: Helper, *, now: datetime, actor: Actor) -> None:
    """Record a fact about them."""
    said = {"subject": subject_of(helper), "unit_id": helper.unit_id, "person_id": helper.person_id}
    ledger.record(kind(at=now, actor=actor, **said))  # type: ignore[arg-type]
