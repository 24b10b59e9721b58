"""What the office knows when a file comes: its places, people, tracks and resources by name. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coopevents.people.models import Person
from coopevents.places.models import Place, Resource
from coopevents.schedule.models import Activity, Track
from coopevents.schedule.planning import names_of
from coopevents.text import LocalizedText, folded, full_name

_SEPARATORS = re.compile(r"[;；:：\n]+")
_NUMBERED = re.compile(r"\s*\[#(\d{1,9})\]\s*$")


@dataclass(frozen=True, kw_only=True)
class Known:
    """The office around one schedule. ``language`` is the one in which new things are named."""

    zone: str
    language: str
    days: tuple[date, ...]
    places: Mapping[int, Place]
    offered_places: frozenset[int]
    people: Mapping[int, Person]
    tracks: Mapping[int, Track]
    resources: Mapping[int, Resource]
    activities: Sequence[Activity]
    may_add_places: bool

    @cached_property
    def by_uid(self) -> dict[str, Activity]:
        """The activities of the schedule, those in the tray among them, by identity."""
        return {each.uid: each for each in self.activities}

    @cached_property
    def _places_by_name(self) -> dict[str, int]:
        return _by_name({each: place.name for each, place in self.places.items() if each in self.offered_places})

    @cached_property
    def _tracks_by_name(self) -> dict[str, int]:
        return _by_name({each: track.name for each, track in self.tracks.items()})

    @cached_property
    def _resources_by_name(self) -> dict[str, int]:
        return _by_name({each: resource.name for each, resource in self.resources.items()})

    @cached_property
    def _people_by_name(self) -> dict[str, int]:
        pairs = ((folded(name), person) for person in reversed(list(self.people.values())) for name in names_of(person))
        return {name: person.id for name, person in pairs}

    @cached_property
    def _shared_place_names(self) -> frozenset[str]:
        return _shared(place.name.values() for place in self.places.values())

    @cached_property
    def _shared_people_names(self) -> frozenset[str]:
        return _shared(names_of(person) for person in self.people.values())

    def place_named(self, typed: str) -> int | None:
        """The place of that name in any language, or of that ``[#number]``."""
        numbered = _NUMBERED.search(typed)
        if numbered and int(numbered[1]) in self.places:
            return int(numbered[1])
        return self._places_by_name.get(folded(typed))

    def track_named(self, typed: str) -> int | None:
        """The track of that name in any language."""
        return next(
            (found for each in re.split(r"[|｜]", typed) if (found := self._tracks_by_name.get(folded(each)))), None
        )

    def resource_named(self, typed: str) -> int | None:
        """The resource of that name in any language."""
        return self._resources_by_name.get(folded(typed))

    def person_named(self, typed: str) -> int | None:
        """The person called so, in either order or script, or of that ``[#number]``."""
        numbered = _NUMBERED.search(typed)
        if numbered and int(numbered[1]) in self.people:
            return int(numbered[1])
        return self._people_by_name.get(folded(typed))

    def place_label(self, place_id: int | None, language: str) -> str:
        """How a place is written into a table: by name, with its number when others share it."""
        if place_id is None or place_id not in self.places:
            return ""
        name = self.places[place_id].name.in_language(language)
        return f"{name} [#{place_id}]" if folded(name) in self._shared_place_names else name

    def person_label(self, person_id: int) -> str:
        """How a person is written into a table: by name, with their number where the name alone would not say."""
        person = self.people[person_id]
        name = full_name(person.given_name, person.family_name) or person.original_name
        is_plain = not re.search(r"[;；:：()（）\[\]\n]", name) and folded(name) not in self._shared_people_names
        return name if is_plain else f"{_SEPARATORS.sub(' ', name)} [#{person_id}]"

    def track_label(self, track_id: int | None, language: str) -> str:
        """How a track is written into a table."""
        known = self.tracks.get(track_id or 0)
        return known.name.in_language(language) if known else ""

    def resource_label(self, resource_id: int, language: str) -> str:
        """How a resource is written into a table."""
        known = self.resources.get(resource_id)
        return known.name.in_language(language) if known else f"[#{resource_id}]"


def _by_name(names: Mapping[int, LocalizedText]) -> dict[str, int]:
    return {folded(name): number for number, text in reversed(list(names.items())) for name in text.values()}


def _shared(names: Iterable[Iterable[str]]) -> frozenset[str]:
    counted = Counter(name for each in names for name in {folded(one) for one in each})
    return frozenset(name for name, count in counted.items() if count > 1)
