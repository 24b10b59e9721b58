"""What an organiser should know before releasing a programme, besides what clashes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from coopevents.db import db
from coopevents.places import queries as places
from coopevents.schedule import queries as schedules
from coopevents.schedule.comparing import Change, ChangeKind
from coopevents.schedule.models import Activity, SignUp
from coopevents.schedule.snapshots import is_for_readers
from coopevents.schedule.states import ActivityKind, ActivityState, SignUpState

MOST_NAMED = 5
NEEDS_SOMEBODY = frozenset(
    {ActivityKind.SALON, ActivityKind.PROMOTION, ActivityKind.LECTURE, ActivityKind.CLASS, ActivityKind.CEREMONY}
)
"""The kinds of activity in which somebody has to speak."""

NEEDS_NO_PLACE = frozenset({ActivityKind.TRANSFER, ActivityKind.TOUR})


class WarningKind(StrEnum):
    """What is amiss."""

    BOOKED_AND_GONE = "booked_and_gone"
    PLACE_RETIRED = "place_retired"
    NO_PLACE = "no_place"
    NOBODY_SPEAKS = "nobody_speaks"
    IN_THE_TRAY = "in_the_tray"


@dataclass(frozen=True, slots=True)
class ReleaseWarning:
    """Something amiss with so many activities, of which the first few are named.

    ``people`` is how many have a place in, or wait for, what is gone.
    """

    kind: WarningKind
    number: int
    activities: tuple[Activity, ...]
    people: int = 0


def warnings_of(schedule_id: int, changes: Sequence[Change]) -> list[ReleaseWarning]:
    """What is amiss with the working copy and these changes of it, the gravest first: always as many selects."""
    listed = schedules.list_activities(schedule_id)
    tray = schedules.list_unscheduled(schedule_id)
    shown = [each for each in listed if is_for_readers(each) and each.state is ActivityState.PUBLIC]
    where = places.map_places(each.place_id for each in shown)
    retired = {each.id for each in where.values() if each.is_retired}
    found = [
        _booked_and_gone(changes, [*listed, *tray]),
        _about(WarningKind.PLACE_RETIRED, [each for each in shown if each.place_id in retired]),
        _about(
            WarningKind.NO_PLACE,
            [each for each in shown if each.place_id is None and each.kind not in NEEDS_NO_PLACE],
        ),
        _about(
            WarningKind.NOBODY_SPEAKS, [each for each in shown if each.kind in NEEDS_SOMEBODY and not each.participants]
        ),
        _about(WarningKind.IN_THE_TRAY, tray),
    ]
    return [each for each in found if each is not None]


def _about(kind: WarningKind, activities: Sequence[Activity], people: int = 0) -> ReleaseWarning | None:
    if not activities:
        return None
    return ReleaseWarning(kind, len(activities), tuple(activities[:MOST_NAMED]), people)


def _booked_and_gone(changes: Sequence[Change], activities: Sequence[Activity]) -> ReleaseWarning | None:
    """What is dropped or cancelled although people have a place in it."""
    gone = {each.uid for each in changes if each.kinds & {ChangeKind.DROPPED, ChangeKind.CANCELLED}}
    by_id = {each.id: each for each in activities if each.uid in gone}
    booked = _count_sign_ups(by_id)
    return _about(WarningKind.BOOKED_AND_GONE, [by_id[each] for each in booked], sum(booked.values()))


def _count_sign_ups(activity_ids: Collection[int]) -> dict[int, int]:
    query = select(SignUp.activity_id, func.count()).where(
        SignUp.activity_id.in_(activity_ids), SignUp.state != SignUpState.LEFT
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(SignUp.activity_id))}
