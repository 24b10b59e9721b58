"""What the clock asks of agreements: which are watched, what was told of them, and what is due by its days."""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from coopevents.agreements.alert_models import AgreementAlert
from coopevents.agreements.alert_rules import AlertKind, Watched
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import HOLDING, UNSIGNED, AgreementState, TermKind
from coopevents.db import db

Done = tuple[AlertKind, date, int]
_WATCHED = (
    "id", "state", "term", "signing_way", "ends_on", "ended_on", "review_on", "notice_days", "state_since",
    "changed_at",
)  # fmt: skip
_following = aliased(Agreement)


def list_watched(day_of: Callable[[datetime], date], only: Collection[int] | None = None) -> dict[int, Watched]:
    """By its id, everything that may call for attention, or only those of these agreements that may."""
    columns = [getattr(Agreement, name) for name in _WATCHED]
    succeeded = select(_following.id).where(_following.predecessor_id == Agreement.id, _following.state.in_(HOLDING))
    query = select(*columns, succeeded.exists().label("is_succeeded")).order_by(Agreement.id)
    query = query.where(Agreement.state.in_(HOLDING | UNSIGNED), Agreement.ended_on.is_(None))
    if only is not None:
        query = query.where(Agreement.id.in_(only))
    return {row.id: _watched(row, day_of) for row in db.session.execute(query)}


def _watched(row: Any, day_of: Callable[[datetime], date]) -> Watched:
    return Watched(
        state=row.state,
        term=row.term,
        moved_on=day_of(max(row.state_since, row.changed_at)),
        signing_way=row.signing_way,
        ends_on=row.ends_on,
        ended_on=row.ended_on,
        review_on=row.review_on,
        notice_days=row.notice_days,
        is_succeeded=row.is_succeeded,
    )


def list_done(agreement_ids: Collection[int] | None = None) -> dict[int, set[Done]]:
    """By agreement, what was told or passed over, of these or of all."""
    alert = AgreementAlert
    query = select(alert.agreement_id, alert.kind, alert.day, alert.threshold)
    if agreement_ids is not None:
        query = query.where(alert.agreement_id.in_(agreement_ids))
    done: dict[int, set[Done]] = defaultdict(set)
    for row in db.session.execute(query):
        done[row.agreement_id].add((row.kind, row.day, row.threshold))
    return done


def last_told(agreement_id: int, kind: AlertKind, day: date) -> AgreementAlert | None:
    """The last alert about that day that went out."""
    alert = AgreementAlert
    wanted = alert.agreement_id == agreement_id, alert.kind == kind, alert.day == day, alert.told != ""
    return db.session.scalar(select(alert).where(*wanted).order_by(alert.at.desc(), alert.id.desc()).limit(1))


def get_alert(alert_id: int) -> AgreementAlert:
    """The alert with that id, which is there."""
    return db.session.get_one(AgreementAlert, alert_id)


def list_alerts(agreement_id: int) -> list[AgreementAlert]:
    """Everything that was told of an agreement, the newest first."""
    wanted = AgreementAlert.agreement_id == agreement_id, AgreementAlert.told != ""
    return list(db.session.scalars(select(AgreementAlert).where(*wanted).order_by(AgreementAlert.id.desc())))


def list_due_by_days(today: date) -> list[int]:
    """What begins, renews itself, expires or ends today or should have done so, by its days and the state it is in."""
    in_force, ends_on = Agreement.state == AgreementState.IN_FORCE, Agreement.ends_on
    begins_on = func.coalesce(Agreement.effective_on, Agreement.signed_on)
    goes_on = and_(Agreement.term == TermKind.RENEWING, Agreement.term_years.is_not(None), Agreement.ended_on.is_(None))
    due = (
        and_(Agreement.state == AgreementState.SIGNED, begins_on <= today),
        and_(in_force, or_(Agreement.term == TermKind.FIXED, goes_on), ends_on < today),
        and_(Agreement.state.in_(HOLDING), Agreement.ended_on <= today),
    )
    return list(db.session.scalars(select(Agreement.id).where(or_(*due)).order_by(Agreement.id)))
