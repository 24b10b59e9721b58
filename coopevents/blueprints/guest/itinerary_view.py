"""The lines of an itinerary as a page shows them, by days, in the reader's language."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coopevents.delegations.reading_values import Itinerary, ItineraryLine
from coopevents.i18n import _, current_language, day_text, list_text, localized, ngettext, time_text
from coopevents.schedule.releases import ReleasedPerson, both_names
from coopevents.schedule.words import KINDS, ROLES


@dataclass(frozen=True)
class LineView:
    """One line in words; ``facts`` are pairs of a word and what is said, one or several."""

    line: ItineraryLine
    title: str
    kind: str
    starts: str
    ends: str
    place: str
    text: str
    facts: list[tuple[str, list[str]]]
    own_roles: str
    is_now: bool
    is_past: bool
    is_off: bool


@dataclass(frozen=True)
class DayView:
    """A day in words with its lines, in the order of time."""

    day: date
    words: str
    lines: list[LineView]


def days_of(itinerary: Itinerary, zone: ZoneInfo, *, now: datetime, is_ours: bool) -> list[DayView]:
    """The lines that readers see, by days; ``is_ours`` when the reader works here and must know whom they meet."""
    days: dict[date, list[LineView]] = {}
    for each in itinerary.lines:
        if each.activity.is_dropped or not each.visit.stands:
            continue
        day = each.activity.starts_at.astimezone(zone).date()
        days.setdefault(day, []).append(_line(each, zone, now, is_ours=is_ours))
    return [DayView(day, day_text(day), lines) for day, lines in days.items()]


def _line(line: ItineraryLine, zone: ZoneInfo, now: datetime, *, is_ours: bool) -> LineView:
    activity = line.activity
    place = activity.place
    where = [localized(each) for each in (place.name, place.building)] if place else []
    is_off = activity.is_cancelled
    return LineView(
        line=line,
        title=localized(activity.title),
        kind=str(KINDS.get(activity.kind, activity.kind)),
        starts=time_text(activity.starts_at, zone),
        ends=time_text(activity.ends_at, zone),
        place=", ".join(filter(None, where)),
        text=localized(activity.text),
        facts=_facts(line, is_ours=is_ours),
        own_roles=list_text([str(ROLES.get(each, each)) for each in line.roles]),
        is_now=activity.starts_at <= now < activity.ends_at and not is_off,
        is_past=activity.ends_at <= now,
        is_off=is_off,
    )


def _facts(line: ItineraryLine, *, is_ours: bool) -> list[tuple[str, list[str]]]:
    by_role: dict[str, list[ReleasedPerson]] = {}
    for person in line.activity.people:
        by_role.setdefault(person.role, []).append(person)
    roles = {role: str(ROLES.get(role, role)) for role in by_role}
    facts = [(roles[role], [_named(each, roles[role]) for each in people]) for role, people in by_role.items()]
    names = [_guest_name(each.name, each.original_name, localized(each.office)) for each in line.guests]
    if is_ours:
        count = ngettext("%(num)s guest", "%(num)s guests", line.guest_count)
        facts.append((_("Guests"), [count, *names]))
    elif not line.is_for_all:
        facts.append((_("Who takes part"), names))
    facts.append((_("Car"), [localized(each) for each in line.vehicles]))
    facts += [(_("Dress"), [line.dress]), (_("Note"), [localized(line.note)])]
    return [(word, said) for word, said in facts if any(said)]


def _named(person: ReleasedPerson, role: str) -> str:
    position = person.position if person.position != role else ""
    return ", ".join(filter(None, (both_names(person, current_language()), position)))


def _guest_name(name: str, original: str, office: str) -> str:
    whole = f"{name} {original}" if original and original != name else name
    return f"{whole} ({office})" if office else whole
