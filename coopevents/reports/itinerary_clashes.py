"""What clashes on an itinerary: with itself, with the days of hosts, with everything else that takes place."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from coopevents.delegations import itinerary_queries
from coopevents.delegations.delays import Move
from coopevents.delegations.models import Delegation
from coopevents.schedule import queries as schedules
from coopevents.schedule.clash_words import sentence_of
from coopevents.schedule.clashes import Clash, find_clashes
from coopevents.schedule.gathering import Asked, gather
from coopevents.schedule.survey import Survey, survey_of


def survey_of_itinerary(
    delegation: Delegation, *, place_unit_ids: Collection[int], visible_unit_ids: Collection[int] = ()
) -> Survey | None:
    """The clashes of an itinerary with the days of the visit; None while nothing is planned.

    Guests are also where they take part in other programmes, and that is told as theirs.
    """
    if delegation.schedule_id is None:
        return None
    items = itinerary_queries.list_items(delegation.id)
    shared = [each.activity_id for each in items if each.activity.schedule_id != delegation.schedule_id]
    return survey_of(
        schedules.get_schedule(delegation.schedule_id),
        place_unit_ids=place_unit_ids,
        visible_unit_ids=visible_unit_ids,
        first_day=delegation.arrives_on,
        last_day=delegation.leaves_on,
        shared_ids=shared,
        has_guests=True,
    )


def clashes_of_itineraries(delegations: Sequence[Delegation]) -> list[Clash]:
    """Every clash on these itineraries, in the order of time, in as many selects for many as for one."""
    asked = [
        Asked(schedules.get_schedule(each.schedule_id), each.arrives_on, each.leaves_on)
        for each in delegations
        if each.schedule_id is not None
    ]
    if not asked:
        return []
    gathered = gather(asked, picked={}, has_guests=True)
    own = {slot.id for slot in gathered.slots if slot.schedule_id in gathered.surroundings.frames}
    found = find_clashes(gathered.slots, gathered.surroundings)
    return [each for each in found if not own.isdisjoint(each.activity_ids)]


def survey_if_moved(survey: Survey, moves: Iterable[Move]) -> Survey:
    """The same itinerary as it would stand after a delay; nothing is written and nothing asked of the database."""
    scenes = dict(survey.scenes)
    for move in moves:
        scene = scenes[move.id]
        scenes[move.id] = replace(scene, slot=replace(scene.slot, starts_at=move.starts_at, ends_at=move.ends_at))
    return replace(survey, scenes=scenes)


def clashes_made_by(survey: Survey, moves: Iterable[Move]) -> list[str]:
    """What a delay would make clash that does not clash now, a sentence each."""
    known, moved = {each.key for each in survey.clashes}, survey_if_moved(survey, moves)
    return [sentence_of(each, moved) for each in moved.open_clashes if each.key not in known]
