"""Everything that clashes on a schedule now, with what the words about it need."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from coopevents.people.models import Person
from coopevents.places import queries as places
from coopevents.places.models import Place, Resource
from coopevents.schedule import clash_queries, queries
from coopevents.schedule.clash_kinds import Frame
from coopevents.schedule.clashes import Clash, ClashIndex, Slot, Surroundings, find_clashes
from coopevents.schedule.gathering import Asked, Gathered, gather
from coopevents.schedule.models import AcceptedClash, Schedule
from coopevents.schedule.ways_out import WayOut, ways_out_of
from coopevents.text import LocalizedText, full_name


@dataclass(frozen=True)
class Scene:
    """An activity as the words about a clash need it. ``title`` is None when the reader may not know of it."""

    slot: Slot
    schedule_id: int
    title: LocalizedText | None


@dataclass(frozen=True)
class Survey:
    """The clashes of one schedule with itself and with all others."""

    schedule_id: int
    zone: ZoneInfo
    holidays_of: str
    scenes: Mapping[int, Scene]
    places: Mapping[int, Place]
    offered_places: tuple[Place, ...]
    resources: Mapping[int, Resource]
    people: Mapping[int, Person]
    surroundings: Surroundings
    accepted_by_key: Mapping[str, AcceptedClash] = field(default_factory=dict)
    shared_ids: frozenset[int] = frozenset()

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
        return clashes_on(self.schedule_id, self.slots, found, shared_ids=self.shared_ids)

    @cached_property
    def open_clashes(self) -> list[Clash]:
        """Those nobody accepted."""
        return [each for each in self.clashes if each.key not in self.accepted_by_key]

    @cached_property
    def accepted_clashes(self) -> list[tuple[Clash, AcceptedClash]]:
        """Those accepted on purpose, with the reason."""
        return [(each, self.accepted_by_key[each.key]) for each in self.clashes if each.key in self.accepted_by_key]

    @cached_property
    def _open_by_activity(self) -> dict[int, list[Clash]]:
        found: dict[int, list[Clash]] = {}
        for clash in self.open_clashes:
            for activity_id in clash.activity_ids:
                found.setdefault(activity_id, []).append(clash)
        return found

    @property
    def frame(self) -> Frame:
        """The clock and the days of the schedule."""
        return self.surroundings.frames[self.schedule_id]

    def is_own(self, activity_id: int) -> bool:
        """Whether an activity is on this schedule."""
        return self.scenes[activity_id].schedule_id == self.schedule_id

    def open_clashes_of(self, activity_id: int) -> list[Clash]:
        """Those of one activity that nobody accepted."""
        return self._open_by_activity.get(activity_id, [])

    def clashes_if(self, slot: Slot) -> list[Clash]:
        """What would clash if the activity stood there; what was accepted is left out."""
        return [each for each in self.index.clashes_of(slot) if each.key not in self.accepted_by_key]

    def person_name(self, person_id: int) -> str:
        """A person's name in Latin letters, else in their own script."""
        person = self.people[person_id]
        return full_name(person.given_name, person.family_name) or person.original_name

    def ways_out(self, clash: Clash, activity_id: int | None = None) -> list[WayOut]:
        """Where the last of them (or the activity named) would clash with nothing: at most one time and one place.

        Nothing when a whole day is in question and several activities stand on it.
        """
        own = [each for each in clash.activity_ids if self.is_own(each)]
        if clash.day is not None and len(own) > 1 and activity_id not in own:
            return []
        slot = self.scenes[activity_id if activity_id in own else own[-1]].slot
        return list(ways_out_of(clash, slot, self.index, [each.id for each in self.offered_places]))


def survey_of(
    schedule: Schedule,
    *,
    place_unit_ids: Collection[int],
    visible_unit_ids: Collection[int] = (),
    first_day: date | None = None,
    last_day: date | None = None,
    picked: Mapping[str, int] | None = None,
    shared_ids: Collection[int] = (),
    has_guests: bool = False,
) -> Survey:
    """Look at a schedule and at everything that touches it, in a handful of selects.

    Places of ``place_unit_ids`` are offered as ways out; activities of other schedules keep their titles only when
    their unit is among ``visible_unit_ids``. The schedule does not know its owner: who does hands in the first and last
    of its days, and how many guests ``picked`` each activity, by uid; for an itinerary (``has_guests``) also the
    activities of others its guests take part in (``shared_ids``).
    """
    offered = places.list_places(place_unit_ids)
    asked = Asked(schedule, first_day, last_day)
    gathered = gather([asked], picked=picked or {}, offered=offered, has_guests=has_guests)
    shared = frozenset(shared_ids)
    mine = [slot for slot in gathered.slots if slot.schedule_id == schedule.id or slot.id in shared]
    own_people = {each for slot in mine for each in slot.people}
    return Survey(
        schedule_id=schedule.id,
        zone=gathered.surroundings.frames[schedule.id].zone,
        holidays_of=schedule.holidays_of,
        scenes=_scenes(gathered, schedule.id, visible_unit_ids),
        places=gathered.places,
        offered_places=tuple(offered),
        resources=gathered.resources,
        people=queries.map_people(own_people),
        surroundings=gathered.surroundings,
        accepted_by_key={each.key: each for each in clash_queries.list_accepted_clashes([schedule.id])},
        shared_ids=shared,
    )


def clashes_on(
    schedule_id: int, slots: Sequence[Slot], found: Sequence[Clash], *, shared_ids: frozenset[int] = frozenset()
) -> list[Clash]:
    """Those findings that involve an activity of that schedule, or people in two of those it shares."""
    own = {slot.id for slot in slots if slot.schedule_id == schedule_id}
    return [
        clash
        for clash in found
        if not own.isdisjoint(clash.activity_ids)
        or (clash.person_ids and len(clash.activity_ids) > 1 and shared_ids.issuperset(clash.activity_ids))
    ]


def _scenes(gathered: Gathered, schedule_id: int, visible_unit_ids: Collection[int]) -> dict[int, Scene]:
    return {
        row.id: Scene(
            slot,
            row.schedule_id,
            row.title if row.schedule_id == schedule_id or row.unit_id in visible_unit_ids else None,
        )
        for row, slot in zip(gathered.rows, gathered.slots, strict=True)
    }
