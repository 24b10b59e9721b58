"""How long before a visit a unit wants to be asked, by the level of who receives."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.accounts import queries as accounts
from coopevents.db import db
from coopevents.delegations import setting_queries as queries
from coopevents.delegations.lead_times import LEAD_TIMES, LONGEST_TEXT, MOST_DAYS, DaysAreOutOfReach, LeadTime
from coopevents.delegations.setting_facts import VisitLeadTimesChanged
from coopevents.delegations.setting_models import VisitLeadTime
from coopevents.delegations.states import VisitLevel
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.text import LocalizedText, cleaned

SUBJECT = "visit_lead_times"


def subject_of_lead_times(unit_id: int) -> Subject:
    """The lead times of a unit as the ledger knows them."""
    return Subject(SUBJECT, unit_id)


def set_lead_times(unit_id: int, wanted: Mapping[VisitLevel, LeadTime], *, now: datetime, actor: Actor) -> None:
    """From now on requests are warned of by these; what is as usual is not kept. Raises DaysAreOutOfReach."""
    wanted = {level: _tidied(level, wanted.get(level, usual)) for level, usual in LEAD_TIMES.items()}
    accounts.lock_units([unit_id])
    before = queries.lead_times_of(unit_id)
    if wanted == before:
        return
    kept = {each.level: each for each in queries.list_lead_times(unit_id)}
    for level, said in wanted.items():
        row = kept.get(level)
        if said == LEAD_TIMES[level]:
            if row is not None:
                db.session.delete(row)
            continue
        row = row or VisitLeadTime(unit_id=unit_id, level=level)
        row.days, row.text = said.days, said.text
        db.session.add(row)
    db.session.flush()
    changes = changed_fields(_said(before), _said(wanted))
    about = subject_of_lead_times(unit_id)
    ledger.record(VisitLeadTimesChanged(at=now, actor=actor, subject=about, unit_id=unit_id, changes=changes))


def use_house_lead_times(unit_id: int, *, now: datetime, actor: Actor) -> None:
    """Warn as the house does."""
    set_lead_times(unit_id, LEAD_TIMES, now=now, actor=actor)


def _tidied(level: VisitLevel, said: LeadTime) -> LeadTime:
    if not 0 <= said.days <= MOST_DAYS:
        raise DaysAreOutOfReach(field=f"{level.value}_days")
    return LeadTime(said.days, LocalizedText({name: cleaned(text)[:LONGEST_TEXT] for name, text in said.text.items()}))


def _said(times: Mapping[VisitLevel, LeadTime]) -> dict[str, Any]:
    days = {f"lead_days_{level.value}": each.days for level, each in times.items()}
    return days | {f"lead_text_{level.value}": dict(each.text) for level, each in times.items()}
