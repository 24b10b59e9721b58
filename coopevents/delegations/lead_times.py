"""How long before a visit it should be asked for; pure.

Days as universities publish them: half a year when the president or provost receives, three months for a dean, four
weeks otherwise (California State University, Chico; University of Delaware; University of South Florida; Washington
University in St. Louis).
"""

from dataclasses import dataclass, field
from datetime import date

from coopevents.delegations.states import VisitLevel
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText

LEAD_DAYS: dict[VisitLevel, int] = {VisitLevel.LEADERSHIP: 182, VisitLevel.DEAN: 91, VisitLevel.UNIT: 28}
MOST_DAYS = 730
LONGEST_TEXT = 400


class DaysAreOutOfReach(Refusal):
    """Nobody asks years ahead."""

    status = 422
    sentence = _l("Write a whole number of days, from 0 to 730. 0 warns of nothing.")


@dataclass(frozen=True)
class LeadTime:
    """How many days before it a visit should be asked for, and what is said to that."""

    days: int
    text: LocalizedText = field(default_factory=LocalizedText)


LEAD_TIMES: dict[VisitLevel, LeadTime] = {level: LeadTime(days) for level, days in LEAD_DAYS.items()}
"""What counts unless a unit says otherwise."""


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
