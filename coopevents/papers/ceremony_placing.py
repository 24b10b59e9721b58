"""Placing a ceremony: precedence, seats, standing order and flags by the rules, changes by hand laid on top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coopevents.ceremonies.delegation_order import Delegation, HostPlace, ordered
from coopevents.ceremonies.flags import Flag, FlagCustom, flags_behind
from coopevents.ceremonies.placing import Adjusted, Placement, Row, Swap, adjusted
from coopevents.ceremonies.precedence import Official, Rank, by_rank, by_rank_guests_first
from coopevents.ceremonies.protocol_rules import ALPHABET_ENGLISH, FLAGS_BEFORE_SEATS
from coopevents.ceremonies.seating import Party, aides_of, seated
from coopevents.ceremonies.standing import Standing, stood_in_sides, stood_together
from coopevents.papers.ceremony_values import Attendant, CeremonyParty, CeremonyRole, Placements

IN_A_ROW = 10
STANDING_ROLES = frozenset({CeremonyRole.WITNESS, CeremonyRole.SIGNATORY})


@dataclass(frozen=True)
class Delegate:
    """Somebody with what precedence asks of them; ``rank`` counts from 1, the highest, along :class:`Rank`."""

    attendant: Attendant
    rank: int | None = None
    appointed_on: date | None = None
    agreement_id: int | None = None

    @property
    def key(self) -> str:
        """What names them on the plan."""
        return self.attendant.key


def signing(party: str, delegates: Sequence[Delegate], agreement_id: int | None) -> str:
    """The key of who signs for a party, for that agreement if somebody is there for it, else the highest.

    A key of its own stands for whoever is not named yet.
    """
    own = [each for each in delegates if each.attendant.party == party]
    own = [each for each in own if each.attendant.role is CeremonyRole.SIGNATORY]
    meant = [each for each in own if agreement_id is not None and each.agreement_id == agreement_id]
    general = [each for each in own if each.agreement_id is None]
    chosen = meant or general or own
    return by_rank(_official(each) for each in chosen).keys[0] if chosen else f"{party}-unnamed"


def placed(
    parties: Sequence[CeremonyParty], delegates: Sequence[Delegate], adjustments: Mapping[str, Any]
) -> Placements:
    """Where everybody is. ``adjustments`` holds swaps as pairs of keys, under ``seating``, ``standing``, ``flags``."""
    seats = _adjusted(seated(_in_order(parties)), adjustments, "seating")
    aides = aides_of(seats.placement)
    standing = _adjusted(_standing(parties, delegates), adjustments, "standing")
    flags = _adjusted(_flags(parties), adjustments, "flags")
    rules = [by_rank_guests_first(()).rule, seats.by_rule.rule, aides.rule]
    if len(parties) > 2:
        rules.insert(0, ALPHABET_ENGLISH)
    if standing.by_rule.keys:
        rules.append(standing.by_rule.rule)
    if flags.by_rule.keys:
        rules += [flags.by_rule.rule, FLAGS_BEFORE_SEATS]
    return Placements(
        seats=seats.placement,
        aides=aides.spots,
        standing=standing.placement,
        flags_behind=flags.placement if flags.by_rule.keys else None,
        rules=rules,
        moved=frozenset((*seats.moved, *standing.moved, *flags.moved)),
    )


def _adjusted(by_rule: Any, adjustments: Mapping[str, Any], part: str) -> Adjusted[Any]:
    swaps = [Swap(str(pair[0]), str(pair[1])) for pair in adjustments.get(part, []) if len(pair) == 2]
    found: Adjusted[Any] = adjusted(by_rule, swaps)
    return found


def _in_order(parties: Sequence[CeremonyParty]) -> list[Party]:
    """The host first, in the centre, the others by the English names of their institutions."""
    delegations = [Delegation(each.key, dict(each.institution), is_host=each.is_host) for each in parties]
    hosts = {each.key for each in parties if each.is_host}
    return [Party(key, key in hosts) for key in ordered(delegations, ALPHABET_ENGLISH, HostPlace.FIRST).keys]


def _standing(parties: Sequence[CeremonyParty], delegates: Sequence[Delegate]) -> Standing:
    sitting = {each.signatory for each in parties}
    people = [each for each in delegates if each.attendant.role in STANDING_ROLES and each.key not in sitting]
    if len(parties) != 2:
        return stood_together(by_rank_guests_first(_official(each) for each in people).keys, IN_A_ROW)
    guests = by_rank(_official(each) for each in people if each.attendant.party != _host(parties))
    hosts = by_rank(_official(each) for each in people if each.attendant.party == _host(parties))
    return stood_in_sides(guests.keys, hosts.keys, IN_A_ROW)


def _host(parties: Sequence[CeremonyParty]) -> str:
    return next((each.key for each in parties if each.is_host), "")


def _flags(parties: Sequence[CeremonyParty]) -> Row:
    flags = [Flag(each.country, each.is_host) for each in parties if each.country]
    return flags_behind(sorted(flags, key=lambda each: each.key), FlagCustom.CHINESE)


def _official(delegate: Delegate) -> Official:
    ranks = list(Rank)
    rank = ranks[min(max(delegate.rank or len(ranks), 1), len(ranks)) - 1]
    named = delegate.attendant.named
    return Official(
        delegate.key,
        named.given_name or named.original_name,
        rank,
        is_host=delegate.attendant.party == "us",
        appointed_on=delegate.appointed_on,
    )


def places_in_words(placement: Placement[Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, name) of everybody placed, by precedence: what a form offers to swap."""
    return [(key, names.get(key, key)) for key in placement.keys]
