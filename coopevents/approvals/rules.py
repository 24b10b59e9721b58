"""What may be decided, by whom, and what a decision means for its case. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from coopevents.approvals.details import MOST_STAGES, PlanDetails
from coopevents.approvals.models import CaseState, Verdict
from coopevents.i18n import _l
from coopevents.refusals import Refusal

WAITING = frozenset({CaseState.OPEN, CaseState.RETURNED})
"""The states of a case that is not decided yet."""


@dataclass(frozen=True)
class Decider:
    """Who wants to decide, and what they may do where the case belongs. Nobody's id: the house, which may."""

    user_id: int | None = None
    permissions: Collection[str] = frozenset()


@dataclass(frozen=True)
class StageRules:
    """Who may decide at a stage: the colleagues named, else whoever holds the permission, else everybody let in."""

    permission: str = ""
    reviewer_ids: Collection[int] = frozenset()


@dataclass(frozen=True)
class History:
    """What already happened to a case: (stage, who decided) in order, and who entered the subject."""

    decided: Sequence[tuple[str, int | None]] = ()
    entered_by_id: int | None = None
    needs_four_eyes: bool = False
    stage: str = field(default="")


class CaseIsClosed(Refusal):
    """The case was decided already."""

    sentence = _l("This has been decided already.")


class CaseIsReturned(Refusal):
    """It is with the guest, who has not answered yet."""

    sentence = _l("This is back with the guest already, who has not answered yet.")


class DecidedMeanwhile(Refusal):
    """The reviewer looked at something that is no longer so."""

    sentence = _l("Somebody decided, or something was changed, while you were reading. Look at it once more.")


class NotForYou(Refusal):
    """The stage is decided by others."""

    sentence = _l("This stage is decided by other colleagues.")


class FourEyes(Refusal):
    """The same person would decide twice."""

    sentence = _l("Four eyes are needed: you have decided an earlier stage of this yourself.")


class EnteredByYou(Refusal):
    """The same person would enter and approve."""

    sentence = _l("Four eyes are needed: you entered this yourself.")


class ReasonIsMissing(Refusal):
    """Who is declined, or has to change something, is told why."""

    status = 422
    sentence = _l("Give the reason; it is told to the person concerned.")

    def __init__(self) -> None:
        super().__init__(field="reason")


class StageIsNobodys(Refusal):
    """Nobody could ever decide there."""

    status = 422
    sentence = _l("Name at least one colleague, or choose a role.")

    def __init__(self, position: int) -> None:
        super().__init__(field=f"stages-{position}-decided_by")


class StageIsNameless(Refusal):
    """A stage is called something."""

    status = 422
    sentence = _l("Give the stage a name in at least one language.")

    def __init__(self, position: int) -> None:
        super().__init__(field=f"stages-{position}-name")


class TooManyStages(Refusal):
    """Nobody waits for so many."""

    status = 422
    sentence = _l("Five stages are the most there can be.")


def ensure_plan(details: PlanDetails) -> None:
    """Raise TooManyStages, StageIsNameless or StageIsNobodys when nobody could decide by this plan."""
    if len(details.stages) > MOST_STAGES:
        raise TooManyStages
    for position, stage in enumerate(details.stages):
        if not stage.name:
            raise StageIsNameless(position)
        if not stage.permission and not stage.reviewer_ids:
            raise StageIsNobodys(position)


def ensure_open(state: CaseState, verdict: Verdict = Verdict.APPROVE) -> None:
    """Raise CaseIsClosed unless the case still waits; CaseIsReturned when it would be returned twice."""
    if state not in WAITING:
        raise CaseIsClosed
    if state is CaseState.RETURNED and verdict is Verdict.RETURN:
        raise CaseIsReturned


def ensure_reason(verdict: Verdict, reason: str) -> None:
    """Raise ReasonIsMissing when somebody is declined, or asked for changes, without one."""
    if verdict is not Verdict.APPROVE and not reason.strip():
        raise ReasonIsMissing


def ensure_turn(turn: int, seen: int | None) -> None:
    """Raise DecidedMeanwhile when the reviewer saw an earlier turn of the case; None: nobody says what was seen."""
    if seen is not None and seen != turn:
        raise DecidedMeanwhile


def belongs_to(decider: Decider, stage: StageRules) -> bool:
    """Whether the stage is one that this person decides."""
    if decider.user_id is None:
        return True
    if stage.reviewer_ids:
        return decider.user_id in stage.reviewer_ids
    return not stage.permission or stage.permission in decider.permissions


def ensure_may_decide(decider: Decider, stage: StageRules, history: History) -> None:
    """Raise NotForYou; FourEyes or EnteredByYou where four eyes are needed. The same stage again is no second one."""
    if not belongs_to(decider, stage):
        raise NotForYou
    if decider.user_id is None or not history.needs_four_eyes:
        return
    if history.entered_by_id == decider.user_id:
        raise EnteredByYou
    if any(by == decider.user_id and at != history.stage for at, by in history.decided):
        raise FourEyes


def after(verdict: Verdict, stage: str, stages: Sequence[str]) -> tuple[CaseState, str]:
    """The state and the stage a case has after the verdict at this stage: one no ends it, the last yes too."""
    if verdict is Verdict.DECLINE:
        return CaseState.DECLINED, stage
    if verdict is Verdict.RETURN:
        return CaseState.RETURNED, stage
    position = stages.index(stage)
    if position + 1 < len(stages):
        return CaseState.OPEN, stages[position + 1]
    return CaseState.APPROVED, stage


def due_at(now: datetime, due_days: int | None) -> datetime | None:
    """When a stage that begins now should be decided."""
    return now + timedelta(days=due_days) if due_days else None


def next_in_turn(
    reviewer_ids: Sequence[int], given: Iterable[tuple[int, int]], *, without: Collection[int]
) -> int | None:
    """Whose turn it is: who was given fewest so far, in the order named; ``given`` pairs a colleague and a number.

    ``without`` may not decide this one.
    """
    counts = dict(given)
    able = [each for each in reviewer_ids if each not in without]
    return min(able, key=lambda each: (counts.get(each, 0), able.index(each)), default=None)
