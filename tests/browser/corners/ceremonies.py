"""Ceremonies: one to come with everything in it, one that is running, one that was cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta

from coopevents import unit_of_work
from coopevents.accounts.models import Unit
from coopevents.ceremonies import changing, running
from coopevents.ceremonies.cueing import lines_of
from coopevents.ceremonies.details import CeremonyDetails, NewActivity
from coopevents.ceremonies.models import Ceremony
from coopevents.facts import THE_HOUSE
from coopevents.text import LocalizedText
from tests.ceremonies.offices import Three, agreements_of

TITLE = LocalizedText(en="Signing of the memoranda", zh_Hans_CN="备忘录签约仪式", fr="Signature des mémorandums")
LANGUAGES = ("en", "zh_Hans_CN", "fr")


def add_ceremonies(office: Unit, now: datetime) -> dict[str, str]:
    """Three ceremonies for an agreement each."""
    three = agreements_of(office.id)
    coming, live, cancelled = (_plan(three, number, now) for number in range(3))
    running.start(live, is_rehearsal=True, now=now, actor=THE_HOUSE)
    changing.cancel(cancelled, "The delegation travels home earlier.", now=now, actor=THE_HOUSE)
    unit_of_work.commit()
    return {
        "ceremony": str(coming.id),
        "ceremony_cancelled": str(cancelled.id),
        "ceremony_cue": str(lines_of(coming)[0].id),
        "ceremony_person": str(coming.people[0].id),
        "ceremony_thing": str(coming.kit[0].id),
        "live": running.live_token(coming),
        "live_running": running.live_token(live),
    }


def _plan(three: Three, number: int, now: datetime) -> Ceremony:
    starts_at = now + timedelta(days=3, hours=number)
    when = NewActivity(title=TITLE, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=45))
    agreements = (three.agreements[number].id,)
    return three.plan(agreement_ids=agreements, new_activity=when, details=CeremonyDetails(languages=LANGUAGES))
