"""Tables for talks and for dinner: rectangular ones, seen from above, with the door at the foot of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coopevents.ceremonies.placing import Row, centre_out, row
from coopevents.ceremonies.protocol_rules import DINNER_CHINESE, DINNER_WESTERN, FACING_THE_DOOR, Rule


@dataclass(frozen=True)
class FacingRows:
    """Two rows that face one another; ``facing_door`` looks at the door. Each row counts from its own right hand.

    So place 0 of one row is opposite the last place of the other when they are equally long.
    """

    rule: Rule
    facing_door: Row
    back_to_door: Row


def talks(hosts: Sequence[str], guests: Sequence[str], interpreters: Sequence[str] = ()) -> FacingRows:
    """A table for talks: guests face the door; each head sits in the middle, the own interpreter at its right hand.

    ``hosts`` and ``guests`` are in order of precedence; ``interpreters`` names whoever interprets among both. The
    others follow at the left hand, the right hand and so on.
    """
    return FacingRows(FACING_THE_DOOR, _talking(guests, interpreters), _talking(hosts, interpreters))


def _talking(side: Sequence[str], interpreters: Sequence[str]) -> Row:
    interpreting = [key for key in side if key in interpreters]
    others = [key for key in side if key not in interpreters]
    keys = [*others[:1], *interpreting[:1], *others[1:], *interpreting[1:]]
    return row(FACING_THE_DOOR, keys, _right_first(len(keys)))


def _right_first(count: int) -> tuple[int, ...]:
    """The middle, then its right hand, then its left hand, whether the number is odd or even."""
    if count % 2:
        return centre_out(count)
    return tuple(count - 1 - place for place in centre_out(count))


class DinnerCustom(StrEnum):
    """Whether the first two guests sit beside the host, or one beside each of the two hosts."""

    CHINESE = "chinese"
    WESTERN = "western"


@dataclass(frozen=True)
class DinnerTable:
    """Guests beside the host and the co-host opposite, each side in order of honour from that host outwards."""

    rule: Rule
    host_right: tuple[str, ...]
    host_left: tuple[str, ...]
    co_host_right: tuple[str, ...]
    co_host_left: tuple[str, ...]


def dinner(guests: Sequence[str], custom: DinnerCustom, *, has_co_host: bool = True) -> DinnerTable:
    """Guests in order of precedence around a host who faces the door and a co-host opposite.

    By Chinese custom the first sits at the host's right hand, the second at the host's left, the third and fourth
    beside the co-host; by Western custom the second sits at the co-host's right, the third at the host's left.
    """
    rule = DINNER_CHINESE if custom is DinnerCustom.CHINESE else DINNER_WESTERN
    if not has_co_host:
        return DinnerTable(rule, tuple(guests[0::2]), tuple(guests[1::2]), (), ())
    first, second, third, fourth = (tuple(guests[start::4]) for start in range(4))
    if custom is DinnerCustom.CHINESE:
        return DinnerTable(rule, first, second, third, fourth)
    return DinnerTable(rule, first, third, second, fourth)
