"""The order of flags, behind the table and on it, for two countries and for many.

Pure. Rows count from the audience's left; a flag faces the audience, so its own right is the audience's left. A country
shows one flag, however many of its institutions sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coopevents.ceremonies.placing import Row, centre_out, row
from coopevents.ceremonies.protocol_rules import (
    FLAGS_ALPHABET,
    FLAGS_BEFORE_SEATS,
    FLAGS_GUEST_AT_RIGHT,
    FLAGS_HOST_AT_RIGHT,
    FLAGS_HOST_FIRST,
    FLAGS_HOST_IN_CENTRE,
    Rule,
)


@dataclass(frozen=True)
class Flag:
    """A country's flag by its ISO 3166-1 code (or another key), and whether it is the host's."""

    key: str
    is_host: bool = False


class FlagCustom(StrEnum):
    """By which practice flags are set."""

    CHINESE = "chinese"
    """Two: the guest's at the right. Many: the host's first, at the flags' own right."""
    AMERICAN = "american"
    """The host's own flag always at the flags' own right."""
    CENTRED = "centred"
    """The host's in the centre of an odd number, at the flags' own right of an even one."""
    ALPHABET = "alphabet"
    """All by the alphabet as given, the host's among them."""


def flags_behind(flags: Sequence[Flag], custom: FlagCustom) -> Row:
    """Flags behind the table, the guests' in the order given (by alphabet, as a rule)."""
    shown = distinct(flags)
    host_first = sorted(shown, key=lambda each: not each.is_host)
    if custom is FlagCustom.ALPHABET or not any(each.is_host for each in shown):
        return _along(FLAGS_ALPHABET, shown)
    if len(shown) <= 2 and custom is not FlagCustom.AMERICAN:
        return _along(FLAGS_GUEST_AT_RIGHT, host_first[::-1])
    if custom is FlagCustom.AMERICAN:
        return _along(FLAGS_HOST_AT_RIGHT, host_first)
    if custom is FlagCustom.CENTRED and len(shown) % 2:
        return row(FLAGS_HOST_IN_CENTRE, (each.key for each in host_first), centre_out(len(shown)))
    return _along(FLAGS_HOST_FIRST, host_first)


def flags_on_table(seats: Row, countries: dict[str, str]) -> Row:
    """Small flags on the table, each before the seat of its own party; ``countries`` by the key of the party."""
    keys = [countries[key] for key in seats.from_audience if countries.get(key)]
    return row(FLAGS_BEFORE_SEATS, keys, range(len(keys)))


def distinct(flags: Sequence[Flag]) -> list[Flag]:
    """Each country once, at its first place; it is the host's as soon as one of its institutions is the host."""
    hosts = {each.key for each in flags if each.is_host}
    return [Flag(key, key in hosts) for key in dict.fromkeys(each.key for each in flags)]


def _along(rule: Rule, flags: Sequence[Flag]) -> Row:
    return row(rule, (each.key for each in flags), range(len(flags)))
