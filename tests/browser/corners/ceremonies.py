"""Ceremonies: one to come with everything in it, one that is running, one that was cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from coopevents import unit_of_work
from coopevents.accounts.models import Unit
from coopevents.ceremonies import changing, running, signing_day
from coopevents.ceremonies.cueing import lines_of
from coopevents.ceremonies.details import CeremonyDetails, NewActivity
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.signing_day import SaidSignature
from coopevents.facts import THE_HOUSE
from coopevents.text import LocalizedText
from tests.ceremonies.offices import Three, agreements_of

TITLE = LocalizedText(en="Signing of the memoranda", zh_Hans_CN="备忘录签约仪式", fr="Signature des mémorandums")
LANGUAGES = ("en", "zh_Hans_CN", "fr")


def add_ceremonies(office: Unit, now: datetime) -> dict[str, str]:
    """Ceremonies for an agreement each; in one of them a signature is recorded, and one was refused."""
    three = agreements_of(office.id)
    coming, live, cancelled = (_plan(three, number, now) for number in range(3))
    signed = _plan(agreements_of(office.id, first=11), 0, now)
    running.start(signed, is_rehearsal=False, now=now, actor=THE_HOUSE)
    signing_day.hear_signatures(signed, list(_touches(signed, now)), now=now, actor=THE_HOUSE)
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
        "live_signing": running.live_token(signed),
        "ceremony_signed": str(signed.id),
    }


def _touches(ceremony: Ceremony, now: datetime) -> Iterator[SaidSignature]:
    """Ours signs the first original, and once more: the second is refused."""
    (sheet,) = signing_day.sheets_of(ceremony)
    text = sheet.text
    assert text is not None
    for key in ("corner-signature-1", "corner-signature-2"):
        yield SaidSignature(key, sheet.agreement.id, now, sheet.signatories[0].id, 1, text.sha256)


def _plan(three: Three, number: int, now: datetime) -> Ceremony:
    starts_at = now + timedelta(days=3, hours=number)
    when = NewActivity(title=TITLE, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=45))
    agreements = (three.agreements[number].id,)
    return three.plan(agreement_ids=agreements, new_activity=when, details=CeremonyDetails(languages=LANGUAGES))
