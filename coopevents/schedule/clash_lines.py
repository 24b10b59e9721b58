"""Slots of one place, person or resource in the order of time, and the pairs among them that come close. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from coopevents.schedule.clash_days import days_to_tell
from coopevents.schedule.clash_kinds import ClashKind, Slot, Surroundings, by_time

DayLine = tuple[ClashKind, int, date]
"""A kind of finding about a day, the schedule, the day."""


@dataclass
class Lines:
    """The same slots four times, each line in the order of time: by place, person, resource, and day to tell of."""

    places: dict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    people: dict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    resources: dict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    days: dict[DayLine, list[Slot]] = field(default_factory=lambda: defaultdict(list))


def lines_of(slots: Iterable[Slot], around: Surroundings) -> Lines:
    """Sort once, then lay each slot on every line it belongs to."""
    lines = Lines()
    for slot in sorted(slots, key=by_time):
        if slot.place_id is not None and slot.place_id not in around.parallel:
            lines.places[slot.place_id].append(slot)
        for person_id in slot.people:
            lines.people[person_id].append(slot)
        for resource_id, _quantity in slot.resources:
            lines.resources[resource_id].append(slot)
        for kind, day in days_to_tell(slot, around):
            lines.days[kind, slot.schedule_id, day].append(slot)
    return lines


def near_pairs(line: list[Slot], margin: timedelta) -> Iterator[tuple[Slot, Slot]]:
    """The pairs of a sorted line of which the second starts less than the margin after the first ends."""
    open_slots: list[Slot] = []
    for slot in line:
        open_slots = [each for each in open_slots if each.ends_at + margin > slot.starts_at]
        for each in open_slots:
            yield each, slot
        open_slots.append(slot)


class Line:
    """A sorted line that answers for one slot, with the latest end so far beside each, to know how far to look back."""

    def __init__(self, slots: list[Slot]) -> None:
        self.slots = slots
        self._starts = [each.starts_at for each in slots]
        self._latest_end: list[datetime] = []
        for each in slots:
            self._latest_end.append(max(each.ends_at, self._latest_end[-1]) if self._latest_end else each.ends_at)

    def near(self, slot: Slot, margin: timedelta) -> Iterator[Slot]:
        """The others that end less than the margin before the slot starts, or start less than it after its end."""
        position = bisect_left(self._starts, slot.ends_at + margin) - 1
        while position >= 0 and self._latest_end[position] + margin > slot.starts_at:
            other = self.slots[position]
            if other.id != slot.id and other.ends_at + margin > slot.starts_at:
                yield other
            position -= 1

    def pairs_of(self, slot: Slot, margin: timedelta) -> Iterator[tuple[Slot, Slot]]:
        """The same, each with the slot itself, in the order of time."""
        for other in self.near(slot, margin):
            yield (slot, other) if by_time(slot) < by_time(other) else (other, slot)
