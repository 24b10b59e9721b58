"""What the pages of a programme show: days, the grid of one day, rows of the list. No request, no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from coopevents.i18n import _, localized, time_range_text
from coopevents.people.models import Person
from coopevents.places.models import Place
from coopevents.schedule.clash_words import free_words, sentence_of, way_out_words
from coopevents.schedule.clashes import Clash
from coopevents.schedule.models import Activity, Participant, Track
from coopevents.schedule.states import ActivityState
from coopevents.schedule.survey import Survey
from coopevents.schedule.ways_out import WayOut
from coopevents.schedule.words import ROLES
from coopevents.text import folded, full_name

STEP = timedelta(minutes=5)
STEPS = 240
"""How many steps of five minutes the grid can hold: twenty hours."""


@dataclass(frozen=True)
class GridItem:
    """One activity in the grid: its column, and where it begins and how long it is, in steps."""

    activity: Activity
    column: int
    step: int
    steps: int
    is_second: bool
    time: str
    people: str
    clashes: tuple[str, ...]


@dataclass(frozen=True)
class DayGrid:
    """A day: columns across, hours down."""

    columns: list[dict[str, str]]
    place_ids: list[int | None]
    hours: list[dict[str, object]]
    items: list[GridItem]


@dataclass(frozen=True)
class ClashView:
    """A clash with its words and its ways out."""

    clash: Clash
    sentence: str
    activity_ids: list[int]
    ways: list[tuple[WayOut, str, str]]
    reason: str = ""


def days_of(activities: Iterable[Activity], zone: ZoneInfo, first: date, last: date) -> list[date]:
    """The days of the event, and those on which something stands outside them."""
    span = {first + timedelta(days=number) for number in range(min((last - first).days, 60) + 1)}
    return sorted(span | {each.starts_at.astimezone(zone).date() for each in activities if has_time(each)})


def has_time(activity: Activity) -> bool:
    """Whether it stands on the programme; what lies in the tray has neither start nor end."""
    return activity.state is not ActivityState.UNSCHEDULED


def on_day(activities: Iterable[Activity], day: date, zone: ZoneInfo) -> list[Activity]:
    """What starts on that day; nothing of the tray does."""
    timed = (each for each in activities if has_time(each))
    return [each for each in timed if each.starts_at.astimezone(zone).date() == day]


def grid_of(
    day: date, activities: Sequence[Activity], places: Sequence[Place], people: Mapping[int, Person], survey: Survey
) -> DayGrid:
    """The day's activities laid out; whatever has no place, or one that no column is for, stands in the last column."""
    zone = survey.zone
    first_hour, last_hour = _hours(day, activities, zone)
    begins = datetime.combine(day, time(0)) + timedelta(hours=first_hour)
    shown = {each.id for each in places}
    columns: list[Place | None] = [*places, *([None] if any(each.place_id not in shown for each in activities) else [])]
    column_of = {place.id if place else None: number for number, place in enumerate(columns, start=1)}
    items, latest_end = [], dict.fromkeys(column_of.values(), begins)
    for each in activities:
        column, starts, ends = (
            column_of.get(each.place_id, len(columns)),
            _wall(each.starts_at, zone),
            _wall(each.ends_at, zone),
        )
        step = min(max(0, (starts - begins) // STEP), STEPS)
        steps = max(1, min(ceil((ends - starts) / STEP), (last_hour - first_hour) * 12 - step))
        items.append(
            GridItem(
                activity=each,
                column=column,
                step=step,
                steps=steps,
                is_second=starts < latest_end[column],
                time=time_range_text(each.starts_at, each.ends_at, zone),
                people=names_in(each.participants, people),
                clashes=tuple(sentence_of(clash, survey) for clash in survey.open_clashes_of(each.id)),
            )
        )
        latest_end[column] = max(latest_end[column], ends)
    hours: list[dict[str, object]] = [
        {"label": f"{hour % 24:02d}:00", "step": (hour - first_hour) * 12} for hour in range(first_hour, last_hour)
    ]
    heads = [_column_head(place) for place in columns]
    return DayGrid(heads, [place.id if place else None for place in columns], hours, items)


def names_in(participants: Iterable[Participant], people: Mapping[int, Person]) -> str:
    """The people of an activity in one line; roles are said for all but speakers."""
    words = []
    for each in participants:
        name = person_name(people[each.person_id])
        words.append(name if each.role == "speaker" else f"{name} ({ROLES[each.role]})")
    return ", ".join(words)


def person_name(person: Person) -> str:
    """A person's name in Latin letters, else in their own script."""
    return full_name(person.given_name, person.family_name) or person.original_name


def place_name(activity: Activity, places: Mapping[int, Place]) -> str:
    """Where an activity is, in the reader's language; empty when nobody said."""
    place = places.get(activity.place_id) if activity.place_id is not None else None
    return localized(place.name) if place is not None else ""


def labels_of(people: Iterable[Person]) -> dict[int, str]:
    """What a list of names to choose from shows: the name in both scripts, and the institution; each different."""
    labels: dict[int, str] = {}
    taken: set[str] = set()
    for person in people:
        names = [person_name(person)]
        if person.original_name and person.original_name not in names:
            names.append(person.original_name)
        label = " ".join(names) + (f" ({person.institution_name})" if person.institution_name else "")
        while label in taken:
            label += f" #{person.id}"
        taken.add(label)
        labels[person.id] = label
    return labels


def views_of(clashes: Iterable[Clash], survey: Survey, *, activity_id: int | None = None) -> list[ClashView]:
    """Clashes with their words and, for each, where one of the two would be free."""
    return [
        ClashView(
            clash=each,
            sentence=sentence_of(each, survey),
            activity_ids=[one for one in each.activity_ids if survey.is_own(one)],
            ways=[
                (way, way_out_words(way, survey), free_words(way, survey)) for way in survey.ways_out(each, activity_id)
            ],
        )
        for each in clashes
    ]


def accepted_views(survey: Survey) -> list[ClashView]:
    """The clashes accepted on purpose, each with the reason."""
    return [
        ClashView(each, sentence_of(each, survey), list(each.activity_ids), [], known.reason)
        for each, known in survey.accepted_clashes
    ]


def matching(
    activities: Iterable[Activity],
    text: str,
    people: Mapping[int, Person],
    places: Mapping[int, Place],
    tracks: Mapping[int, Track],
) -> list[Activity]:
    """Those in whose title, track, place or people every word is found."""
    words = folded(text).split()[:6]
    return [each for each in activities if all(word in _haystack(each, people, places, tracks) for word in words)]


def _haystack(
    each: Activity, people: Mapping[int, Person], places: Mapping[int, Place], tracks: Mapping[int, Track]
) -> str:
    named = (places.get(each.place_id or 0), tracks.get(each.track_id or 0))
    texts = [*each.title.values(), *(text for one in named if one for text in one.name.values())]
    texts += [
        person_name(people[one.person_id]) + " " + people[one.person_id].original_name for one in each.participants
    ]
    return folded(" ".join(texts))


def _hours(day: date, activities: Sequence[Activity], zone: ZoneInfo) -> tuple[int, int]:
    """The first hour shown and the one after the last: nine to six at least."""
    midnight = datetime.combine(day, time(0))
    begins = [_wall(each.starts_at, zone).hour for each in activities]
    ends = [ceil((_wall(each.ends_at, zone) - midnight) / timedelta(hours=1)) for each in activities]
    first = min([9, *begins])
    return first, min(max([18, *ends]), first + STEPS // 12, 28)


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows."""
    return moment.astimezone(zone).replace(tzinfo=None)


def _column_head(place: Place | None) -> dict[str, str]:
    if place is None:
        return {"name": _("No place or another place"), "note": ""}
    seats = _("%(number)s seats", number=place.capacity) if place.capacity is not None else ""
    return {"name": localized(place.name), "note": seats}
