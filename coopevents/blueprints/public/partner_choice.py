"""What a reader of the partners chose, as it stands in the address; and what is left. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from coopevents.reports.public_partners import PublicPartner
from coopevents.text import folded

LONGEST = 120
MOST_COUNTRIES = 40
FACETS = ("country", "kind", "field")


@dataclass(frozen=True, slots=True)
class PartnerChoice:
    """The choices in the address; empty means all. ``country`` may name several codes, between commas."""

    country: str = ""
    kind: str = ""
    field: str = ""
    q: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> "PartnerChoice":
        """What an address asks for."""
        asked = cls(**{each.name: " ".join(arguments.get(each.name, "").split())[:LONGEST] for each in fields(cls)})
        return replace(asked, country=joined(asked.country.upper().split(",")[:MOST_COUNTRIES]))

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries chosen."""
        return tuple(self.country.split(",")) if self.country else ()

    def known(self) -> dict[str, str]:
        """The choices made, by name."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name))}

    def url(self, **changes: str) -> str:
        """The address with some choices changed."""
        return f"?{urlencode(replace(self, **changes).known(), safe=',')}"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.known())


@dataclass(frozen=True, slots=True)
class Selection:
    """Which partners are left, and for each facet how many each of its values would leave."""

    partners: tuple[PublicPartner, ...]
    counts: Mapping[str, Counter[str]]


def joined(codes: Iterable[str]) -> str:
    """Codes as they stand in an address."""
    return ",".join(sorted({code for code in codes if code}))


def possible(choice: PartnerChoice, partners: Iterable[PublicPartner]) -> PartnerChoice:
    """The choice without what no partner has, so that nobody can make pages without end."""
    values = {facet: {value for each in partners for value in _VALUES[facet](each)} for facet in FACETS}
    return replace(
        choice,
        country=joined(code for code in choice.countries if code in values["country"]),
        kind=choice.kind if choice.kind in values["kind"] else "",
        field=choice.field if choice.field in values["field"] else "",
    )


def select(
    partners: Iterable[PublicPartner], choice: PartnerChoice, text_of: Callable[[PublicPartner], str]
) -> Selection:
    """The partners that fit the choice; ``text_of`` gives what a search looks in besides their own words."""
    words = folded(choice.q).split()[:8]
    wanted = {"country": set(choice.countries), "kind": {choice.kind} - {""}, "field": {choice.field} - {""}}
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    left = []
    for each in partners:
        if words and not all(word in f"{each.search_key} {text_of(each)}" for word in words):
            continue
        unfit = [facet for facet in FACETS if wanted[facet] and not wanted[facet] & set(_VALUES[facet](each))]
        if not unfit:
            left.append(each)
        for facet in FACETS:
            if not unfit or unfit == [facet]:
                counts[facet].update(_VALUES[facet](each))
    return Selection(tuple(left), counts)


_VALUES: dict[str, Callable[[PublicPartner], tuple[str, ...]]] = {
    "country": lambda each: (each.country,),
    "kind": lambda each: (each.kind,),
    "field": lambda each: each.fields,
}
