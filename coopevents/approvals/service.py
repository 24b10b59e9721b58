"""Deciding: a case is opened, decided stage after stage, and closed."""

from collections.abc import Sequence
from datetime import datetime

from coopevents.approvals import queries, rules
from coopevents.approvals.models import Case, CaseState, Decision, Verdict
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.text import cleaned


def open_case(subject: Subject, *, now: datetime, stages: Sequence[str] = ("office",)) -> Case:
    """A case that waits for a decision at its first stage; the one that is open already, if there is one."""
    case = queries.find_open_case(subject)
    if case is None:
        case = Case(
            subject_kind=subject.kind,
            subject_id=subject.id,
            stages=" ".join(stages),
            stage=stages[0],
            state=CaseState.OPEN,
            opened_at=now,
        )
        db.session.add(case)
    return case


def decide(case: Case, verdict: Verdict, reason: str = "", *, now: datetime, actor: Actor) -> Decision:
    """Decide the case at its present stage.

    Raises CaseIsClosed, or ReasonIsMissing when declining without one.
    """
    rules.ensure_open(case.state)
    rules.ensure_reason(verdict, reason)
    decision = Decision(
        stage=case.stage,
        verdict=verdict,
        reason=cleaned(reason),
        decided_by_id=actor.id if actor.kind == "user" else None,
        decided_by_label=actor.label,
        decided_at=now,
    )
    case.decisions.append(decision)
    case.state, case.stage = rules.after(verdict, case.stage, case.stages.split())
    if case.state is not CaseState.OPEN:
        case.closed_at = now
    return decision


def close_case(subject: Subject, *, now: datetime) -> None:
    """Nothing is left to decide about the subject."""
    case = queries.find_open_case(subject)
    if case is not None:
        case.state, case.closed_at = CaseState.CLOSED, now
