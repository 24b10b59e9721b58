"""The order of persons: by office first, and among equals by what the rule says.

Pure. Among equals the date of appointment counts (an earlier one goes first, a missing one last), then the date from
which somebody has served, then the name in the alphabet of the language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coopevents.ceremonies.alphabets import alphabet_key
from coopevents.ceremonies.protocol_rules import HOST_PRESIDES, RANK_ALONE, RANK_AND_GUESTS, Rule


class Rank(StrEnum):
    """Classes of office, the highest first: of states, of missions, of authorities, of universities and companies."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    MINISTER = "minister"
    AMBASSADOR = "ambassador"
    ENVOY = "envoy"
    VICE_MINISTER = "vice_minister"
    CHARGE_D_AFFAIRES = "charge_d_affaires"
    GOVERNOR = "governor"
    MAYOR = "mayor"
    CONSUL_GENERAL = "consul_general"
    DIRECTOR_GENERAL = "director_general"
    CHANCELLOR = "chancellor"
    HEAD_OF_INSTITUTION = "head_of_institution"
    DEPUTY_HEAD = "deputy_head"
    SECRETARY_GENERAL = "secretary_general"
    DEAN = "dean"
    DEPUTY_DEAN = "deputy_dean"
    DIRECTOR = "director"
    DEPUTY_DIRECTOR = "deputy_director"
    PROFESSOR = "professor"
    OFFICER = "officer"
    STUDENT = "student"

    @property
    def level(self) -> int:
        """0 for the highest."""
        return _LEVELS[self]


_LEVELS = {rank: level for level, rank in enumerate(Rank)}


@dataclass(frozen=True)
class Official:
    """A person as precedence sees one.

    ``sorted_as`` is the name with the family name first, where it differs from ``name``. ``goes_first_in_class`` holds
    for whom the receiving state gives the first place in the class by its own practice (the Holy See's representative).
    """

    key: str
    name: str
    rank: Rank
    is_host: bool = False
    appointed_on: date | None = None
    serving_since: date | None = None
    sorted_as: str = ""
    goes_first_in_class: bool = False


@dataclass(frozen=True)
class Order:
    """Keys in order of precedence, the highest first, with the rule."""

    rule: Rule
    keys: tuple[str, ...]


def by_rank(officials: Iterable[Official], language: str = "en") -> Order:
    """By office alone; guests and hosts of equal rank are told apart by appointment only."""
    return _ordered(officials, RANK_ALONE, language)


def by_rank_guests_first(officials: Iterable[Official], language: str = "en") -> Order:
    """By office; at equal rank the guests go before the hosts."""
    return _ordered(officials, RANK_AND_GUESTS, language)


def host_presiding(officials: Iterable[Official], language: str = "en") -> Order:
    """The highest of the hosts first, since the host presides; then all others by office, guests first among equals."""
    found = list(officials)
    order = _ordered(found, RANK_AND_GUESTS, language).keys
    hosts = {each.key for each in found if each.is_host}
    first = next((key for key in order if key in hosts), None)
    keys = (first, *(key for key in order if key != first)) if first is not None else order
    return Order(HOST_PRESIDES, keys)


def _ordered(officials: Iterable[Official], rule: Rule, language: str) -> Order:
    guests_first = rule is RANK_AND_GUESTS

    def place(each: Official) -> tuple[object, ...]:
        return (
            each.rank.level,
            not each.goes_first_in_class,
            each.is_host if guests_first else False,
            each.appointed_on or date.max,
            each.serving_since or date.max,
            alphabet_key(each.sorted_as or each.name, language),
            each.key,
        )

    return Order(rule, tuple(each.key for each in sorted(officials, key=place)))
