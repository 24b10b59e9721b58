"""What the demo office sets for its visits: a task of its own, one it does without, quicker screening, a word to guests."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from coopevents.delegations import approval_settings, lead_time_settings, task_lists
from coopevents.delegations.approval_settings import house_approval
from coopevents.delegations.lead_times import LEAD_TIMES
from coopevents.delegations.preparation_lines import LineOwner
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.delegations.task_lists import LineDetails
from coopevents.demo.office import DemoDesk
from coopevents.text import LocalizedText

SCREENED_IN_DAYS = 3
LEADERS = LocalizedText(
    en="The university leadership plans its diary half a year ahead.",
    zh_Hans_CN="校领导的日程提前半年安排。",
    fr="La direction de l’université planifie son agenda six mois à l’avance.",
)
PRESS = LineDetails(
    title=LocalizedText(
        en="Send the news office photographs and a short text",
        zh_Hans_CN="向新闻中心提供照片和简讯",
        fr="Envoyer des photos et un court texte au service de presse",
    ),
    days_before=-2,
    counts_from_end=True,
    kinds=(VisitKind.CEREMONIAL, VisitKind.SIGNING),
    owner=LineOwner.OFFICER,
)


def set_up(desk: DemoDesk, *, now: datetime) -> None:
    """Change what the office's visits begin with, how deans' guests are decided, and what the public form says."""
    by: dict[str, Any] = {"now": now - timedelta(days=2), "actor": desk.actor}
    unit_id = desk.office.id
    task_lists.add_line(unit_id, PRESS, **by)
    task_lists.remove_line(unit_id, "sign", **by)
    usual = house_approval(VisitLevel.DEAN)
    screening, *others = usual.steps
    quicker = replace(usual, steps=(replace(screening, due_days=SCREENED_IN_DAYS), *others))
    approval_settings.set_approval(unit_id, VisitLevel.DEAN, quicker, **by)
    said = replace(LEAD_TIMES[VisitLevel.LEADERSHIP], text=LEADERS)
    lead_time_settings.set_lead_times(unit_id, {**LEAD_TIMES, VisitLevel.LEADERSHIP: said}, **by)
