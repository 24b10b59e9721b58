"""What a reader of a programme chose, as it stands in the address; and what is left to choose. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import tzinfo
from urllib.parse import urlencode

from coopevents.events.rules import known_zones
from coopevents.schedule.releases import ReleasedActivity
from coopevents.text import folded

FACETS = ("day", "kind", "track", "place", "language", "audience")
LONGEST = 100


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """The choices in the address; empty means all."""

    day: str = ""
    kind: str = ""
    track: str = ""
    place: str = ""
    language: str = ""
    audience: str = ""
    q: str = ""
    zone: str = ""
    view: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> "ProgrammeChoice":
        """What an address asks for; what cannot be meant is left out."""
        asked = cls(**{each.name: arguments.get(each.name, "").strip()[:LONGEST] for each in fields(cls)})
        return replace(
            asked,
            zone=asked.zone if asked.zone in known_zones() else "",
            view=asked.view if asked.view == "grid" else "",
        )

    def known(self) -> dict[str, str]:
        """The choices made, by name."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name))}

    def url(self, **changes: str) -> str:
        """The address with some choices changed."""
        return f"?{urlencode(replace(self, **changes).known())}"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the way of showing was chosen."""
        return bool(self.q or any(getattr(self, facet) for facet in FACETS))


@dataclass(frozen=True, slots=True)
class Selection:
    """What is left of a programme, and for each facet how many entries each of its values would leave."""

    activities: tuple[ReleasedActivity, ...]
    counts: Mapping[str, Counter[str]]

    def all_of(self, facet: str) -> int:
        """How many entries there are when nothing of the facet is chosen."""
        return self.counts[facet][""]


def possible(choice: ProgrammeChoice, values: Mapping[str, set[str]]) -> ProgrammeChoice:
    """The choice without what the programme does not have."""
    return replace(choice, **{facet: "" for facet in FACETS if getattr(choice, facet) not in values[facet]})


def values_of(activities: Iterable[ReleasedActivity], zone: tzinfo) -> dict[str, set[str]]:
    """Every value each facet has in a programme."""
    values: dict[str, set[str]] = {facet: set() for facet in FACETS}
    for each in activities:
        for facet in FACETS:
            values[facet].update(_VALUES[facet](each, zone))
    return values


def select(
    activities: Iterable[ReleasedActivity],
    choice: ProgrammeChoice,
    zone: tzinfo,
    text_of: Callable[[ReleasedActivity], str],
) -> Selection:
    """The entries that fit the choice; ``text_of`` gives what a search looks in."""
    words = folded(choice.q).split()[:8]
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    left = []
    for each in activities:
        if words and not _holds(text_of(each), words):
            continue
        values = {facet: _VALUES[facet](each, zone) for facet in FACETS}
        unfit = [facet for facet in FACETS if (wanted := getattr(choice, facet)) and wanted not in values[facet]]
        if not unfit:
            left.append(each)
        for facet in FACETS:
            if not unfit or unfit == [facet]:
                counts[facet].update(("", *values[facet]))
    return Selection(tuple(left), counts)


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def _day(each: ReleasedActivity, zone: tzinfo) -> tuple[str, ...]:
    return (each.starts_at.astimezone(zone).date().isoformat(),)


_VALUES: dict[str, Callable[[ReleasedActivity, tzinfo], tuple[str, ...]]] = {
    "day": _day,
    "kind": lambda each, _zone: (each.kind,),
    "track": lambda each, _zone: (each.track.slug,) if each.track else (),
    "place": lambda each, _zone: (str(each.place.id),) if each.place else (),
    "language": lambda each, _zone: each.languages,
    "audience": lambda each, _zone: (each.audience,),
}
