"""Placements: who goes where by which rule, and what was then changed by hand.

Places in a row are counted from 0 as the **audience** sees them, from its left to its right. Whoever sits or stands
there faces the audience, so the audience's left is their right hand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from coopevents.ceremonies.protocol_rules import Rule

P = TypeVar("P")
T = TypeVar("T", bound="Placement[Any]")


@dataclass(frozen=True)
class Placement(Generic[P]):
    """Who by precedence, and beside each the place that the rule gives: ``places`` in order of honour."""

    rule: Rule
    keys: tuple[str, ...]
    places: tuple[P, ...]

    @property
    def by_place(self) -> dict[P, str]:
        """Who is at each place."""
        return dict(zip(self.places, self.keys, strict=True))

    def place_of(self, key: str) -> P:
        """Where somebody is placed; ValueError when nobody has that key."""
        return self.places[self.keys.index(key)]


@dataclass(frozen=True)
class Row(Placement[int]):
    """A placement side by side."""

    @property
    def from_audience(self) -> tuple[str, ...]:
        """The keys from left to right as the audience sees them."""
        return tuple(key for _place, key in sorted(self.by_place.items()))

    @property
    def from_the_table(self) -> tuple[str, ...]:
        """The keys from left to right as those see it who sit there and face the audience."""
        return self.from_audience[::-1]

    def at_right_hand_of(self, key: str) -> str | None:
        """Who is next at somebody's right hand."""
        return self.by_place.get(self.place_of(key) - 1)

    def at_left_hand_of(self, key: str) -> str | None:
        """Who is next at somebody's left hand."""
        return self.by_place.get(self.place_of(key) + 1)


@dataclass(frozen=True)
class Swap:
    """Two change places."""

    one: str
    other: str


@dataclass(frozen=True)
class Pin(Generic[P]):
    """Somebody keeps a place, whatever the rule says; the others follow the rule on the places that are left."""

    key: str
    place: P


@dataclass(frozen=True)
class Adjusted(Generic[T]):
    """A placement as it is to be, beside what the rule alone would say, and the changes that came to nothing."""

    placement: T
    by_rule: T
    without_effect: tuple[Swap | Pin[Any], ...] = ()

    @property
    def moved(self) -> tuple[str, ...]:
        """Whoever is not where the rule would have them, by precedence."""
        return tuple(key for key in self.by_rule.keys if self.placement.place_of(key) != self.by_rule.place_of(key))


def row(rule: Rule, keys: Iterable[str], places: Iterable[int]) -> Row:
    """A row of those keys on those places, both in order of honour."""
    return Row(rule, tuple(keys), tuple(places))


def adjusted(by_rule: T, changes: Sequence[Swap | Pin[Any]]) -> Adjusted[T]:
    """The placement with the changes laid over it: first who is pinned, then who swaps, in the order given.

    Changes that name somebody or some place that is not there have no effect and are handed back.
    """
    idle: list[Swap | Pin[Any]] = []
    pinned: dict[str, Any] = {}
    for pin in (each for each in changes if isinstance(each, Pin)):
        if pin.key in by_rule.keys and pin.place in by_rule.places and pin.place not in pinned.values():
            pinned[pin.key] = pin.place
        else:
            idle.append(pin)
    left = iter([place for place in by_rule.places if place not in pinned.values()])
    where = {key: pinned[key] if key in pinned else next(left) for key in by_rule.keys}
    for swap in (each for each in changes if isinstance(each, Swap)):
        if swap.one in where and swap.other in where:
            where[swap.one], where[swap.other] = where[swap.other], where[swap.one]
        else:
            idle.append(swap)
    return Adjusted(replace(by_rule, places=tuple(where[key] for key in by_rule.keys)), by_rule, tuple(idle))


def centre_out(count: int) -> tuple[int, ...]:
    """Places in order of honour: the centre, then its right hand, its left hand, and so on, alternating.

    Of an even number the right-hand one of the two in the middle (the audience's left) comes first.
    """
    centre = (count - 1) // 2
    first_step = -1 if count % 2 else 1
    steps = [(rank + 1) // 2 * (first_step if rank % 2 else -first_step) for rank in range(count)]
    return tuple(centre + step for step in steps)
