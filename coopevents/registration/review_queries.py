"""Which registrations wait for whom: selects over cases, their stages and the events somebody works for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from coopevents.accounts.roles import Permission
from coopevents.approvals.models import Assignment, Case, CaseState, Decision, Verdict
from coopevents.approvals.plan_models import Plan, Reviewer, Stage
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.queries import Reach
from coopevents.events.states import EventState
from coopevents.registration.models import Registration

MOST = 500


@dataclass(frozen=True)
class Reviewing:
    """Somebody who reviews, and for which events: those where they may review, and those where they may decide."""

    user_id: int
    reviews: Reach
    decides: Reach
    today: date


@dataclass(frozen=True)
class Review:
    """A case that waits for somebody, and the registration it is about. ``is_mine``: it was given to them."""

    case: Case
    registration: Registration
    is_mine: bool


def list_reviews(who: Reviewing, *, limit: int = MOST) -> list[Review]:
    """What waits for this colleague at its present stage, what is due first at the top."""
    query = _waiting_for(who, select(Case, Registration, Assignment.user_id))
    query = query.options(
        contains_eager(Registration.event), joinedload(Registration.form), joinedload(Case.plan)
    ).order_by(Case.due_at.is_(None), Case.due_at, Case.id)
    return [Review(case, guest, user_id is not None) for case, guest, user_id in db.session.execute(query.limit(limit))]


def count_reviews(who: Reviewing) -> dict[int, tuple[int, datetime | None]]:
    """Per event: how many wait for this colleague at a stage of a plan, and when the first is due."""
    query = _waiting_for(who, select(Registration.event_id, func.count(), func.min(Case.due_at)))
    query = query.where(Case.plan_id.is_not(None)).group_by(Registration.event_id)
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query)}


def count_in_stages(event_ids: Collection[int]) -> dict[int, int]:
    """How many registrations of these events wait at a stage of a plan, for whomever."""
    wanted = Case.state == CaseState.OPEN, Case.plan_id.is_not(None), Registration.event_id.in_(event_ids)
    about = and_(Case.subject_kind == "registration", Case.subject_id == Registration.id)
    query = select(Registration.event_id, func.count()).select_from(Case).join(Registration, about).where(*wanted)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Registration.event_id))}


def _waiting_for(who: Reviewing, query: Any) -> Any:
    at_stage = and_(Stage.plan_id == Case.plan_id, Stage.key == Case.stage)
    given = and_(Assignment.case_id == Case.id, Assignment.stage == Case.stage)
    return (
        query.select_from(Case)
        .join(Registration, and_(Case.subject_kind == "registration", Case.subject_id == Registration.id))
        .join(Event, Event.id == Registration.event_id)
        .outerjoin(Plan, Plan.id == Case.plan_id)
        .outerjoin(Stage, at_stage)
        .outerjoin(Assignment, given)
        .where(Case.state == CaseState.OPEN, Event.ends_on >= who.today, Event.state != EventState.CANCELLED)
        .where(who.reviews.condition(), or_(Assignment.user_id == who.user_id, _anybodys(who)), _four_eyes(who))
    )


def _anybodys(who: Reviewing) -> ColumnElement[bool]:
    """Nobody has it yet, and it is one that this colleague may take."""
    named = exists().where(Reviewer.stage_id == Stage.id)
    by_role = or_(
        and_(Stage.permission == Permission.REVIEW_REGISTRATIONS.value, who.reviews.condition()),
        and_(Stage.permission == Permission.DECIDE_REGISTRATIONS.value, who.decides.condition()),
    )
    may = or_(
        named.where(Reviewer.user_id == who.user_id),
        and_(~named, by_role),
        and_(Case.plan_id.is_(None), who.decides.condition()),
    )
    return and_(Assignment.id.is_(None), may)


def _four_eyes(who: Reviewing) -> ColumnElement[bool]:
    """Where four eyes are needed: neither entered by this colleague nor decided by them at another stage."""
    decided = exists().where(
        Decision.case_id == Case.id,
        Decision.decided_by_id == who.user_id,
        Decision.stage != Case.stage,
        Decision.verdict != Verdict.RETURN,
    )
    is_free = and_(or_(Case.entered_by_id.is_(None), Case.entered_by_id != who.user_id), ~decided)
    return or_(Plan.id.is_(None), ~Plan.needs_four_eyes, is_free)
