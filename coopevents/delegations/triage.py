"""What the desk does with a request before anybody decides: takes it up, hands it on, asks back."""

from datetime import datetime

from coopevents.approvals import service as approving
from coopevents.approvals.models import CaseState
from coopevents.delegations import queries, rules, turning
from coopevents.delegations.facts import (
    VisitHandedOn,
    VisitQuestionAnswered,
    VisitQuestionAsked,
    VisitTakenUp,
)
from coopevents.delegations.models import Delegation, VisitQuestion
from coopevents.delegations.recording import move, record, subject_of
from coopevents.delegations.states import VisitState as S
from coopevents.facts import Actor
from coopevents.text import cleaned


def take_up(delegation: Delegation, *, now: datetime, actor: Actor, officer_id: int | None = None) -> None:
    """Let a colleague look after the visit: ``officer_id``, else who acts. A new request comes to triage with it.

    Raises VisitForbids when it waits no more to be taken up and nobody is named.
    """
    delegation = queries.lock_delegation(delegation.id)
    officer_id = officer_id if officer_id is not None else actor.id
    changes = move(delegation, S.TRIAGE, now=now) if delegation.state is S.REQUESTED else {}
    if delegation.officer_id == officer_id and not changes:
        return
    delegation.officer_id, delegation.changed_at = officer_id, now
    record(VisitTakenUp, delegation, now=now, actor=actor, changes=changes)


def hand_on(delegation: Delegation, unit_id: int, *, now: datetime, actor: Actor) -> None:
    """Let another unit of ours receive; it takes the request up itself. The number stays.

    Raises VisitForbids once it is being decided.
    """
    delegation = queries.lock_delegation(delegation.id)
    if delegation.state not in {S.REQUESTED, S.TRIAGE}:
        raise rules.VisitForbids(delegation.state)
    old = delegation.unit_id
    if old == unit_id:
        return
    approving.close_case(subject_of(delegation), now=now)
    delegation.unit_id, delegation.officer_id = unit_id, None
    delegation.state, delegation.state_since, delegation.changed_at = S.REQUESTED, now, now
    record(VisitHandedOn, delegation, now=now, actor=actor, changes={"unit_id": (old, unit_id)})


def ask_back(delegation: Delegation, question: str, *, now: datetime, actor: Actor) -> VisitQuestion:
    """Ask the requester something; the visit waits for the answer, also when it is being decided.

    Raises QuestionIsEmpty or VisitForbids.
    """
    delegation = queries.lock_delegation(delegation.id)
    question = cleaned(question)
    if not question:
        raise rules.QuestionIsEmpty(field="question")
    changes = {} if delegation.state is S.INFO_NEEDED else move(delegation, S.INFO_NEEDED, now=now)
    asked = VisitQuestion(question=question, asked_by=actor.label, asked_at=now)
    delegation.questions.append(asked)
    record(VisitQuestionAsked, delegation, now=now, actor=actor, changes=changes)
    return asked


def answer(delegation: Delegation, answers: dict[int, str], *, now: datetime, actor: Actor) -> None:
    """Answer what was asked, by the number of each question; it goes on once none is open.

    Whoever is deciding sees that something is new. Raises AnswerIsEmpty for a question left open, VisitForbids when
    nothing was asked.
    """
    delegation = queries.lock_delegation(delegation.id)
    if delegation.state is not S.INFO_NEEDED:
        raise rules.VisitForbids(delegation.state)
    waiting = [each for each in delegation.questions if each.answered_at is None]
    for each in waiting:
        text = cleaned(answers.get(each.id, ""))
        if not text:
            raise rules.AnswerIsEmpty(field=f"answer-{each.id}")
        each.answer, each.answered_at = text, now
    case = turning.find_case(delegation)
    is_deciding = case is not None and case.state is CaseState.OPEN
    changes = move(delegation, S.SCREENING if is_deciding else S.TRIAGE, now=now)
    if case is not None and is_deciding:
        approving.touch(case)
    record(VisitQuestionAnswered, delegation, now=now, actor=actor, changes=changes)
