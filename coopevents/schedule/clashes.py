"""What cannot, or should not, be at once: a pure search on plain values.

Slots are sorted once and laid on lines: by place, by person, by resource, by day. A sweep over each line finds every
clash in n log n plus the findings and the pairs that lie less than the longest way apart. The same lines, kept in a
:class:`ClashIndex`, answer for one activity alone without looking at the others.
"""

from bisect import insort
from collections.abc import Iterable, Iterator

from coopevents.schedule.clash_alone import Alone
from coopevents.schedule.clash_days import days_to_tell, of_day
from coopevents.schedule.clash_kinds import Clash, ClashKind, Frame, Severity, Slot, Surroundings, by_time
from coopevents.schedule.clash_lines import Line, lines_of, near_pairs
from coopevents.schedule.clash_loads import of_resource
from coopevents.schedule.clash_pairs import OfPeople, at_place, gather_person, of_people

__all__ = ["Clash", "ClashIndex", "ClashKind", "Frame", "Severity", "Slot", "Surroundings", "find_clashes"]


def find_clashes(slots: Iterable[Slot], surroundings: Surroundings) -> list[Clash]:
    """Every clash among the slots, in the order of time."""
    everything = list(slots)
    alone, lines = Alone(surroundings), lines_of(everything, surroundings)
    found = [(slot, clash) for slot in everything for clash in alone.clashes_of(slot)]
    for place_id, line in lines.places.items():
        for first, second in near_pairs(line, surroundings.turnover_at(place_id)):
            found += ((first, clash) for clash in at_place(first, second, place_id, surroundings))
    longest_way, people = surroundings.longest_way, OfPeople()
    for person_id, line in lines.people.items():
        for first, second in near_pairs(line, longest_way):
            gather_person(first, second, person_id, surroundings, people)
    found += of_people(people, surroundings)
    for resource_id, line in lines.resources.items():
        found += of_resource(line, resource_id, surroundings)
    found += ((line[0], of_day(*about, line)) for about, line in lines.days.items())
    found.sort(key=lambda pair: (pair[0].starts_at, pair[0].id, pair[1].key))
    return [clash for _slot, clash in found]


class ClashIndex:
    """The same slots made ready to answer for one activity at a time, wherever it might be moved to."""

    def __init__(self, slots: Iterable[Slot], surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.alone = Alone(surroundings)
        self._longest_way = surroundings.longest_way
        lines = lines_of(slots, surroundings)
        self._places = {place_id: Line(line) for place_id, line in lines.places.items()}
        self._people = {person_id: Line(line) for person_id, line in lines.people.items()}
        self._resources = {resource_id: Line(line) for resource_id, line in lines.resources.items()}
        self._days = lines.days

    def clashes_of(self, slot: Slot) -> list[Clash]:
        """Every clash the slot has, or would have, with all others; an indexed slot of the same id is passed over."""
        return sorted(self._each(slot), key=lambda clash: clash.key)

    def is_free(self, slot: Slot, *, apart_from: frozenset[str] = frozenset()) -> bool:
        """Whether the slot would clash with nothing but what has one of these keys."""
        return all(clash.key in apart_from for clash in self._each(slot))

    def busy_at(self, place_id: int) -> list[Slot]:
        """What stands at a place, in the order of time; nothing where several may be at once."""
        return self._places[place_id].slots if place_id in self._places else []

    def busy_with(self, person_id: int) -> list[Slot]:
        """What a person is in, in the order of time."""
        return self._people[person_id].slots if person_id in self._people else []

    def busy_using(self, resource_id: int) -> list[Slot]:
        """What a resource is used for, in the order of time."""
        return self._resources[resource_id].slots if resource_id in self._resources else []

    def _each(self, slot: Slot) -> Iterator[Clash]:
        around = self.surroundings
        yield from self.alone.clashes_of(slot)
        if slot.place_id is not None and slot.place_id in self._places:
            for first, second in self._places[slot.place_id].pairs_of(slot, around.turnover_at(slot.place_id)):
                yield from at_place(first, second, slot.place_id, around)
        people = OfPeople()
        for person_id in slot.people & self._people.keys():
            for first, second in self._people[person_id].pairs_of(slot, self._longest_way):
                gather_person(first, second, person_id, around, people)
        yield from (clash for _first, clash in of_people(people, around))
        for resource_id, _quantity in slot.resources:
            yield from self._of_resource(slot, resource_id)
        for kind, day in days_to_tell(slot, around):
            others = [each for each in self._days.get((kind, slot.schedule_id, day), ()) if each.id != slot.id]
            insort(others, slot, key=by_time)
            yield of_day(kind, slot.schedule_id, day, others)

    def _of_resource(self, slot: Slot, resource_id: int) -> Iterator[Clash]:
        line = self._resources.get(resource_id)
        others = line.near(slot, self.surroundings.turnover_of(resource_id)) if line else ()
        for _first, clash in of_resource([slot, *others], resource_id, self.surroundings):
            if slot.id in clash.activity_ids:
                yield clash
