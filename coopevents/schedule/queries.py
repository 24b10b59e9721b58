"""Every select of schedules, activities and releases."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import selectinload

from coopevents.db import db
from coopevents.people.models import Person
from coopevents.refusals import NotFound
from coopevents.schedule.models import AcceptedClash, Activity, Participant, Schedule, Track
from coopevents.schedule.release_models import Release
from coopevents.schedule.rules import ActivityNotFound, TrackNotFound
from coopevents.schedule.states import NOT_TAKING_PLACE
from coopevents.text import LocalizedText

_WITH_WHAT_THEY_NEED = (selectinload(Activity.participants), selectinload(Activity.resources))


@dataclass(frozen=True, slots=True)
class SlotRow:
    """What the clash search needs of an activity."""

    id: int
    uid: str
    schedule_id: int
    unit_id: int
    starts_at: datetime
    ends_at: datetime
    place_id: int | None
    capacity: int | None
    title: LocalizedText


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


def list_slot_rows(schedule_id: int, *, margin: timedelta) -> list[SlotRow]:
    """Everything not cancelled on this schedule, and on any other while this one lasts, give or take the margin."""
    columns = (
        Activity.id, Activity.uid, Activity.schedule_id, Schedule.unit_id, Activity.starts_at, Activity.ends_at,
        Activity.place_id, Activity.capacity, Activity.title,
    )  # fmt: skip
    query = select(*columns).join(Schedule, Schedule.id == Activity.schedule_id).where(_matters(schedule_id, margin))
    return [SlotRow(*row) for row in db.session.execute(query.order_by(Activity.starts_at, Activity.id))]


def map_people_of_activities(schedule_id: int, *, margin: timedelta) -> dict[int, frozenset[int]]:
    """The people in each of the activities :func:`list_slot_rows` gives."""
    query = select(Participant.activity_id, Participant.person_id).join(Activity).where(_matters(schedule_id, margin))
    found: dict[int, set[int]] = {}
    for activity_id, person_id in db.session.execute(query):
        found.setdefault(activity_id, set()).add(person_id)
    return {activity_id: frozenset(people) for activity_id, people in found.items()}


def _matters(schedule_id: int, margin: timedelta) -> ColumnElement[bool]:
    """The condition that an activity takes place and is on the schedule, or elsewhere while the schedule lasts."""
    is_own = Activity.schedule_id == schedule_id
    first, last = select(func.min(Activity.starts_at)), select(func.max(Activity.ends_at))
    begins, ends = db.session.scalar(first.where(is_own)), db.session.scalar(last.where(is_own))
    takes_place = Activity.state.not_in(NOT_TAKING_PLACE)
    if begins is None or ends is None:
        return and_(takes_place, is_own)
    meanwhile = and_(Activity.starts_at < ends + margin, Activity.ends_at > begins - margin)
    return and_(takes_place, or_(is_own, meanwhile))


def list_people_on_programmes(unit_ids: Collection[int]) -> list[Person]:
    """Everybody who appears on a schedule of these units, by family name."""
    used = select(Participant.person_id).join(Activity).join(Schedule).where(Schedule.unit_id.in_(unit_ids))
    query = select(Person).where(Person.id.in_(used))
    return list(db.session.scalars(query.order_by(func.lower(Person.family_name), Person.id)))
