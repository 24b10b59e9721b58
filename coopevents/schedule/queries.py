"""Every select of schedules, activities and releases."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import selectinload

from coopevents.db import Base, db
from coopevents.people.models import Person
from coopevents.refusals import NotFound
from coopevents.schedule.models import Activity, Participant, Schedule, Track
from coopevents.schedule.release_models import Release
from coopevents.schedule.rules import ActivityNotFound, TrackNotFound
from coopevents.schedule.states import NOT_TAKING_PLACE

_WITH_WHAT_THEY_NEED = (selectinload(Activity.participants), selectinload(Activity.resources))


def get_schedule(schedule_id: int) -> Schedule:
    """The schedule with that id.

    Raises NotFound.
    """
    schedule = db.session.get(Schedule, schedule_id)
    if schedule is None:
        raise NotFound
    return schedule


def lock_schedule(schedule_id: int) -> Schedule:
    """The schedule, read anew, and nobody else numbers its releases until the commit."""
    query = select(Schedule).where(Schedule.id == schedule_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def get_activity(schedule_id: int, activity_id: int) -> Activity:
    """The activity with that id on this schedule.

    Raises ActivityNotFound.
    """
    query = select(Activity).where(Activity.id == activity_id, Activity.schedule_id == schedule_id)
    activity = db.session.scalar(query.options(*_WITH_WHAT_THEY_NEED))
    if activity is None:
        raise ActivityNotFound
    return activity


def is_carried(activity_id: int) -> bool:
    """Whether something of another room hangs on the activity (a ceremony, a tour): a row that names it and cannot be
    without it."""
    columns = (column for table in Base.metadata.sorted_tables for column in table.columns)
    carriers = [
        column
        for column in columns
        for key in column.foreign_keys
        if key.target_fullname == "activity.id" and key.ondelete is None
    ]
    return any(db.session.scalar(select(exists().where(column == activity_id))) for column in carriers)


def find_activity_by_uid(uid: str) -> Activity | None:
    """The activity with that identity, on whatever schedule."""
    return db.session.scalar(select(Activity).where(Activity.uid == uid))


def list_activities(schedule_id: int) -> list[Activity]:
    """The activities of a schedule that have a time, in its order, with the people and resources in them."""
    query = select(Activity).where(Activity.schedule_id == schedule_id, Activity.starts_at.is_not(None))
    query = query.options(*_WITH_WHAT_THEY_NEED)
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.ends_at, Activity.id)))


def list_unscheduled(schedule_id: int) -> list[Activity]:
    """The activities in the tray: those without a time, in the order they were made."""
    query = select(Activity).where(Activity.schedule_id == schedule_id, Activity.starts_at.is_(None))
    return list(db.session.scalars(query.options(*_WITH_WHAT_THEY_NEED).order_by(Activity.id)))


def count_activities(schedule_ids: Collection[int]) -> dict[int, int]:
    """How many activities that take place each schedule has; schedules without any are left out."""
    query = select(Activity.schedule_id, func.count()).where(
        Activity.schedule_id.in_(schedule_ids), Activity.state.not_in(NOT_TAKING_PLACE)
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Activity.schedule_id))}


def list_activities_between(schedule_ids: Collection[int], starts_at: datetime, ends_at: datetime) -> list[Activity]:
    """The activities of several schedules that touch a span of time, in the order of time."""
    query = select(Activity).where(
        Activity.schedule_id.in_(schedule_ids), Activity.starts_at < ends_at, Activity.ends_at > starts_at
    )
    query = query.options(*_WITH_WHAT_THEY_NEED)
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.ends_at, Activity.id)))


def list_tracks(schedule_id: int) -> list[Track]:
    """The tracks of a schedule in their order."""
    query = select(Track).where(Track.schedule_id == schedule_id)
    return list(db.session.scalars(query.order_by(Track.position, Track.id)))


def get_track(schedule_id: int, track_id: int) -> Track:
    """The track with that id on this schedule.

    Raises TrackNotFound.
    """
    track = find_track(track_id)
    if track is None or track.schedule_id != schedule_id:
        raise TrackNotFound
    return track


def find_track(track_id: int) -> Track | None:
    """The track with that id, on whatever schedule."""
    return db.session.get(Track, track_id)


def last_track_position(schedule_id: int) -> int:
    """The position of the last track of a schedule; 0 when it has none."""
    return db.session.scalar(select(func.max(Track.position)).where(Track.schedule_id == schedule_id)) or 0


def count_activities_by_track(schedule_id: int) -> dict[int, int]:
    """How many activities each track of a schedule has; tracks without any are left out."""
    query = select(Track.id, func.count()).join(Activity, Activity.track_id == Track.id)
    query = query.where(Track.schedule_id == schedule_id).group_by(Track.id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def map_people(person_ids: Iterable[int]) -> dict[int, Person]:
    """People by id."""
    query = select(Person).where(Person.id.in_(set(person_ids)))
    return {person.id: person for person in db.session.scalars(query)}


def find_latest_release(schedule_id: int) -> Release | None:
    """What readers read now; None before the first release."""
    query = select(Release).where(Release.schedule_id == schedule_id).order_by(Release.number.desc()).limit(1)
    return db.session.scalar(query)


def find_release(schedule_id: int, number: int) -> Release | None:
    """One release of a schedule."""
    return db.session.scalar(select(Release).where(Release.schedule_id == schedule_id, Release.number == number))


def find_release_before(schedule_id: int, moment: datetime) -> Release | None:
    """The release that readers read at a moment; None when there was none yet."""
    wanted = Release.schedule_id == schedule_id, Release.released_at <= moment
    return db.session.scalar(select(Release).where(*wanted).order_by(Release.number.desc()).limit(1))


def list_open_schedules_at(place_id: int) -> list[Schedule]:
    """The schedules open to the public that use a place."""
    used = select(Activity.schedule_id).where(Activity.place_id == place_id)
    return list(db.session.scalars(select(Schedule).where(Schedule.is_open, Schedule.id.in_(used))))


def list_open_schedules_with(person_id: int) -> list[Schedule]:
    """The schedules open to the public on which a person appears."""
    used = select(Activity.schedule_id).join(Participant).where(Participant.person_id == person_id)
    return list(db.session.scalars(select(Schedule).where(Schedule.is_open, Schedule.id.in_(used))))
