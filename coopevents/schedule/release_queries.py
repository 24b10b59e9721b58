"""Every select of many releases; what is heavy in them is read only by those who need it."""

from collections.abc import Collection

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import defer, selectinload

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Schedule, Track
from coopevents.schedule.queries import find_release
from coopevents.schedule.release_models import Release


def get_release(schedule_id: int, number: int) -> Release:
    """One release of a schedule.

    Raises NotFound.
    """
    release = find_release(schedule_id, number)
    if release is None:
        raise NotFound
    return release


def count_releases(schedule_id: int) -> int:
    """How many releases a schedule has."""
    return db.session.scalar(select(func.count()).where(Release.schedule_id == schedule_id)) or 0


def list_releases(schedule_id: int, *, limit: int, offset: int = 0) -> list[Release]:
    """The releases of a schedule without their programmes, newest first."""
    query = _newest_first(schedule_id).options(defer(Release.snapshot, raiseload=True))
    query = query.options(defer(Release.difference, raiseload=True))
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def list_releases_with_differences(schedule_id: int, *, limit: int, offset: int = 0) -> list[Release]:
    """The releases of a schedule with what each changed, newest first."""
    query = _newest_first(schedule_id).options(defer(Release.snapshot, raiseload=True))
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def map_latest_releases(schedule_ids: Collection[int]) -> dict[int, Release]:
    """What readers read of each of these schedules now; those never released are left out."""
    query = select(Release).join(Schedule, Schedule.id == Release.schedule_id)
    query = query.where(Schedule.id.in_(schedule_ids), Release.number == Schedule.release_number)
    return {each.schedule_id: each for each in db.session.scalars(query)}


def list_edited_schedules(schedule_ids: Collection[int]) -> list[Schedule]:
    """Those of these schedules that are open, wait to be released by hand, and were edited since they last were."""
    latest = and_(Release.schedule_id == Schedule.id, Release.number == Schedule.release_number)
    edited = select(Activity.id).where(Activity.schedule_id == Schedule.id, Activity.changed_at > Release.released_at)
    query = select(Schedule).join(Release, latest).where(Schedule.id.in_(schedule_ids), Schedule.is_open)
    query = query.where(Schedule.releases_itself.is_(False), edited.exists())
    return list(db.session.scalars(query.order_by(Schedule.id)))


def list_activities_of(schedule_ids: Collection[int]) -> list[Activity]:
    """The activities of these schedules that have a time, read anew, with the people in them."""
    query = select(Activity).where(Activity.schedule_id.in_(schedule_ids), Activity.starts_at.is_not(None))
    query = query.options(selectinload(Activity.participants)).execution_options(populate_existing=True)
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.ends_at, Activity.id)))


def map_activities_by_uid(schedule_id: int, uids: Collection[str]) -> dict[str, Activity]:
    """The activities of a schedule with these identities, wherever they are: on the programme, drafts, in the tray."""
    query = select(Activity).where(Activity.schedule_id == schedule_id, Activity.uid.in_(uids))
    query = query.options(selectinload(Activity.participants), selectinload(Activity.resources))
    return {each.uid: each for each in db.session.scalars(query)}


def map_tracks_of(schedule_ids: Collection[int]) -> dict[int, Track]:
    """The tracks of these schedules by id."""
    query = select(Track).where(Track.schedule_id.in_(schedule_ids))
    return {each.id: each for each in db.session.scalars(query)}


def _newest_first(schedule_id: int) -> Select[Release]:
    return select(Release).where(Release.schedule_id == schedule_id).order_by(Release.number.desc())
