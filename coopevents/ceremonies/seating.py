"""The signing table: who sits where, for two parties and for up to many, and where aides and deputies stand.

Pure. All signatories sit on one side of the table and face the audience; places count from the audience's left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coopevents.ceremonies.placing import Row, centre_out, row
from coopevents.ceremonies.protocol_rules import (
    AIDES_BEHIND,
    AIDES_OUTSIDE,
    ALONG_THE_TABLE,
    CENTRE_RIGHT_LEFT,
    GUEST_AT_RIGHT,
    Rule,
)


@dataclass(frozen=True)
class Party:
    """A party at the table, in the person of its signatory."""

    key: str
    is_host: bool = False


def seated_two(parties: Sequence[Party]) -> Row:
    """Two parties: the guest at the host's right hand, which is the left seat as the audience sees it.

    Without a host (or with two), the first of the sequence takes the guest's seat. ValueError for any other number.
    """
    if len(parties) != 2:
        raise ValueError("two parties sit at a table for two")
    guest_first = sorted(parties, key=lambda each: each.is_host)
    return row(GUEST_AT_RIGHT, (each.key for each in guest_first), (0, 1))


def seated_from_centre(parties: Sequence[Party]) -> Row:
    """Any number of parties in order of precedence: the first in the centre, the next at its right hand, then its left.

    Of an even number, the first has the right-hand one of the two seats in the middle.
    """
    return row(CENTRE_RIGHT_LEFT, (each.key for each in parties), centre_out(len(parties)))


def seated_along(parties: Sequence[Party]) -> Row:
    """Any number of parties in the order given, from the audience's left to its right: as equals, by an alphabet."""
    return row(ALONG_THE_TABLE, (each.key for each in parties), range(len(parties)))


def seated(parties: Sequence[Party]) -> Row:
    """The usual seating: two as guest and host, more from the centre."""
    return seated_two(parties) if len(parties) == 2 else seated_from_centre(parties)


class AideSpot(StrEnum):
    """Where somebody stands who helps a signatory; left and right as the audience sees it."""

    LEFT = "left"
    RIGHT = "right"
    BEHIND = "behind"


@dataclass(frozen=True)
class Helpers:
    """Where the aide of each signatory stands, and in what order from the audience's left; with the rule.

    Deputies stand behind their signatory, whatever the rule for aides.
    """

    rule: Rule
    spots: Mapping[str, AideSpot]


def aides_of(table: Row) -> Helpers:
    """At a table for two each aide stands at the outer side of the own signatory; at a longer one behind."""
    keys = table.from_audience
    if len(keys) == 2:
        return Helpers(AIDES_OUTSIDE, {keys[0]: AideSpot.LEFT, keys[1]: AideSpot.RIGHT})
    return Helpers(AIDES_BEHIND, dict.fromkeys(keys, AideSpot.BEHIND))
