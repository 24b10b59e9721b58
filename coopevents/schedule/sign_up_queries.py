"""Every select of sign-ups."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.schedule.models import Activity, Participant, SignUp
from coopevents.schedule.sign_up_rules import SignUpNotFound
from coopevents.schedule.states import ActivityState, SignUpState


def lock_activity(activity_id: int) -> Activity:
    """The activity, read anew: until the commit nobody else gives its places away."""
    query = select(Activity).where(Activity.id == activity_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def list_bookable(schedule_id: int) -> list[Activity]:
    """The activities of a schedule whose places are booked one by one, in the order of time."""
    query = select(Activity).where(Activity.schedule_id == schedule_id, Activity.takes_sign_ups)
    query = query.where(Activity.state == ActivityState.PUBLIC)
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.id)))


def find_sign_up(activity_id: int, person_id: int) -> SignUp | None:
    """What stands between a person and an activity, read anew; None when they never asked."""
    query = select(SignUp).where(SignUp.activity_id == activity_id, SignUp.person_id == person_id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def get_sign_up(activity_id: int, person_id: int) -> SignUp:
    """As :func:`find_sign_up`.

    Raises SignUpNotFound.
    """
    found = find_sign_up(activity_id, person_id)
    if found is None:
        raise SignUpNotFound
    return found


def count_booked(activity_id: int) -> int:
    """How many places of an activity are given away."""
    query = select(func.count()).where(SignUp.activity_id == activity_id, SignUp.state == SignUpState.BOOKED)
    return db.session.scalar(query) or 0


def count_by_activity(activity_ids: Collection[int], state: SignUpState) -> dict[int, int]:
    """How many people stand so to each of the activities; those without any are left out."""
    query = select(SignUp.activity_id, func.count()).where(SignUp.activity_id.in_(activity_ids), SignUp.state == state)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(SignUp.activity_id))}


def count_present(activity_ids: Collection[int]) -> dict[int, int]:
    """How many people came to each of the activities; those nobody was noted at are left out."""
    query = select(SignUp.activity_id, func.count())
    query = query.where(SignUp.activity_id.in_(activity_ids), SignUp.attended_at.is_not(None))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(SignUp.activity_id))}


def list_waiting(activity_id: int) -> list[SignUp]:
    """Who waits for a place, longest first."""
    query = select(SignUp).where(SignUp.activity_id == activity_id, SignUp.state == SignUpState.WAITING)
    return list(db.session.scalars(query.order_by(SignUp.signed_up_at, SignUp.id)))


def list_roster(activity_id: int) -> list[SignUp]:
    """Everybody who has a place, waits for one, or came without: in the order they asked."""
    matters = or_(SignUp.state != SignUpState.LEFT, SignUp.attended_at.is_not(None))
    query = select(SignUp).where(SignUp.activity_id == activity_id, matters)
    return list(db.session.scalars(query.order_by(SignUp.signed_up_at, SignUp.id)))


def list_of_person(person_id: int, schedule_id: int | None = None) -> list[SignUp]:
    """A person's places and waits, with their activities, on one schedule or on all."""
    query = select(SignUp).join(Activity).options(joinedload(SignUp.activity))
    query = query.where(SignUp.person_id == person_id, SignUp.state != SignUpState.LEFT)
    if schedule_id is not None:
        query = query.where(Activity.schedule_id == schedule_id)
    return list(db.session.scalars(query.order_by(Activity.starts_at, SignUp.id)))


def list_engagements(person_id: int, starts_at: datetime, ends_at: datetime) -> list[Activity]:
    """What a person is booked for, or takes part in, on whatever schedule during that time."""
    booked = select(SignUp.activity_id).where(SignUp.person_id == person_id, SignUp.state == SignUpState.BOOKED)
    in_it = select(Participant.activity_id).where(Participant.person_id == person_id)
    query = select(Activity).where(Activity.starts_at < ends_at, Activity.ends_at > starts_at)
    query = query.where(or_(Activity.id.in_(booked), Activity.id.in_(in_it)))
    return list(db.session.scalars(query.order_by(Activity.starts_at, Activity.id)))


def map_waiting_before(waiting: Collection[SignUp]) -> dict[int, int]:
    """How many wait in front of each of these, by the id of the sign-up."""
    wanted = {each.activity_id for each in waiting}
    query = select(SignUp.id, SignUp.activity_id).where(
        SignUp.activity_id.in_(wanted), SignUp.state == SignUpState.WAITING
    )
    lines: dict[int, list[int]] = {}
    for sign_up_id, activity_id in db.session.execute(query.order_by(SignUp.signed_up_at, SignUp.id)):
        lines.setdefault(activity_id, []).append(sign_up_id)
    return {each.id: lines[each.activity_id].index(each.id) for each in waiting}
