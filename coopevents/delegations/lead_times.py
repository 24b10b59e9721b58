"""How long before a visit it should be asked for; pure.

Days as universities publish them: half a year when the president or provost receives, three months for a dean, four
weeks otherwise (California State University, Chico; University of Delaware; University of South Florida; Washington
University in St. Louis).
"""

from dataclasses import dataclass
from datetime import date

from coopevents.delegations.states import VisitLevel

LEAD_DAYS: dict[VisitLevel, int] = {VisitLevel.LEADERSHIP: 182, VisitLevel.DEAN: 91, VisitLevel.UNIT: 28}


@dataclass(frozen=True)
class ShortNotice:
    """A visit is asked for later than its level wants: ``days`` are left where ``wanted`` should be."""

    days: int
    wanted: int


def short_notice(
    level: VisitLevel, arrives_on: date, today: date, *, lead_days: int | None = None
) -> ShortNotice | None:
    """What is short about it, or None when there is time enough; ``lead_days`` are the office's own.

    A warning, never a refusal: presidents do come on short notice.
    """
    wanted = LEAD_DAYS[level] if lead_days is None else lead_days
    days = (arrives_on - today).days
    return ShortNotice(days, wanted) if days < wanted else None
