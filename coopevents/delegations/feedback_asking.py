"""Asking guests by the clock what they thought, and letting go of who said it."""

from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.delegations import feedback, feedback_queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.feedback_facts import FeedbackAsked, FeedbackReminded
from coopevents.delegations.feedback_models import FeedbackRound
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.recording import day_of, record
from coopevents.facts import Actor

ASKED_WITHIN = timedelta(days=30)
"""Whom nobody asked within that time after the visit is not asked any more."""
REMINDED_AFTER = timedelta(days=7)
KEPT_LINKED = timedelta(days=30)
"""How long after a visit that is closed an answer without a name can be found by whoever wrote it."""
KEPT_NAMED = timedelta(days=365)
"""How long after a visit an answer says who gave it."""
AT_ONCE = 200


def list_due(now: datetime) -> tuple[list[int], list[int]]:
    """The visits whose guests are to be asked, and those whose guests are to be reminded."""
    today = day_of(now)
    return feedback_queries.list_to_ask(today, ASKED_WITHIN), feedback_queries.list_to_remind(today - REMINDED_AFTER)


def ask_guests(delegation_id: int, *, now: datetime, actor: Actor) -> None:
    """Ask the guests of a visit, once; not when its report is submitted."""
    delegation = delegations.lock_delegation(delegation_id)
    if feedback_queries.find_round(delegation.id) is not None or not feedback.is_open(delegation, now):
        return
    db.session.add(FeedbackRound(delegation_id=delegation.id, asked_on=day_of(now)))
    db.session.flush()
    record(FeedbackAsked, delegation, now=now, actor=actor)


def remind_guests(delegation_id: int, *, now: datetime, actor: Actor) -> None:
    """Ask those once more who did not answer, once; not when the report is submitted."""
    delegation = delegations.lock_delegation(delegation_id)
    asked = feedback_queries.find_round(delegation.id)
    if asked is None or asked.asked_on is None or asked.reminded_on is not None:
        return
    asked.reminded_on = day_of(now)
    db.session.flush()
    if feedback.is_open(delegation, now):
        record(FeedbackReminded, delegation, now=now, actor=actor)


def forget_delegate(delegate: Delegate) -> None:
    """Keep nothing of what a delegate said, with a name or without."""
    feedback_queries.delete_by_writer(feedback.writer_of(Reader.delegate(delegate.id)))


def forget_writers(now: datetime) -> int:
    """Let go of who gave old answers, some at a time: from then on nobody can tell. How many. The caller commits."""
    today = day_of(now)
    found = feedback_queries.list_known(today - KEPT_LINKED, today - KEPT_NAMED, limit=AT_ONCE)
    for each in found:
        each.writer, each.delegate_id, each.is_anonymous = None, None, True
    db.session.flush()
    return len(found)
