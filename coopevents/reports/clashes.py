"""What clashes on the programmes of events: on one, in words, or how many on each of many at once."""

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.registration.models import AgendaPick, Registration
from coopevents.registration.states import HOLDING_A_SEAT
from coopevents.schedule.clash_queries import list_accepted_clashes
from coopevents.schedule.clashes import find_clashes
from coopevents.schedule.gathering import Asked, gather
from coopevents.schedule.models import Schedule
from coopevents.schedule.survey import Survey, survey_of


def survey_of_event(event: Event, *, place_unit_ids: Collection[int], visible_unit_ids: Collection[int] = ()) -> Survey:
    """The clashes of an event's programme, with its days and with what its guests picked."""
    return survey_of(
        event.schedule,
        place_unit_ids=place_unit_ids,
        visible_unit_ids=visible_unit_ids,
        first_day=event.starts_on,
        last_day=event.ends_on,
        picked=count_picks([event.id]),
    )


def count_clashes(events: Sequence[Event]) -> dict[int, int]:
    """How many clashes nobody accepted each event has, by its schedule: as many as its programme page shows.

    A clash between two of them counts for both. It takes as many selects as for one.
    """
    query = select(Schedule).where(Schedule.id.in_([each.schedule_id for each in events]))
    schedules = {each.id: each for each in db.session.scalars(query)}
    asked = [Asked(schedules[each.schedule_id], each.starts_on, each.ends_on) for each in events]
    gathered = gather(asked, picked=count_picks([each.id for each in events]))
    wanted = set(gathered.surroundings.frames)
    accepted = {(each.schedule_id, each.key) for each in list_accepted_clashes(wanted)}
    schedule_of = {slot.id: slot.schedule_id for slot in gathered.slots}
    found: Counter[int] = Counter()
    for clash in find_clashes(gathered.slots, gathered.surroundings):
        for schedule_id in {schedule_of[activity_id] for activity_id in clash.activity_ids} & wanted:
            found[schedule_id] += (schedule_id, clash.key) not in accepted
    return dict(found)


def count_picks(event_ids: Collection[int]) -> dict[str, int]:
    """How many guests who are coming picked each activity of these events, by uid."""
    query = select(AgendaPick.activity_uid, func.count()).join(
        Registration, Registration.id == AgendaPick.registration_id
    )
    wanted = Registration.event_id.in_(event_ids), Registration.state.in_(HOLDING_A_SEAT)
    rows = db.session.execute(query.where(*wanted).group_by(AgendaPick.activity_uid))
    return {row[0]: row[1] for row in rows}
