"""Writing down what came of a visit, and seeing to what follows from it."""

from collections.abc import Collection
from datetime import date, datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.delegations import queries as delegations
from coopevents.delegations import reporting
from coopevents.delegations import result_queries as queries
from coopevents.delegations.arrival_facts import (
    FollowUpDone,
    FollowUpOpened,
    FollowUpOwnerReminded,
    ResultRemoved,
    ResultWritten,
)
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import day_of, record, subject_of
from coopevents.delegations.result_models import ResultKind, VisitResult
from coopevents.delegations.rules import VisitForbids
from coopevents.delegations.states import UNDECIDED
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.schedule import signing_up
from coopevents.tasks import reminders
from coopevents.text import cleaned


class NothingIsWritten(Refusal):
    """An outcome says something."""

    status = 422
    sentence = _l("Write a sentence.")


class DayIsMissing(Refusal):
    """A follow-up has a day."""

    status = 422
    sentence = _l("Say by when.")


def write_minutes(
    item: ItineraryItem, text: str, came: Collection[int], asked: Collection[int], *, now: datetime, actor: Actor
) -> None:
    """The minutes of a line, and which of the persons asked about came to it; an empty text takes minutes away."""
    delegation = _begun(item.delegation_id)
    text, known = cleaned(text), queries.find_minutes(delegation.id, item.activity_id)
    if text and known is None:
        _add(delegation, ResultKind.MINUTES, text, now, actor, activity_id=item.activity_id)
    elif known is not None and text:
        known.text = text
    elif known is not None:
        db.session.delete(known)
    for person_id in asked:
        signing_up.take_attendance(item.activity, person_id, person_id in came, now=now, actor=actor)
    db.session.flush()
    reporting.note_changed(delegation)


def add_outcome(delegation: Delegation, text: str, *, now: datetime, actor: Actor) -> VisitResult:
    """Something that came of the visit. Raises NothingIsWritten, or VisitForbids before it is decided."""
    return _add(_begun(delegation.id), ResultKind.OUTCOME, text, now, actor)


def add_follow_up(
    delegation: Delegation, text: str, *, owner_id: int | None, due_on: date | None, now: datetime, actor: Actor
) -> VisitResult:
    """Something to be done, by somebody and by a day. Raises NothingIsWritten, DayIsMissing or VisitForbids."""
    if due_on is None:
        raise DayIsMissing(field="due_on")
    made = _add(_begun(delegation.id), ResultKind.FOLLOW_UP, text, now, actor)
    made.owner_id, made.due_on = owner_id, due_on
    db.session.flush()
    return made


def settle(result: VisitResult, is_done: bool, *, now: datetime, actor: Actor) -> None:
    """A follow-up is done, or open again. Twice is once."""
    if result.kind is not ResultKind.FOLLOW_UP or (result.done_at is not None) is is_done:
        return
    result.done_at, result.done_by = (now, actor.label) if is_done else (None, "")
    db.session.flush()
    record(FollowUpDone if is_done else FollowUpOpened, result.delegation, now=now, actor=actor)


def remind_owner(result: VisitResult, *, now: datetime, actor: Actor) -> None:
    """Let whoever sees to an open follow-up be reminded, if that is due: ahead, on the day, and then every week."""
    delegation, today = delegations.lock_delegation(result.delegation_id), day_of(now)
    db.session.refresh(result)
    if result.done_at is not None or result.owner_id is None or result.due_on is None:
        return
    if reminders.is_due(result.due_on, result.reminded_on, today):
        result.reminded_on = today
        db.session.flush()
        ledger.record(
            FollowUpOwnerReminded(
                at=now,
                actor=actor,
                subject=subject_of(delegation),
                unit_id=delegation.unit_id,
                changes={},
                result_id=result.id,
            )
        )


def remove(result: VisitResult, *, now: datetime, actor: Actor) -> None:
    """It was written by mistake."""
    reporting.note_changed(result.delegation)
    record(ResultRemoved, result.delegation, now=now, actor=actor)
    db.session.delete(result)
    db.session.flush()


def _begun(delegation_id: int) -> Delegation:
    delegation = delegations.lock_delegation(delegation_id)
    if delegation.state in UNDECIDED:
        raise VisitForbids(delegation.state)
    return delegation


def _add(
    delegation: Delegation,
    kind: ResultKind,
    text: str,
    now: datetime,
    actor: Actor,
    *,
    activity_id: int | None = None,
) -> VisitResult:
    text = cleaned(text)
    if not text:
        raise NothingIsWritten(field="text")
    made = VisitResult(
        delegation_id=delegation.id, kind=kind, activity_id=activity_id, text=text, written_by=actor.label,
        created_at=now,
    )  # fmt: skip
    made.delegation = delegation
    db.session.add(made)
    db.session.flush()
    reporting.note_changed(delegation)
    record(ResultWritten, delegation, now=now, actor=actor)
    return made
