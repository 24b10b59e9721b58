"""The alternat: in the copy it keeps, each party is named first and signs in the first place.

Pure. Also the order of languages in each copy, and the rounds in which copies go from hand to hand at the table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coopevents.ceremonies.protocol_rules import (
    ALTERNAT_OF_TWO,
    ALTERNAT_REST_IN_ORDER,
    ALTERNAT_ROTATION,
    ONE_ORIGINAL,
    Rule,
)


class AlternatCustom(StrEnum):
    """How the parties after the first follow in each copy."""

    REST_IN_ORDER = "rest_in_order"
    ROTATION = "rotation"
    ONE_ORIGINAL = "one_original"


@dataclass(frozen=True)
class Copy:
    """One original: its number, who keeps it ("" for a single one, kept by the depositary), who is named and signs in
    what order (the first at the left), and its languages, the first at the left or on top."""

    number: int
    keeper: str
    parties: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Originals:
    """All originals of one agreement."""

    rule: Rule
    copies: tuple[Copy, ...]


def originals_of(
    parties: Sequence[str],
    languages: Sequence[str],
    own_languages: Mapping[str, str] | None = None,
    custom: AlternatCustom = AlternatCustom.REST_IN_ORDER,
) -> Originals:
    """The originals, one for each party in the order given (or a single one).

    Every copy holds all languages; the keeper's own comes first in it, the others keep their order.
    """
    own = own_languages or {}
    if custom is AlternatCustom.ONE_ORIGINAL:
        return Originals(ONE_ORIGINAL, (Copy(1, "", tuple(parties), tuple(languages)),))
    rule = ALTERNAT_ROTATION if custom is AlternatCustom.ROTATION else ALTERNAT_REST_IN_ORDER
    return Originals(
        ALTERNAT_OF_TWO if len(parties) == 2 else rule,
        tuple(
            Copy(place + 1, keeper, _named(parties, place, custom), _first(languages, own.get(keeper, "")))
            for place, keeper in enumerate(parties)
        ),
    )


def _named(parties: Sequence[str], place: int, custom: AlternatCustom) -> tuple[str, ...]:
    if custom is AlternatCustom.ROTATION:
        return (*parties[place:], *parties[:place])
    return _first(parties, parties[place])


def _first(keys: Sequence[str], first: str) -> tuple[str, ...]:
    return tuple(sorted(keys, key=lambda each: each != first))


@dataclass(frozen=True)
class Signature:
    """In one round, who signs which copy, and in which place of it (1 at the left)."""

    signatory: str
    copy: int
    place: int


def signing_rounds(originals: Originals, seats: Sequence[str]) -> tuple[tuple[Signature, ...], ...]:
    """Who signs what, round by round: the own copy first; then every copy goes on to the next seat, the last one's to
    the first. After as many rounds as there are parties everybody has signed everything, and no two want one copy.

    ``seats`` are the parties from the audience's left. A single original goes along the parties named in it.
    """
    if len(originals.copies) == 1:
        [copy] = originals.copies
        return tuple((Signature(key, copy.number, place + 1),) for place, key in enumerate(copy.parties))
    kept = {copy.keeper: copy for copy in originals.copies}
    rounds = []
    for step in range(len(seats)):
        signed = []
        for place, signatory in enumerate(seats):
            copy = kept[seats[(place - step) % len(seats)]]
            signed.append(Signature(signatory, copy.number, copy.parties.index(signatory) + 1))
        rounds.append(tuple(signed))
    return tuple(rounds)
