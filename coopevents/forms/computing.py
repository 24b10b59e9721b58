"""What computed fields work out. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from coopevents.forms.fields import Computation, Question


def computed(question: Question, answers: Mapping[str, Any]) -> str:
    """The value of a computed field, from cleaned answers; empty while they are missing.

    Nights of a stay, years of age on ``event.starts_on``, the sum of numbers, or how many options were chosen.
    """
    given = [answers[key] for key in question.computes_from if key in answers]
    if not given:
        return ""
    match question.computation:
        case Computation.NIGHTS:
            return str((date.fromisoformat(given[0]["to"]) - date.fromisoformat(given[0]["from"])).days)
        case Computation.AGE:
            return _age(date.fromisoformat(given[0]), answers.get("event.starts_on"))
        case Computation.SUM:
            return f"{sum((Decimal(each) for each in given), Decimal()).normalize():f}"
    return str(sum(len(each) if isinstance(each, list) else 1 for each in given))


def _age(born_on: date, on: Any) -> str:
    if not on:
        return ""
    day = on if isinstance(on, date) else date.fromisoformat(str(on))
    return str(day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day)))
