"""Every select the board needs of its own: activities by id, steps, who is present, and what changed at all."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import selectinload

from coopevents.accounts.models import User
from coopevents.db import db
from coopevents.schedule.board_details import Present
from coopevents.schedule.board_models import BoardPresence, BoardStep
from coopevents.schedule.models import AcceptedClash, Activity

MOST_STEPS = 200
"""How many steps of one organiser on one schedule are kept."""
STALE_AFTER = timedelta(seconds=30)


def map_activities(schedule_id: int, activity_ids: Collection[int]) -> dict[int, Activity]:
    """Activities of the schedule by id, in the tray or not, with the people and resources in them."""
    query = select(Activity).where(Activity.schedule_id == schedule_id, Activity.id.in_(activity_ids))
    query = query.options(selectinload(Activity.participants), selectinload(Activity.resources))
    return {each.id: each for each in db.session.scalars(query)}


def find_step_by_key(schedule_id: int, user_id: int, key: str) -> BoardStep | None:
    """The step an organiser's browser sent under that key, when it came through once before."""
    query = select(BoardStep).where(
        BoardStep.schedule_id == schedule_id, BoardStep.user_id == user_id, BoardStep.key == key
    )
    return db.session.scalar(query.limit(1)) if key else None


def find_step_to_undo(schedule_id: int, user_id: int) -> BoardStep | None:
    """The organiser's latest step that is not undone."""
    mine = BoardStep.schedule_id == schedule_id, BoardStep.user_id == user_id
    query = select(BoardStep).where(*mine, BoardStep.is_undone.is_(False))
    return db.session.scalar(query.order_by(BoardStep.id.desc()).limit(1))


def find_step_to_redo(schedule_id: int, user_id: int) -> BoardStep | None:
    """The step the organiser undid last."""
    mine = BoardStep.schedule_id == schedule_id, BoardStep.user_id == user_id
    query = select(BoardStep).where(*mine, BoardStep.is_undone.is_(True))
    return db.session.scalar(query.order_by(BoardStep.id).limit(1))


def list_steps(schedule_id: int) -> list[BoardStep]:
    """The steps of everybody on a schedule."""
    return list(db.session.scalars(select(BoardStep).where(BoardStep.schedule_id == schedule_id)))


def forget_undone_steps(schedule_id: int, user_id: int) -> None:
    """After a new stroke, what the organiser had undone cannot be done again."""
    mine = BoardStep.schedule_id == schedule_id, BoardStep.user_id == user_id
    db.session.execute(delete(BoardStep).where(*mine, BoardStep.is_undone.is_(True)))


def forget_oldest_steps(schedule_id: int, user_id: int) -> None:
    """Keep the latest steps of an organiser only."""
    mine = BoardStep.schedule_id == schedule_id, BoardStep.user_id == user_id
    latest = select(BoardStep.id).where(*mine).order_by(BoardStep.id.desc()).offset(MOST_STEPS).limit(1)
    oldest = db.session.scalar(latest)
    if oldest is not None:
        db.session.execute(delete(BoardStep).where(*mine, BoardStep.id <= oldest))


def list_present(schedule_id: int, now: datetime) -> list[Present]:
    """The colleagues at the board now, in the order of their names."""
    query = select(User.id, User.name, BoardPresence.activity_id).join(User, User.id == BoardPresence.user_id)
    here = BoardPresence.schedule_id == schedule_id, BoardPresence.seen_at > now - STALE_AFTER
    return [Present(*row) for row in db.session.execute(query.where(*here).order_by(User.name, User.id))]


def find_presence(schedule_id: int, user_id: int) -> BoardPresence | None:
    """Where an organiser was last seen on this board."""
    mine = BoardPresence.schedule_id == schedule_id, BoardPresence.user_id == user_id
    return db.session.scalar(select(BoardPresence).where(*mine))


def forget_the_absent(schedule_id: int, before: datetime) -> None:
    """Who was not seen since is not kept."""
    gone = BoardPresence.schedule_id == schedule_id, BoardPresence.seen_at < before
    db.session.execute(delete(BoardPresence).where(*gone))


def revision_of(schedule_id: int) -> str:
    """What changes with every save of an activity of the schedule, and with every clash accepted: one row of sums.

    It is read from the database, so that it holds for every process on every machine.
    """
    own = Activity.schedule_id == schedule_id
    sums = select(func.count(), func.sum(Activity.version), func.max(Activity.id), func.max(Activity.changed_at))
    accepted = select(func.count(), func.max(AcceptedClash.id)).where(AcceptedClash.schedule_id == schedule_id)
    figures = [*db.session.execute(sums.where(own)).one(), *db.session.execute(accepted).one()]
    return "-".join(str(int(each.timestamp()) if isinstance(each, datetime) else each or 0) for each in figures)
