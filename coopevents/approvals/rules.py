"""What may be decided, and what a decision means for its case. Pure."""

from collections.abc import Sequence

from coopevents.approvals.models import CaseState, Verdict
from coopevents.i18n import _l
from coopevents.refusals import Refusal


class CaseIsClosed(Refusal):
    """The case was decided already."""

    sentence = _l("This has been decided already.")


class ReasonIsMissing(Refusal):
    """Who is declined is told why."""

    status = 422
    sentence = _l("Give the reason; it is told to the person concerned.")

    def __init__(self) -> None:
        super().__init__(field="reason")


def ensure_open(state: CaseState) -> None:
    """Raise CaseIsClosed unless the case still waits for a decision."""
    if state is not CaseState.OPEN:
        raise CaseIsClosed


def ensure_reason(verdict: Verdict, reason: str) -> None:
    """Raise ReasonIsMissing when somebody is declined without one."""
    if verdict is Verdict.DECLINE and not reason.strip():
        raise ReasonIsMissing


def after(verdict: Verdict, stage: str, stages: Sequence[str]) -> tuple[CaseState, str]:
    """The state and the stage a case has after the verdict at this stage: one no ends it, the last yes too."""
    if verdict is Verdict.DECLINE:
        return CaseState.DECLINED, stage
    position = stages.index(stage)
    if position + 1 < len(stages):
        return CaseState.OPEN, stages[position + 1]
    return CaseState.APPROVED, stage
