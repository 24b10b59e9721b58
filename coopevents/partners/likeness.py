"""Which institutions may be one and the same, and why. Pure.

Names are compared within a country; only a website tells across borders. Every clue an institution gives is looked up
in a table, so that a register of thousands is searched in one pass.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import IntEnum
from urllib.parse import urlsplit

from coopevents.partners import naming
from coopevents.text import folded, has_han

NEAR = 0.83
"""Two spellings of one word are at least so alike (``SequenceMatcher.ratio``): about one letter in six."""
SHORTEST = 5
"""Shorter words are compared letter by letter."""


class Reason(IntEnum):
    """Why two may be one, the strongest first."""

    SAME_NAME = 1
    WEBSITE = 2
    FORMER_NAME = 3
    OTHER_LANGUAGE = 4
    WORD_ORDER = 5
    ACRONYM = 6
    SPELLING = 7


@dataclass(frozen=True)
class Described:
    """What is compared of an institution; ``key`` is the caller's own."""

    key: int
    names: tuple[str, ...]
    country: str
    city: str = ""
    acronym: str = ""
    former_names: tuple[str, ...] = ()
    website: str = ""
    parent_key: int | None = None


@dataclass(frozen=True)
class Likeness:
    """Two that may be one: ``one`` was there before ``other``; ``clue`` is what they share, as the one writes it."""

    one: Described
    other: Described
    reason: Reason
    clue: str


Clue = tuple[object, ...]


@dataclass
class Likenesses:
    """Institutions that were looked at, by the clues they give."""

    _by_clue: dict[Clue, list[tuple[Described, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, described: Described) -> None:
        """Remember one more."""
        for clue, said in _given(described):
            self._by_clue[clue].append((described, said))

    def find(self, described: Described) -> list[Likeness]:
        """Those before that may be this one, each once with the strongest reason, the strongest first."""
        found: dict[int, Likeness] = {}
        for clue, reason, said in _looked_for(described):
            for one, as_written in self._by_clue.get(clue, ()):
                if _may_be(one, described, reason) and (reason is not Reason.SPELLING or _is_near(as_written, said)):
                    new = Likeness(one, described, reason, _shown(one, as_written, reason))
                    if one.key not in found or reason < found[one.key].reason:
                        found[one.key] = new
        return sorted(found.values(), key=lambda each: (each.reason, each.one.key))


def find_pairs(institutions: Iterable[Described]) -> list[Likeness]:
    """Every two that may be one, the strongest reasons first."""
    looked_at, found = Likenesses(), []
    for each in institutions:
        found += looked_at.find(each)
        looked_at.add(each)
    return sorted(found, key=lambda pair: (pair.reason, pair.one.key, pair.other.key))


def _given(described: Described) -> Iterator[tuple[Clue, str]]:
    country = described.country
    for name in naming.variants(described.names):
        said = naming.words(name)
        yield ("name", country, naming.plain(name)), name
        yield ("words", country, said), name
        yield ("bag", country, tuple(sorted(said))), name
        for form in naming.initials(name):
            yield ("initials", country, form), name
        for rest, missing in _without_one(said):
            yield ("near", country, rest), missing
    for name in naming.variants(described.former_names):
        yield ("former", country, tuple(sorted(naming.words(name)))), name
    for form in naming.short_forms(described.names, described.acronym):
        yield ("short", country, form), form.upper()
    if site := _site(described.website):
        yield ("site", site), site


def _looked_for(described: Described) -> Iterator[tuple[Clue, Reason, str]]:
    country = described.country
    for name in naming.variants(described.names):
        said = naming.words(name)
        bag = tuple(sorted(said))
        yield ("name", country, naming.plain(name)), Reason.SAME_NAME, name
        yield ("words", country, said), Reason.OTHER_LANGUAGE, name
        yield ("bag", country, bag), Reason.WORD_ORDER, name
        yield ("former", country, bag), Reason.FORMER_NAME, name
        for form in naming.initials(name):
            yield ("short", country, form), Reason.ACRONYM, name
        for rest, missing in _without_one(said):
            yield ("near", country, rest), Reason.SPELLING, missing
    for name in naming.variants(described.former_names):
        yield ("bag", country, tuple(sorted(naming.words(name)))), Reason.FORMER_NAME, name
    for form in naming.short_forms(described.names, described.acronym):
        yield ("short", country, form), Reason.ACRONYM, form
        yield ("initials", country, form), Reason.ACRONYM, form
    if site := _site(described.website):
        yield ("site", site), Reason.WEBSITE, site


def _without_one(said: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each longer word of a name, with all the others in the order of the alphabet."""
    for place, word in enumerate(said):
        if len(word) >= SHORTEST and word.isalpha() and not has_han(word):
            yield tuple(sorted(said[:place] + said[place + 1 :])), word


def _may_be(one: Described, other: Described, reason: Reason) -> bool:
    if other.key in {one.key, one.parent_key} or other.parent_key == one.key:
        return False
    return reason not in {Reason.ACRONYM, Reason.SPELLING} or _is_same_city(one.city, other.city)


def _is_same_city(one: str, other: str) -> bool:
    first, second = folded(one), folded(other)
    return not first or not second or first == second or SequenceMatcher(None, first, second).ratio() > 0.6


def _is_near(one: str, other: str) -> bool:
    return one != other and SequenceMatcher(None, one, other).ratio() >= NEAR


def _site(website: str) -> str:
    try:
        parts = urlsplit(website)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return f"{host}{parts.path.rstrip('/')}" if host else ""


def _shown(one: Described, said: str, reason: Reason) -> str:
    return one.names[0] if reason is Reason.SPELLING and one.names else said
