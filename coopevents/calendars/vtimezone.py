"""VTIMEZONE: what a reader without a zone database needs to know.

Written from the zone database, and not by the library: its onsets are a wall clock that has already changed, where
RFC 5545 wants the one before the change, so strict readers were an hour off on the morning of a change.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDatetime, vDDDLists, vRecur, vText, vUTCOffset

from coopevents.calendars.zones import change_between, zone_named

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Shorter than the shortest time two changes were ever apart in a zone still in use (Morocco's Ramadan).
_STRIDE = timedelta(days=7)
# A rule read off too few years may be the wrong one: the last Sunday is often the fourth.
_YEARS_A_RULE_NEEDS = 12


@dataclass(frozen=True, slots=True)
class Observance:
    """What a zone's clocks show from one moment on: a kind of change, without its moment."""

    offset_from: timedelta
    offset_to: timedelta
    name: str
    is_daylight: bool


@lru_cache(maxsize=256)
def vtimezone_block(zone_name: str, first_year: int, last_year: int) -> bytes:
    """The VTIMEZONE component, right for every moment of these years."""
    zone = zone_named(zone_name)
    component = Timezone()
    component["TZID"] = vText(zone_name)
    for part in _as_rules(zone, first_year, last_year) or _as_dates(zone, first_year, last_year):
        component.add_component(part)
    return bytes(component.to_ical())


def _as_rules(zone: ZoneInfo, first_year: int, last_year: int) -> list[TimezoneStandard | TimezoneDaylight]:
    """One part per yearly change, or nothing where the changes of these years follow no such rule."""
    start, end = first_year - 1, max(last_year + 1, first_year - 2 + _YEARS_A_RULE_NEEDS)
    parts = []
    for observance, onsets in _onsets(zone, start, end).items():
        rule = _yearly_rule(onsets, range(start, end + 1))
        if rule is None:
            return []
        part = _part(observance, onsets[0])
        part["RRULE"] = rule
        parts.append(part)
    return parts


def _as_dates(zone: ZoneInfo, first_year: int, last_year: int) -> list[TimezoneStandard | TimezoneDaylight]:
    """What the zone begins with, and every change by its date."""
    start = datetime(first_year - 1, 1, 1, tzinfo=UTC).astimezone(zone)
    offset = _offset(start)
    beginning = Observance(offset, offset, start.tzname() or "", _summer_part(start) > timedelta())
    parts = [_part(beginning, start.replace(tzinfo=None))]
    for observance, onsets in _onsets(zone, first_year - 1, last_year + 1).items():
        part = _part(observance, onsets[0])
        if onsets[1:]:
            part["RDATE"] = vDDDLists(onsets[1:])
        parts.append(part)
    return parts


def _part(observance: Observance, onset: datetime) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if observance.is_daylight else TimezoneStandard()
    part["TZNAME"] = vText(observance.name)
    part["TZOFFSETFROM"] = vUTCOffset(observance.offset_from)
    part["TZOFFSETTO"] = vUTCOffset(observance.offset_to)
    part["DTSTART"] = vDatetime(onset)
    return part


def _onsets(zone: ZoneInfo, first_year: int, last_year: int) -> dict[Observance, list[datetime]]:
    """For each kind of change the wall-clock times, before the change, at which it happens."""
    onsets: dict[Observance, list[datetime]] = defaultdict(list)
    for moment in _changes(zone, first_year, last_year):
        before, after = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
        observance = Observance(_offset(before), _offset(after), after.tzname() or "", _goes_to_summer(before, after))
        onsets[observance].append((moment + _offset(before)).replace(tzinfo=None))
    return dict(onsets)


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[datetime]:
    moment, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + _STRIDE
        if moment.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            yield change_between(moment, later, zone)
        moment = later


def _yearly_rule(onsets: Sequence[datetime], years: range) -> vRecur | None:
    """The rule that makes exactly these onsets, one in each of these years; None when there is none."""
    first = onsets[0]
    if [onset.year for onset in onsets] != list(years):
        return None
    if any((o.month, o.weekday(), o.time()) != (first.month, first.weekday(), first.time()) for o in onsets):
        return None
    for count in (_count_from_start, _count_from_end):
        if len({count(onset) for onset in onsets}) == 1:
            return vRecur(FREQ="YEARLY", BYMONTH=first.month, BYDAY=f"{count(first)}{_WEEKDAYS[first.weekday()]}")
    return None


def _count_from_start(day: datetime) -> int:
    return (day.day + 6) // 7


def _count_from_end(day: datetime) -> int:
    return -((monthrange(day.year, day.month)[1] - day.day) // 7 + 1)


def _goes_to_summer(before: datetime, after: datetime) -> bool:
    """By the difference, because Ireland's law calls its summer standard and its winter the exception."""
    was, becomes = _summer_part(before), _summer_part(after)
    return becomes > was or (becomes == was > timedelta())


def _summer_part(moment: datetime) -> timedelta:
    return moment.dst() or timedelta()


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
