"""How many clashes wait on many schedules at once: in as many queries as for one."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import select

from coopevents.db import db
from coopevents.places import queries as places
from coopevents.schedule.clashes import Slot, find_clashes
from coopevents.schedule.models import AcceptedClash, Activity, Participant
from coopevents.schedule.states import NOT_TAKING_PLACE
from coopevents.schedule.survey import surroundings_of


def count_clashes(schedule_ids: Collection[int]) -> dict[int, int]:
    """How many clashes nobody accepted each schedule has, with itself and with the others named.

    A clash between two schedules counts for both.
    """
    slots, schedule_of = _slots(schedule_ids)
    query = select(AcceptedClash.schedule_id, AcceptedClash.key).where(AcceptedClash.schedule_id.in_(schedule_ids))
    accepted = {(row[0], row[1]) for row in db.session.execute(query)}
    found: Counter[int] = Counter()
    for clash in find_clashes(slots, surroundings_of(places.map_places(slot.place_id for slot in slots))):
        for schedule_id in {schedule_of[activity_id] for activity_id in clash.activity_ids}:
            found[schedule_id] += (schedule_id, clash.key) not in accepted
    return dict(found)


def _slots(schedule_ids: Collection[int]) -> tuple[list[Slot], dict[int, int]]:
    """What takes place, and the schedule of each activity."""
    takes_place = Activity.schedule_id.in_(schedule_ids) & Activity.state.not_in(NOT_TAKING_PLACE)
    people: dict[int, set[int]] = defaultdict(set)
    members = select(Participant.activity_id, Participant.person_id).join(Activity).where(takes_place)
    for activity_id, person_id in db.session.execute(members):
        people[activity_id].add(person_id)
    columns = (
        Activity.id,
        Activity.uid,
        Activity.starts_at,
        Activity.ends_at,
        Activity.place_id,
        Activity.capacity,
        Activity.schedule_id,
    )
    slots, schedule_of = [], {}
    for row in db.session.execute(select(*columns).where(takes_place)):
        in_it = frozenset(people.get(row.id, ()))
        slots.append(Slot(row.id, row.uid, row.starts_at, row.ends_at, row.place_id, in_it, row.capacity))
        schedule_of[row.id] = row.schedule_id
    return slots, schedule_of
