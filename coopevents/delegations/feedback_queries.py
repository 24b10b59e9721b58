"""Every select of what guests thought of visits."""

from datetime import date, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.delegations.feedback_models import FeedbackRound, VisitFeedback
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.states import AFTER, VisitState

ANSWERED_IN = AFTER | {VisitState.ON_SITE}
"""The states of a visit in which its guests may say what they thought of it, once its last day has come."""


def find_feedback(writer: str) -> VisitFeedback | None:
    """The answer that came by this writer's link."""
    return db.session.scalar(select(VisitFeedback).where(VisitFeedback.writer == writer))


def list_feedback(delegation_id: int) -> list[VisitFeedback]:
    """Every answer about a visit, with the names that were given."""
    query = select(VisitFeedback).where(VisitFeedback.delegation_id == delegation_id).order_by(VisitFeedback.id)
    query = query.options(joinedload(VisitFeedback.delegate).joinedload(Delegate.person))
    return list(db.session.scalars(query))


def list_writers(delegation_id: int) -> set[str]:
    """By whose links answers about a visit came, as far as that can still be told."""
    query = select(VisitFeedback.writer).where(VisitFeedback.delegation_id == delegation_id)
    return {each for each in db.session.scalars(query) if each}


def find_round(delegation_id: int) -> FeedbackRound | None:
    """That the guests of a visit were asked, or are not to be."""
    return db.session.get(FeedbackRound, delegation_id)


def list_to_ask(today: date, within: timedelta) -> list[int]:
    """The visits whose last day is past, for no longer than that, and whose guests nobody asked; by their ids."""
    query = select(Delegation.id).outerjoin(FeedbackRound, FeedbackRound.delegation_id == Delegation.id)
    ended = Delegation.leaves_on < today, Delegation.leaves_on >= today - within
    query = query.where(*ended, Delegation.state.in_(ANSWERED_IN), FeedbackRound.delegation_id.is_(None))
    return list(db.session.scalars(query.order_by(Delegation.id)))


def list_to_remind(asked_by: date) -> list[int]:
    """The visits whose guests were asked by that day and not reminded; by their ids."""
    query = select(FeedbackRound.delegation_id).join(Delegation, Delegation.id == FeedbackRound.delegation_id)
    waiting = FeedbackRound.asked_on <= asked_by, FeedbackRound.reminded_on.is_(None), ~FeedbackRound.is_forgone
    query = query.where(*waiting, Delegation.state.in_(ANSWERED_IN))
    return list(db.session.scalars(query.order_by(FeedbackRound.delegation_id)))


def list_known(closed_before: date, any_before: date, *, limit: int) -> list[VisitFeedback]:
    """Answers whose writer can still be told: those without a name about visits that are closed and ended before the
    one day, and all about visits that ended before the other."""
    query = select(VisitFeedback).join(Delegation, Delegation.id == VisitFeedback.delegation_id)
    is_settled = (Delegation.state == VisitState.CLOSED) & (Delegation.leaves_on < closed_before)
    is_due = or_(VisitFeedback.is_anonymous & is_settled, Delegation.leaves_on < any_before)
    query = query.where(VisitFeedback.writer.is_not(None), is_due).order_by(VisitFeedback.id)
    return list(db.session.scalars(query.limit(limit)))


def delete_by_writer(writer: str) -> None:
    """Keep no answer of this writer."""
    db.session.execute(delete(VisitFeedback).where(VisitFeedback.writer == writer))
