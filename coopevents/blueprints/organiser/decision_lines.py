"""Decisions of stages in words, whatever they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel.speaklater import LazyString

from coopevents.approvals.models import Case, Verdict
from coopevents.blueprints.organiser.review_view import VERDICT_TONES
from coopevents.i18n import _l, localized

VERDICTS: dict[Verdict, LazyString] = {
    Verdict.APPROVE: _l("Approved"),
    Verdict.DECLINE: _l("Refused"),
    Verdict.RETURN: _l("Sent back"),
}


@dataclass(frozen=True)
class DecisionLine:
    """A decision in words."""

    stage: str
    what: str
    who: str
    at: datetime
    reason: str
    tone: str


def lines_of(cases: Iterable[Case]) -> list[DecisionLine]:
    """Every decision of these cases, the latest first."""
    return [
        DecisionLine(
            stage=stage_name(case, decision.stage),
            what=str(VERDICTS[decision.verdict]),
            who=decision.decided_by_label,
            at=decision.decided_at,
            reason=decision.reason,
            tone=VERDICT_TONES[decision.verdict],
        )
        for case in cases
        for decision in reversed(case.decisions)
    ]


def stage_name(case: Case, key: str) -> str:
    """What a stage of a case is called."""
    stages = case.plan.stages if case.plan is not None else ()
    return next((localized(each.name) for each in stages if each.key == key), key)
