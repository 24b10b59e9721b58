"""Every select of schedules, activities and releases."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from coopevents.db import db
from coopevents.people.models import Person
from coopevents.refusals import NotFound
from coopevents.schedule.models import AcceptedClash, Activity, Participant, Release, Schedule
from coopevents.schedule.rules import ActivityNotFound
from coopevents.schedule.states import ActivityState


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
    activity = db.session.scalar(query.options(selectinload(Activity.participants)))
    if activity is None:
        raise ActivityNotFound
    return activity


def find_activity_by_uid(uid: str) -> Activity | None:
    """The activity with that identity, on whatever schedule."""
    return db.session.scalar(select(Activity).where(Activity.uid == uid))


def list_activities(schedule_id: int) -> list[Activity]:
    """All activities of a schedule in the order of time, with the people in them."""
    query = select(Activity).where(Activity.schedule_id == schedule_id)
    query = query.options(selectinload(Activity.participants))
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.ends_at, Activity.id)))


def count_activities(schedule_ids: Collection[int]) -> dict[int, int]:
    """How many activities that are not cancelled each schedule has; schedules without any are left out."""
    query = select(Activity.schedule_id, func.count()).where(
        Activity.schedule_id.in_(schedule_ids), Activity.state != ActivityState.CANCELLED
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Activity.schedule_id))}


def list_activities_between(schedule_ids: Collection[int], starts_at: datetime, ends_at: datetime) -> list[Activity]:
    """The activities of several schedules that touch a span of time, in the order of time."""
    query = select(Activity).where(
        Activity.schedule_id.in_(schedule_ids), Activity.starts_at < ends_at, Activity.ends_at > starts_at
    )
    query = query.options(selectinload(Activity.participants))
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.ends_at, Activity.id)))


def list_tracks(schedule_id: int) -> list[str]:
    """The tracks in use on a schedule, in alphabetical order."""
    query = select(Activity.track).where(Activity.schedule_id == schedule_id, Activity.track != "").distinct()
    return sorted(db.session.scalars(query))


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


def list_accepted_clashes(schedule_id: int) -> list[AcceptedClash]:
    """The clashes of a schedule that were accepted on purpose, newest first."""
    query = select(AcceptedClash).where(AcceptedClash.schedule_id == schedule_id)
    return list(db.session.scalars(query.order_by(AcceptedClash.id.desc())))


def find_accepted_clash(schedule_id: int, key: str) -> AcceptedClash | None:
    """The acceptance of that clash, if there is one."""
    query = select(AcceptedClash).where(AcceptedClash.schedule_id == schedule_id, AcceptedClash.key == key)
    return db.session.scalar(query)


def list_open_schedules_at(place_id: int) -> list[Schedule]:
    """The schedules open to the public that use a place."""
    used = select(Activity.schedule_id).where(Activity.place_id == place_id)
    return list(db.session.scalars(select(Schedule).where(Schedule.is_open, Schedule.id.in_(used))))


def list_open_schedules_with(person_id: int) -> list[Schedule]:
    """The schedules open to the public on which a person appears."""
    used = select(Activity.schedule_id).join(Participant).where(Participant.person_id == person_id)
    return list(db.session.scalars(select(Schedule).where(Schedule.is_open, Schedule.id.in_(used))))
