"""Changing by hand where somebody is: swaps laid over what the rules of protocol say."""

from datetime import datetime

from coopevents.ceremonies import rules
from coopevents.ceremonies.facts import CeremonyChanged
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.planning import record, touch
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal

PARTS = ("seating", "standing", "flags")
MOST_SWAPS = 200


class NothingToSwap(Refusal):
    """A swap takes two who are not the same."""

    sentence = _l("Choose two different places to swap.")


class TooManySwaps(Refusal):
    """So many changes are no order any more."""

    sentence = _l("There are too many changes already. Go back to the rules first.")


def swap(ceremony: Ceremony, part: str, one: str, other: str, *, now: datetime, actor: Actor) -> None:
    """Let two change places in one of :data:`PARTS`; whoever undoes it swaps them again."""
    rules.ensure_is_open(ceremony.state)
    if part not in PARTS or one == other or not one or not other:
        raise NothingToSwap
    swaps = list(ceremony.adjustments.get(part, []))
    if len(swaps) >= MOST_SWAPS:
        raise TooManySwaps
    pair = sorted((one, other))
    if swaps and sorted(swaps[-1]) == pair:
        swaps.pop()
    else:
        swaps.append(pair)
    _save(ceremony, {**ceremony.adjustments, part: swaps}, now, actor)


def follow_the_rules(ceremony: Ceremony, *, now: datetime, actor: Actor) -> None:
    """Take back everything that was changed by hand."""
    rules.ensure_is_open(ceremony.state)
    _save(ceremony, {}, now, actor)


def count(ceremony: Ceremony) -> int:
    """How many swaps are laid over the rules."""
    return sum(len(ceremony.adjustments.get(part, [])) for part in PARTS)


def _save(ceremony: Ceremony, adjustments: dict[str, list[list[str]]], now: datetime, actor: Actor) -> None:
    before = count(ceremony)
    ceremony.adjustments = adjustments
    touch(ceremony, now)
    record(CeremonyChanged, ceremony, now, actor, changes={"plan": (str(before), str(count(ceremony)))})
