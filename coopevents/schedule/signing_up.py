"""Places in an activity: booked one by one, waited for, given back, passed on; and who came.

Places are counted and given away behind the lock of the activity's row, in one function, so that there is never one
too many. Whoever waited longest and is free at that time moves up in the transaction that freed the place.
"""

from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor, Subject
from coopevents.schedule import queries
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule import sign_up_rules as rules
from coopevents.schedule.facts import (
    AttendanceTaken,
    PlaceAwaited,
    PlaceBooked,
    PlaceGivenBack,
    PlacePassedOn,
    SignUpFact,
)
from coopevents.schedule.models import Activity, SignUp
from coopevents.schedule.states import SignUpState


def sign_up(activity: Activity, person_id: int, *, language: str = "en", now: datetime, actor: Actor) -> SignUp:
    """Give a person a place, or one on the waiting list when all are taken; who has either keeps it.

    Raises TakesNoSignUps, HasBegun, or IsElsewhereThen, which names in ``language`` where the person is at that time.
    """
    activity = sign_ups.lock_activity(activity.id)
    rules.ensure_takes_sign_ups(activity)
    rules.ensure_has_not_begun(activity, now)
    known = sign_ups.find_sign_up(activity.id, person_id)
    if known is not None and known.state is not SignUpState.LEFT:
        return known
    elsewhere = sign_ups.list_engagements(person_id, activity.starts_at, activity.ends_at)
    rules.ensure_is_nowhere_else(activity, elsewhere, language)
    is_free = rules.has_free_place(activity.capacity, sign_ups.count_booked(activity.id))
    entry = known or SignUp(activity_id=activity.id, person_id=person_id)
    entry.state = SignUpState.BOOKED if is_free else SignUpState.WAITING
    entry.signed_up_at = now
    db.session.add(entry)
    db.session.flush()
    _record(PlaceBooked if is_free else PlaceAwaited, activity, entry, now, actor)
    return entry


def give_back(activity: Activity, person_id: int, *, now: datetime, actor: Actor) -> None:
    """Let a place, or the wait for one, go; the place passes to who waited longest. Twice is once.

    Raises SignUpNotFound, or HasBegun.
    """
    activity = sign_ups.lock_activity(activity.id)
    entry = sign_ups.get_sign_up(activity.id, person_id)
    if entry.state is SignUpState.LEFT:
        return
    rules.ensure_has_not_begun(activity, now)
    _leave(activity, entry, now, actor)
    pass_places_on(activity, now=now)


def give_all_back(person_id: int, schedule_id: int, *, now: datetime, actor: Actor) -> None:
    """Let everything go that a person booked on a schedule and that has not begun: they are not coming."""
    for entry in sign_ups.list_of_person(person_id, schedule_id):
        if entry.activity.starts_at > now:
            activity = sign_ups.lock_activity(entry.activity_id)
            _leave(activity, entry, now, actor)
            pass_places_on(activity, now=now)


def pass_places_on(activity: Activity, *, now: datetime) -> list[SignUp]:
    """Give every free place to who waited longest and is free at that time; those who moved up.

    The activity is locked. Nothing happens once it has begun, or when it does not take place.
    """
    try:
        rules.ensure_takes_sign_ups(activity)
        rules.ensure_has_not_begun(activity, now)
    except (rules.TakesNoSignUps, rules.HasBegun):
        return []
    moved = []
    booked = sign_ups.count_booked(activity.id)
    for entry in sign_ups.list_waiting(activity.id):
        if not rules.has_free_place(activity.capacity, booked):
            break
        elsewhere = sign_ups.list_engagements(entry.person_id, activity.starts_at, activity.ends_at)
        if any(rules.touches(activity, other) for other in elsewhere):
            continue
        entry.state, booked = SignUpState.BOOKED, booked + 1
        db.session.flush()
        _record(PlacePassedOn, activity, entry, now, THE_HOUSE)
        moved.append(entry)
    return moved


def take_attendance(activity: Activity, person_id: int, is_there: bool, *, now: datetime, actor: Actor) -> SignUp:
    """Note that a person came, or take the note back; who comes without a booking is noted too."""
    activity = sign_ups.lock_activity(activity.id)
    entry = sign_ups.find_sign_up(activity.id, person_id)
    if entry is None:
        entry = SignUp(activity_id=activity.id, person_id=person_id, state=SignUpState.LEFT, signed_up_at=now)
        db.session.add(entry)
    if (entry.attended_at is not None) == is_there:
        return entry
    entry.attended_at, entry.attended_by = (now, actor.label) if is_there else (None, "")
    db.session.flush()
    _record(AttendanceTaken, activity, entry, now, actor, {"attended": (not is_there, is_there)})
    return entry


def _leave(activity: Activity, entry: SignUp, now: datetime, actor: Actor) -> None:
    was = entry.state.value
    entry.state = SignUpState.LEFT
    db.session.flush()
    _record(PlaceGivenBack, activity, entry, now, actor, {"state": (was, SignUpState.LEFT.value)})


def _record(
    kind: type[SignUpFact],
    activity: Activity,
    entry: SignUp,
    now: datetime,
    actor: Actor,
    changes: dict[str, tuple[object, object]] | None = None,
) -> None:
    schedule = queries.get_schedule(activity.schedule_id)
    ledger.record(
        kind(
            at=now,
            actor=actor,
            subject=Subject("activity", activity.id),
            unit_id=schedule.unit_id,
            schedule_id=schedule.id,
            uid=activity.uid,
            person_id=entry.person_id,
            changes=changes or {"state": (None, entry.state.value)},
        )
    )
