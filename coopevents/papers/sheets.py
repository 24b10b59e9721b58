"""Sheets to hang up: one for each day, and one for the door of each place."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from coopevents.documents.typesetting import Paper
from coopevents.events.models import Event
from coopevents.i18n import _
from coopevents.papers.booklet import Imprint, frame, paper_of
from coopevents.papers.entries import Entries, Values
from coopevents.papers.pieces import in_each, pieces
from coopevents.schedule.releases import ReleasedPlace, ReleasedProgramme
from coopevents.text import folded

WALL, DOOR = "wall/wall.typ", "door/door.typ"
WALL_SIZES = ("a4", "a3")


def wall_sheets_of(
    event: Event,
    programme: ReleasedProgramme,
    languages: Sequence[str],
    imprint: Imprint,
    *,
    size: str = "a4",
    day: str = "",
) -> Paper:
    """A sheet for each day, or for the one day named by its date in ISO form."""
    zone = ZoneInfo(event.time_zone)
    shown = [each for each in programme.shown if not day or _day(each.starts_at.astimezone(zone)) == day]
    entries = Entries(shown, languages, zone, has_texts=False)
    values = {
        **frame(event, programme, languages, imprint),
        "size": size,
        "is_flipped": False,
        "days": entries.days(),
        "words": _words(languages),
    }
    return paper_of(WALL, values, event, programme, languages, imprint)


def door_signs_of(
    event: Event,
    programme: ReleasedProgramme,
    languages: Sequence[str],
    imprint: Imprint,
    *,
    place_id: int | None = None,
) -> Paper:
    """A sign for every place of the programme, or for the one place named."""
    zone = ZoneInfo(event.time_zone)
    entries = Entries(
        [each for each in programme.shown if each.place is not None and place_id in {None, each.place.id}],
        languages,
        zone,
        has_texts=False,
    )
    values = {
        **frame(event, programme, languages, imprint),
        "size": "a4",
        "places": _places(entries),
        "words": _words(languages),
    }
    return paper_of(DOOR, values, event, programme, languages, imprint)


def places_in(programme: ReleasedProgramme, language: str) -> list[ReleasedPlace]:
    """The places of a programme, by name in that language."""
    known = {each.place.id: each.place for each in programme.shown if each.place is not None}
    return sorted(known.values(), key=lambda each: folded(each.name.in_language(language)))


def _places(entries: Entries) -> list[Values]:
    programme = {place.id: place for place in (each.place for each in entries.activities) if place is not None}
    place_of = {entries.number_of[each.uid]: each.place.id for each in entries.activities if each.place is not None}
    days = entries.days()
    found = []
    for place in sorted(programme.values(), key=lambda each: folded(each.name.in_language(entries.languages[0]))):
        own = [
            {
                "label": day["label"],
                "entries": [each for slot in day["slots"] for each in slot if place_of[each["number"]] == place.id],
            }
            for day in days
        ]
        found.append(
            {
                "name": pieces(place.name, entries.languages),
                "building": pieces(place.building, entries.languages),
                "days": [day for day in own if day["entries"]],
            }
        )
    return found


def _words(languages: Sequence[str]) -> Values:
    return {"cancelled": in_each(lambda: _("Cancelled"), languages)}


def _day(moment: object) -> str:
    return f"{moment:%Y-%m-%d}"
