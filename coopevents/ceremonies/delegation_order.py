"""The order of delegations: countries or institutions, by alphabet, by date, or by lot."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from coopevents.ceremonies.alphabets import alphabet_key, own_language_key
from coopevents.ceremonies.precedence import Order
from coopevents.ceremonies.protocol_rules import (
    ALPHABET_CHINESE,
    ALPHABET_ENGLISH,
    ALPHABET_FRENCH,
    BY_LOT,
    DATE_OF_ARRIVAL,
    DATE_OF_FOUNDATION,
    DATE_OF_SIGNATURE,
    OWN_LANGUAGES,
    Rule,
)


class HostPlace(StrEnum):
    """Where the host stands among the delegations."""

    IN_ORDER = "in_order"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class Delegation:
    """A delegation as its order sees it.

    ``names`` are those of the country (or institution) in several languages; ``country`` its ISO 3166-1 code;
    ``signed_on`` when it acceded or signed; ``arrived_at`` when it arrived or took up its functions; ``lot`` what it
    drew, 1 first. What is not known goes last.
    """

    key: str
    names: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    is_host: bool = False
    signed_on: date | None = None
    arrived_at: datetime | None = None
    founded_on: date | None = None
    lot: int | None = None

    def name(self, language: str) -> str:
        """Its name in that language, else any."""
        return self.names.get(language) or next(iter(self.names.values()), self.key)


def ordered(delegations: Iterable[Delegation], rule: Rule, host: HostPlace = HostPlace.IN_ORDER) -> Order:
    """The delegations by one of the rules in :data:`KEYS`; what that leaves equal goes by the English alphabet."""
    key = KEYS[rule]
    found = sorted(delegations, key=lambda each: (key(each), alphabet_key(each.name("en"), "en"), each.key))
    if host is not HostPlace.IN_ORDER:
        found.sort(key=lambda each: each.is_host is (host is HostPlace.LAST))
    return Order(rule, tuple(each.key for each in found))


def _missing_last(value: date | datetime | int | None) -> tuple[bool, float]:
    if value is None:
        return True, 0
    if isinstance(value, int):
        return False, value
    return False, value.timestamp() if isinstance(value, datetime) else value.toordinal()


KEYS: Mapping[Rule, Callable[[Delegation], Any]] = {
    ALPHABET_ENGLISH: lambda each: alphabet_key(each.name("en"), "en"),
    ALPHABET_FRENCH: lambda each: alphabet_key(each.name("fr"), "fr"),
    ALPHABET_CHINESE: lambda each: alphabet_key(each.name("zh_Hans_CN"), "zh"),
    OWN_LANGUAGES: lambda each: own_language_key(each.country, each.name("en")),
    DATE_OF_SIGNATURE: lambda each: _missing_last(each.signed_on),
    DATE_OF_ARRIVAL: lambda each: _missing_last(each.arrived_at),
    DATE_OF_FOUNDATION: lambda each: _missing_last(each.founded_on),
    BY_LOT: lambda each: _missing_last(each.lot),
}
"""Every rule that orders delegations, and what it looks at."""
