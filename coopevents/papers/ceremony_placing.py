"""Placing a ceremony: precedence, seats, standing order and flags by the rules, changes by hand laid on top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coopevents.ceremonies.delegation_order import Delegation, HostPlace, ordered
from coopevents.ceremonies.flags import Flag, FlagCustom, flags_behind
from coopevents.ceremonies.placing import Adjusted, Row, Swap, adjusted
from coopevents.ceremonies.precedence import Official, Rank, by_rank, by_rank_guests_first
from coopevents.ceremonies.protocol_rules import ALPHABET_ENGLISH, FLAGS_BEFORE_SEATS, Rule
from coopevents.ceremonies.seating import Helpers, Party, aides_of, seated
from coopevents.ceremonies.standing import Standing, stood_in_sides, stood_together
from coopevents.papers.ceremony_values import Attendant, CeremonyParty, CeremonyRole, PlacedPart, Placements

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
    parties: Sequence[CeremonyParty], delegates: Sequence[Delegate], swaps: Mapping[str, Sequence[Sequence[str]]]
) -> Placements:
    """Where everybody is. ``swaps`` holds pairs of keys, each perhaps with a reason, by part of the plan."""
    seats = _adjusted(seated(_in_order(parties)), swaps, "seating")
    aides = aides_of(seats.placement)
    standing = _adjusted(_standing(parties, delegates), swaps, "standing")
    flags = _adjusted(_flags(parties), swaps, "flags")
    precedence = by_rank_guests_first(()).rule
    found = {"seating": PlacedPart(seats, _seat_rules(parties, seats, aides), swaps.get("seating", ()))}
    if standing.by_rule.keys:
        found["standing"] = PlacedPart(standing, (standing.by_rule.rule, precedence), swaps.get("standing", ()))
    if flags.by_rule.keys:
        found["flags"] = PlacedPart(flags, (flags.by_rule.rule, FLAGS_BEFORE_SEATS), swaps.get("flags", ()))
    return Placements(
        seats=seats.placement,
        aides=aides.spots,
        standing=standing.placement,
        flags_behind=flags.placement if flags.by_rule.keys else None,
        rules=_printed(precedence, [rule for part in found.values() for rule in part.rules]),
        moved=frozenset((*seats.moved, *standing.moved, *flags.moved)),
        parts=found,
    )


def _seat_rules(parties: Sequence[CeremonyParty], seats: Adjusted[Row], aides: Helpers) -> tuple[Rule, ...]:
    order = (ALPHABET_ENGLISH,) if len(parties) > 2 else ()
    return (seats.by_rule.rule, *order, aides.rule)


def _printed(precedence: Rule, applied: Sequence[Rule]) -> list[Rule]:
    """Every rule once: first those by which people come before others."""
    order = [each for each in applied if each is ALPHABET_ENGLISH]
    return list(dict.fromkeys([*order, precedence, *applied]))


def _adjusted(by_rule: Any, swaps: Mapping[str, Sequence[Sequence[str]]], part: str) -> Adjusted[Any]:
    changes = [Swap(str(each[0]), str(each[1])) for each in swaps.get(part, ()) if len(each) > 1]
    found: Adjusted[Any] = adjusted(by_rule, changes)
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
