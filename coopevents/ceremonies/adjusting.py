"""Changing by hand where somebody is: swaps laid over what the rules of protocol say.

All agreements of a ceremony have one plan together, and each may have one of its own; swaps belong to the plan on which
they were made. A swap is two keys and why: ``["p3", "p7", "They share an interpreter."]``.
"""

from collections.abc import Mapping
from datetime import datetime

from coopevents.ceremonies import rules
from coopevents.ceremonies.facts import CeremonyChanged
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.planning import record, touch
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import one_line

PARTS = ("seating", "standing", "flags")
MOST_SWAPS = 200
LONGEST_REASON = 200

Swaps = list[list[str]]


class NothingToSwap(Refusal):
    """A swap takes two who are not the same."""

    sentence = _l("Choose two different places to swap.")


class TooManySwaps(Refusal):
    """So many changes are no order any more."""

    sentence = _l("There are too many changes already. Go back to the rules first.")


def laid_over(ceremony: Ceremony, agreement_id: int | None = None) -> Mapping[str, Swaps]:
    """The swaps of each part of one plan, in the order in which they were made."""
    return {part: _swaps(ceremony, part, agreement_id) for part in PARTS}


def swap(
    ceremony: Ceremony,
    part: str,
    one: str,
    other: str,
    *,
    reason: str = "",
    agreement_id: int | None = None,
    now: datetime,
    actor: Actor,
) -> None:
    """Let two change places in one of :data:`PARTS`; swapping the same two at once again takes it back."""
    rules.ensure_is_open(ceremony.state)
    if part not in PARTS or one == other or not one or not other:
        raise NothingToSwap
    swaps = _swaps(ceremony, part, agreement_id)
    if len(swaps) >= MOST_SWAPS:
        raise TooManySwaps
    pair = sorted((one, other))
    if swaps and sorted(swaps[-1][:2]) == pair:
        swaps.pop()
    else:
        swaps.append([*pair, one_line(reason)[:LONGEST_REASON]])
    _save(ceremony, {_slot(ceremony, part, agreement_id): swaps}, now, actor)


def take_back(
    ceremony: Ceremony, part: str, number: int, *, agreement_id: int | None = None, now: datetime, actor: Actor
) -> None:
    """Undo the last swap of a part, if it is still the one of that number; otherwise nothing happens."""
    rules.ensure_is_open(ceremony.state)
    swaps = _swaps(ceremony, part, agreement_id)
    if part in PARTS and swaps and len(swaps) == number:
        _save(ceremony, {_slot(ceremony, part, agreement_id): swaps[:-1]}, now, actor)


def follow_the_rules(ceremony: Ceremony, *, agreement_id: int | None = None, now: datetime, actor: Actor) -> None:
    """Take back everything that was changed by hand on one plan."""
    rules.ensure_is_open(ceremony.state)
    _save(ceremony, {_slot(ceremony, part, agreement_id): [] for part in PARTS}, now, actor)


def count(ceremony: Ceremony) -> int:
    """How many swaps are laid over the rules, on all its plans."""
    return sum(len(swaps) for swaps in ceremony.adjustments.values())


def _slot(ceremony: Ceremony, part: str, agreement_id: int | None) -> str:
    """Where the swaps of a plan are kept; with a single agreement, its plan is the plan of all."""
    return part if agreement_id is None or len(ceremony.agreements) == 1 else f"{part}-{agreement_id}"


def _swaps(ceremony: Ceremony, part: str, agreement_id: int | None) -> Swaps:
    return list(ceremony.adjustments.get(_slot(ceremony, part, agreement_id), []))


def _save(ceremony: Ceremony, slots: Mapping[str, Swaps], now: datetime, actor: Actor) -> None:
    before = count(ceremony)
    kept = {**ceremony.adjustments, **slots}
    ceremony.adjustments = {slot: swaps for slot, swaps in kept.items() if swaps}
    touch(ceremony, now)
    record(CeremonyChanged, ceremony, now, actor, changes={"plan": (str(before), str(count(ceremony)))})
