"""Who stands behind the signing table: by rank, the highest nearest the centre, the front row first.

Pure. ``Spot.row`` is 0 for the front row; ``Spot.place`` counts from the centre outwards, 0 next to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coopevents.ceremonies.placing import Placement, centre_out
from coopevents.ceremonies.protocol_rules import ONE_GROUP_BY_RANK, PHOTOGRAPH, SIDES_BY_RANK, Rule


class Side(StrEnum):
    """A side as the audience sees it."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, order=True)
class Spot:
    """A standing place: row (0 in front), side, and steps from the centre."""

    row: int
    side: Side
    place: int


@dataclass(frozen=True)
class Standing(Placement[Spot]):
    """Everybody who stands."""

    def row_from_audience(self, number: int) -> tuple[str, ...]:
        """A row from the audience's left to its right."""
        spots = {spot: key for spot, key in self.by_place.items() if spot.row == number}
        left = sorted((spot for spot in spots if spot.side is Side.LEFT), key=lambda spot: -spot.place)
        right = sorted((spot for spot in spots if spot.side is Side.RIGHT), key=lambda spot: spot.place)
        return tuple(spots[spot] for spot in (*left, *right))

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return max((spot.row for spot in self.places), default=-1) + 1

    @property
    def imbalance(self) -> int:
        """By how many one side outnumbers the other."""
        left = sum(spot.side is Side.LEFT for spot in self.places)
        return abs(2 * left - len(self.places))


def stood_in_sides(guests: Sequence[str], hosts: Sequence[str], capacity: int) -> Standing:
    """Two delegations, each behind its own signatory: guests at the audience's left, hosts mirrored at its right.

    Both are in order of precedence; a row holds ``capacity`` people, half of them of each side.
    """
    half = max(capacity // 2, 1)
    keys: list[str] = []
    spots: list[Spot] = []
    for people, side in ((guests, Side.LEFT), (hosts, Side.RIGHT)):
        keys += people
        spots += [Spot(place // half, side, place % half) for place in range(len(people))]
    order = sorted(range(len(keys)), key=lambda each: (spots[each].row, spots[each].place, spots[each].side))
    return Standing(SIDES_BY_RANK, tuple(keys[each] for each in order), tuple(spots[each] for each in order))


def stood_together(people: Sequence[str], capacity: int) -> Standing:
    """One group in order of precedence: the highest in the centre of the front row, then right hand, left hand."""
    return _together(ONE_GROUP_BY_RANK, people, capacity)


def photographed(hosts: Sequence[str], guests: Sequence[str], capacity: int) -> Standing:
    """A group photograph: the host in the centre, the first guest at the host's right hand, guests and hosts in turn.

    The ends of the front row belong to the hosts where there are enough of them.
    """
    front = _ended_by_hosts(hosts, guests, capacity)
    rest = [key for key in _in_turn(hosts, guests) if key not in front]
    return _together(PHOTOGRAPH, [*front, *rest], capacity)


def _together(rule: Rule, people: Sequence[str], capacity: int) -> Standing:
    size = max(capacity, 1)
    spots: list[Spot] = []
    for start in range(0, len(people), size):
        count = len(people[start : start + size])
        spots += [_spot(start // size, place, count) for place in centre_out(count)]
    return Standing(rule, tuple(people), tuple(spots))


def _spot(row: int, place: int, count: int) -> Spot:
    """A place counted from the audience's left as one counted from the centre; the centre itself is at the left."""
    centre = (count - 1) // 2
    return Spot(row, Side.LEFT, centre - place) if place <= centre else Spot(row, Side.RIGHT, place - centre - 1)


def _in_turn(hosts: Sequence[str], guests: Sequence[str]) -> list[str]:
    """The host, the first guest, the second guest, the next host, the next guest …: so that they stand in turn."""
    found = list(hosts[:1])
    first, second = list(guests), list(hosts[1:])
    while first or second:
        found += first[:2]
        found += second[:2]
        first, second = first[2:], second[2:]
    return found


def _ended_by_hosts(hosts: Sequence[str], guests: Sequence[str], capacity: int) -> list[str]:
    front = _in_turn(hosts, guests)[:capacity]
    for end in (-1, -2):
        if len(front) < 3 or front[end] in hosts:
            continue
        spare = next((key for key in reversed(hosts[1:]) if key not in front[-2:]), None)
        if spare is None:
            break
        if spare in front:
            place = front.index(spare)
            front[place], front[end] = front[end], spare
        else:
            front[end] = spare
    return front
