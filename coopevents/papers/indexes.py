"""What stands at the end of a booklet: who is in it, and where things are."""

from coopevents.i18n import _
from coopevents.papers.entries import Entries, Values
from coopevents.papers.pieces import pieces, words
from coopevents.schedule.releases import ReleasedPerson, ReleasedPlace
from coopevents.text import folded


def people_of(entries: Entries) -> list[Values]:
    """Everybody by the last part of the name, in both scripts, with the numbers of what they are in."""
    numbers: dict[tuple[str, str], list[int]] = {}
    known: dict[tuple[str, str], ReleasedPerson] = {}
    for each in entries.activities:
        for person in each.people if not each.is_cancelled else ():
            key = (person.name, person.original_name)
            known.setdefault(key, person)
            numbers.setdefault(key, []).append(entries.number_of[each.uid])
    return [
        {
            "name": person.name or person.original_name,
            "original_name": person.original_name if person.name != person.original_name and person.name else "",
            "about": ", ".join(filter(None, (person.position, person.institution))),
            "entries": list(dict.fromkeys(numbers[key])),
        }
        for key, person in sorted(known.items(), key=lambda item: _by_last_name(item[1]))
    ]


def places_of(entries: Entries) -> list[Values]:
    """Every place of the programme, with its building and address, and the numbers of what is there."""
    numbers: dict[int, list[int]] = {}
    known: dict[int, ReleasedPlace] = {}
    for each in entries.activities:
        if each.place is not None and not each.is_cancelled:
            known[each.place.id] = each.place
            numbers.setdefault(each.place.id, []).append(entries.number_of[each.uid])
    first = entries.languages[0]
    step_free = words(lambda: _("Step-free access"), entries.languages)
    return [
        {
            "name": pieces(place.name, entries.languages),
            "building": pieces(place.building, entries.languages),
            "address": pieces(place.address, entries.languages),
            "step_free": step_free if place.is_step_free else [],
            "entries": numbers[place.id],
        }
        for place in sorted(known.values(), key=lambda each: folded(each.name.in_language(first)))
    ]


def _by_last_name(person: ReleasedPerson) -> tuple[str, str]:
    name = folded(person.name or person.original_name)
    return name.rpartition(" ")[2], name
