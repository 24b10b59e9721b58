"""A released programme as calendar entries. Pure but for the words of the language asked for."""

from collections.abc import Callable

from coopevents.calendars.entries import CalendarEntry, Status
from coopevents.i18n import force_locale
from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson, ReleasedPlace, ReleasedProgramme
from coopevents.schedule.words import KINDS, ROLES


def entries_for(
    programme: ReleasedProgramme,
    *,
    language: str,
    host: str,
    address_of_activity: Callable[[str], str],
    picked: frozenset[str] | None = None,
    kind: str | None = None,
    track: str | None = None,
    place_id: int | None = None,
    person_id: int | None = None,
) -> list[CalendarEntry]:
    """The entries of a programme in one language: all, or those picked, of one kind, on one track, at one place, with
    one person.

    ``track`` is the slug of one. Cancelled and dropped activities are among them, as cancelled.
    """
    with force_locale(language):
        kinds = {str(name): str(word) for name, word in KINDS.items()}
        roles = {str(name): str(word) for name, word in ROLES.items()}
    return [
        _entry(each, language, f"{each.uid}@{host}", address_of_activity(each.uid), (kinds, roles))
        for each in programme.activities
        if (picked is None or each.uid in picked)
        and (kind is None or each.kind == kind)
        and (track is None or (each.track is not None and each.track.slug == track))
        and (place_id is None or (each.place is not None and each.place.id == place_id))
        and (person_id is None or any(person.id == person_id for person in each.people))
    ]


def _entry(
    each: ReleasedActivity, language: str, uid: str, address: str, words: tuple[dict[str, str], dict[str, str]]
) -> CalendarEntry:
    (kinds, roles), place = words, each.place
    has_position = place is not None and place.latitude is not None and place.longitude is not None
    return CalendarEntry(
        uid=uid,
        sequence=each.sequence,
        starts_at=each.starts_at,
        ends_at=each.ends_at,
        last_modified=each.changed_at,
        summary=each.title.in_language(language),
        description=_description(each, language, roles),
        location=_location(place, language),
        geo=(place.latitude, place.longitude) if has_position else None,  # type: ignore[union-attr, arg-type]
        url=address,
        status=Status.CANCELLED if each.is_cancelled else Status.CONFIRMED,
        categories=(kinds.get(each.kind, each.kind), *([each.track.name.in_language(language)] if each.track else [])),
        language=language.split("_", maxsplit=1)[0] if language != "zh_Hans_CN" else "zh-Hans",
    )


def _description(each: ReleasedActivity, language: str, roles: dict[str, str]) -> str:
    parts = [each.cancellation_reason, each.text.in_language(language)]
    parts.append("\n".join(_person_line(person, roles) for person in each.people))
    return "\n\n".join(filter(None, parts))


def _person_line(person: ReleasedPerson, roles: dict[str, str]) -> str:
    names = " ".join(filter(None, (person.name, person.original_name)))
    about = ", ".join(filter(None, (person.position, person.institution)))
    return f"{roles.get(person.role, person.role)}: {names}" + (f", {about}" if about else "")


def _location(place: ReleasedPlace | None, language: str) -> str:
    if place is None:
        return ""
    texts = (text.in_language(language) for text in (place.name, place.building, place.address))
    return ", ".join(filter(None, texts))
