"""Everything that clashes on a schedule now, with what the words about it need."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from coopevents.calendars.zones import zone_named
from coopevents.people.models import Person
from coopevents.places import queries as places
from coopevents.places.models import Place
from coopevents.schedule import queries
from coopevents.schedule.clashes import Clash, ClashIndex, ClashKind, Slot, Surroundings, find_clashes
from coopevents.schedule.free_times import free_places, nearest_free_start
from coopevents.schedule.models import AcceptedClash, Schedule
from coopevents.text import LocalizedText, full_name

DAY_BEGINS, DAY_ENDS = time(8, 0), time(22, 0)
MARGIN = timedelta(hours=12)


@dataclass(frozen=True)
class Scene:
    """An activity as the words about a clash need it. ``title`` is None when the reader may not know of it."""

    slot: Slot
    schedule_id: int
    title: LocalizedText | None


@dataclass(frozen=True)
class WayOut:
    """Where an activity would clash with nothing: at another time in its place, or in another place at its time."""

    activity_id: int
    starts_at: datetime
    ends_at: datetime
    place_id: int | None
    is_other_place: bool


@dataclass(frozen=True)
class Survey:
    """The clashes of one schedule with itself and with all others."""

    schedule_id: int
    zone: ZoneInfo
    scenes: Mapping[int, Scene]
    places: Mapping[int, Place]
    offered_places: tuple[Place, ...]
    people: Mapping[int, Person]
    surroundings: Surroundings
    accepted_by_key: Mapping[str, AcceptedClash]

    @cached_property
    def slots(self) -> list[Slot]:
        """Every activity that matters."""
        return [scene.slot for scene in self.scenes.values()]

    @cached_property
    def index(self) -> ClashIndex:
        """The same, ready to answer for one."""
        return ClashIndex(self.slots, self.surroundings)

    @cached_property
    def clashes(self) -> list[Clash]:
        """All that involve this schedule, in the order of time, accepted ones among them."""
        found = find_clashes(self.slots, self.surroundings)
        return [each for each in found if any(self.is_own(one) for one in each.activity_ids)]

    @cached_property
    def open_clashes(self) -> list[Clash]:
        """Those nobody accepted."""
        return [each for each in self.clashes if each.key not in self.accepted_by_key]

    @cached_property
    def accepted_clashes(self) -> list[tuple[Clash, AcceptedClash]]:
        """Those accepted on purpose, with the reason."""
        return [(each, self.accepted_by_key[each.key]) for each in self.clashes if each.key in self.accepted_by_key]

    def is_own(self, activity_id: int) -> bool:
        """Whether an activity is on this schedule."""
        return self.scenes[activity_id].schedule_id == self.schedule_id

    def open_clashes_of(self, activity_id: int) -> list[Clash]:
        """Those of one activity that nobody accepted."""
        return [each for each in self.open_clashes if activity_id in each.activity_ids]

    def clashes_if(self, slot: Slot) -> list[Clash]:
        """What would clash if the activity stood there; what was accepted is left out."""
        return [each for each in self.index.clashes_of(slot) if each.key not in self.accepted_by_key]

    def person_name(self, person_id: int) -> str:
        """A person's name in Latin letters, else in their own script."""
        person = self.people[person_id]
        return full_name(person.given_name, person.family_name) or person.original_name

    def ways_out(self, clash: Clash, activity_id: int | None = None) -> list[WayOut]:
        """Where the later of the two (or the activity named) would clash with nothing: at most one time, one place."""
        own = [each for each in clash.activity_ids if self.is_own(each)]
        slot = self.scenes[activity_id if activity_id in own else own[-1]].slot
        return [*self._other_times(clash, slot), *self._other_places(clash, slot)]

    def _other_times(self, clash: Clash, slot: Slot) -> Iterable[WayOut]:
        if clash.kind is ClashKind.OVER_CAPACITY:
            return
        day = slot.starts_at.astimezone(self.zone).date()
        earliest = min(slot.starts_at, datetime.combine(day, DAY_BEGINS, self.zone))
        latest = max(slot.ends_at, datetime.combine(day, DAY_ENDS, self.zone))
        start = nearest_free_start(slot, self.index, earliest=earliest, latest=latest)
        if start is not None:
            yield WayOut(slot.id, start, start + (slot.ends_at - slot.starts_at), slot.place_id, is_other_place=False)

    def _other_places(self, clash: Clash, slot: Slot) -> Iterable[WayOut]:
        if clash.kind is ClashKind.PERSON_TWICE:
            return
        wanted = slot if slot.capacity is not None else replace(slot, capacity=self._seats_where_it_is(slot))
        for place_id in free_places(wanted, self.index, [each.id for each in self.offered_places])[:1]:
            yield WayOut(slot.id, slot.starts_at, slot.ends_at, place_id, is_other_place=True)

    def _seats_where_it_is(self, slot: Slot) -> int | None:
        """What nobody counted needs as many seats as half the place it was given has."""
        seats = self.surroundings.capacity.get(slot.place_id or 0)
        return max(1, seats // 2) if seats else None


def survey_of(schedule: Schedule, *, place_unit_ids: Collection[int], visible_unit_ids: Collection[int] = ()) -> Survey:
    """Look at a schedule and at everything that touches it, in a handful of selects.

    Places of ``place_unit_ids`` are offered as ways out; activities of other schedules keep their titles only when
    their unit is among ``visible_unit_ids``.
    """
    rows = queries.list_slot_rows(schedule.id, margin=MARGIN)
    who = queries.map_people_of_activities(schedule.id, margin=MARGIN)
    scenes = {
        row.id: Scene(
            Slot(row.id, row.uid, row.starts_at, row.ends_at, row.place_id, who.get(row.id, frozenset()), row.capacity),
            row.schedule_id,
            row.title if row.schedule_id == schedule.id or row.unit_id in visible_unit_ids else None,
        )
        for row in rows
    }
    offered = places.list_places(place_unit_ids)
    known = {each.id: each for each in offered}
    known |= places.map_places({scene.slot.place_id for scene in scenes.values()} - known.keys())
    own_people = {each for scene in scenes.values() if scene.schedule_id == schedule.id for each in scene.slot.people}
    return Survey(
        schedule_id=schedule.id,
        zone=zone_named(schedule.time_zone),
        scenes=scenes,
        places=known,
        offered_places=tuple(offered),
        people=queries.map_people(own_people),
        surroundings=surroundings_of(known),
        accepted_by_key={each.key: each for each in queries.list_accepted_clashes(schedule.id)},
    )


def surroundings_of(known: Mapping[int, Place]) -> Surroundings:
    """What lies around activities in these places."""
    return Surroundings(
        turnover={each.id: each.turnover_minutes for each in known.values()},
        walking=places.walking_minutes(known.keys()),
        capacity={each.id: each.capacity for each in known.values() if each.capacity is not None},
        parallel=frozenset(each.id for each in known.values() if each.allows_parallel),
    )
