"""A released programme by who is in it and where it takes place. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson, ReleasedPlace, ReleasedTrack
from coopevents.text import folded, search_key


@dataclass(frozen=True, slots=True)
class Present:
    """A person on a programme, as its latest entry with them says, and their entries in the order of time."""

    person: ReleasedPerson
    activities: tuple[ReleasedActivity, ...]

    @property
    def initial(self) -> str:
        """The letter under which an alphabetical list has them: of the last word of the name, without accents."""
        return _sort_name(self.person)[:1].upper()

    @property
    def search_key(self) -> str:
        """What a search for people looks in."""
        person = self.person
        return search_key(person.name, person.original_name, person.position, person.institution)


@dataclass(frozen=True, slots=True)
class Used:
    """A place on a programme, and its entries in the order of time."""

    place: ReleasedPlace
    activities: tuple[ReleasedActivity, ...]


def people_on(activities: Iterable[ReleasedActivity]) -> list[Present]:
    """Everybody named on a programme, in the alphabetical order of the last word of their names."""
    found: dict[int, tuple[ReleasedPerson, list[ReleasedActivity]]] = {}
    for each in activities:
        for person in each.people:
            known = found.setdefault(person.id, (person, []))[1]
            if not known or known[-1] is not each:
                known.append(each)
    present = [Present(person, tuple(entries)) for person, entries in found.values()]
    return sorted(present, key=lambda each: (_sort_name(each.person), each.person.id))


def person_on(activities: Iterable[ReleasedActivity], person_id: int) -> Present | None:
    """One person on a programme; None for somebody who is not named on it."""
    return next((each for each in people_on(activities) if each.person.id == person_id), None)


def places_on(activities: Iterable[ReleasedActivity], language: str) -> list[Used]:
    """Every place of a programme, by the name it has in the language."""
    found: dict[int, tuple[ReleasedPlace, list[ReleasedActivity]]] = {}
    for each in activities:
        if each.place is not None:
            found.setdefault(each.place.id, (each.place, []))[1].append(each)
    used = [Used(place, tuple(entries)) for place, entries in found.values()]
    return sorted(used, key=lambda each: (folded(each.place.name.in_language(language)), each.place.id))


def track_on(
    activities: Iterable[ReleasedActivity], slug: str
) -> tuple[ReleasedTrack, tuple[ReleasedActivity, ...]] | None:
    """A track of a programme with its entries; None when there is none of that name."""
    entries = tuple(each for each in activities if each.track is not None and each.track.slug == slug)
    return (entries[0].track, entries) if entries and entries[0].track is not None else None


def _sort_name(person: ReleasedPerson) -> str:
    words = folded(person.name or person.original_name).split()
    return " ".join([*words[-1:], *words[:-1]])
