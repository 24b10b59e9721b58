"""What is wrong with one activity by itself: too few seats, a closed place, somebody who is not there. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from math import ceil

from coopevents.calendars.zones import TimeDoesNotExist, resolve_wall_time
from coopevents.schedule.clash_kinds import NO_TIME, Clash, ClashKind, Frame, Slot, Surroundings, Window
from coopevents.schedule.clash_pairs import minutes_of

ONE_DAY = timedelta(days=1)
LEAST = timedelta(microseconds=1)
DAY_OF_MINUTES = 1440


class Alone:
    """Looks at activities one by one; what it finds out about a place's day or a person it remembers."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self._open: dict[tuple[int, int, date], list[Window]] = {}
        self._there: dict[tuple[int, int], list[Window]] = {}

    def clashes_of(self, slot: Slot) -> Iterator[Clash]:
        """Every finding about the activity by itself."""
        yield from self._seats(slot)
        frame = self.around.frames.get(slot.schedule_id)
        if frame is not None:
            yield from self._closed(slot, frame)
            for person_id in slot.people & self.around.availability.keys():
                yield from self._away(slot, person_id, frame)
            for person_id in slot.people & self.around.absences.keys():
                yield from self._absent(slot, person_id)

    def open_times(self, place_id: int, day: date, schedule_id: int) -> list[Window]:
        """When a place that has opening hours is open on a day and just before and after it, in their order."""
        known = self._open.get((place_id, schedule_id, day))
        if known is None:
            zone, openings = self.around.frames[schedule_id].zone.key, self.around.opening[place_id]
            known = merged(
                (_moment(each_day, one.opens, zone, fold=0), _moment(each_day, one.closes, zone, fold=1))
                for each_day in (day - ONE_DAY, day, day + ONE_DAY)
                for one in openings
                if one.weekday == each_day.weekday()
            )
            self._open[place_id, schedule_id, day] = known
        return known

    def times_of(self, person_id: int, schedule_id: int) -> list[Window]:
        """When a person said they can be there, if they said so for the days of the schedule at all; else nothing."""
        known = self._there.get((person_id, schedule_id))
        if known is None:
            windows = merged(self.around.availability.get(person_id, ()))
            known = windows if _concern(windows, self.around.frames[schedule_id]) else []
            self._there[person_id, schedule_id] = known
        return known

    def _seats(self, slot: Slot) -> Iterator[Clash]:
        """One finding at most: the largest number of people that somebody typed or that counted themselves."""
        seats = self.around.capacity.get(slot.place_id) if slot.place_id is not None else None
        if seats is None:
            return
        numbers = (
            (slot.capacity or 0, ClashKind.OVER_CAPACITY),
            (slot.expected or 0, ClashKind.MORE_EXPECTED),
            (self.around.picked.get(slot.uid, 0), ClashKind.MORE_PICKED),
        )
        wanted, kind = max(numbers, key=lambda each: each[0])
        if wanted > seats:
            # what counts itself grows by the hour: an accepted finding comes back for every tenth of the seats more
            number = wanted if kind is not ClashKind.MORE_PICKED else f"+{ceil((wanted - seats) * 10 / seats)}"
            key = f"{kind}:{slot.uid}:place{slot.place_id}:{number}:{seats}"
            yield Clash(kind, key, (slot.id,), place_id=slot.place_id, needed=wanted, given=seats)

    def _closed(self, slot: Slot, frame: Frame) -> Iterator[Clash]:
        if slot.place_id is None or not self.around.opening.get(slot.place_id):
            return
        day, last = (each.astimezone(frame.zone).date() for each in (slot.starts_at, slot.ends_at - LEAST))
        windows = self.open_times(slot.place_id, day, slot.schedule_id)
        while day < last:
            day += ONE_DAY
            windows = merged([*windows, *self.open_times(slot.place_id, day, slot.schedule_id)])
        minutes = outside(slot, windows)
        if minutes:
            kind = ClashKind.PLACE_CLOSED
            key = f"{kind}:{slot.uid}:place{slot.place_id}:{_when(slot)}:{minutes}"
            yield Clash(kind, key, (slot.id,), place_id=slot.place_id, minutes=minutes)

    def _away(self, slot: Slot, person_id: int, frame: Frame) -> Iterator[Clash]:
        windows = self.times_of(person_id, slot.schedule_id)
        minutes = outside(slot, windows) if windows else 0
        if minutes:
            kind = ClashKind.PERSON_AWAY
            key = f"{kind}:{slot.uid}:person{person_id}:{_when(slot)}:{minutes}"
            yield Clash(kind, key, (slot.id,), person_ids=(person_id,), minutes=minutes)

    def _absent(self, slot: Slot, person_id: int) -> Iterator[Clash]:
        """Somebody is known to be away, for so many minutes of it."""
        away = merged(self.around.absences[person_id])
        minutes = minutes_of(slot.ends_at - slot.starts_at) - outside(slot, away)
        if minutes:
            kind = ClashKind.PERSON_AWAY
            key = f"{kind}:{slot.uid}:person{person_id}:{_when(slot)}:absent{minutes}"
            yield Clash(kind, key, (slot.id,), person_ids=(person_id,), minutes=minutes)


def merged(windows: Iterable[Window]) -> list[Window]:
    """The same times in their order, those that overlap or touch made one."""
    found: list[Window] = []
    for starts_at, ends_at in sorted(windows):
        if found and starts_at <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends_at))
        else:
            found.append((starts_at, ends_at))
    return found


def outside(slot: Slot, windows: list[Window]) -> int:
    """How many minutes of the activity lie in none of the windows, which are in their order and apart."""
    position = bisect_right(windows, slot.starts_at, key=lambda each: each[0]) - 1
    within = NO_TIME
    for starts_at, ends_at in windows[max(position, 0) :]:
        if starts_at >= slot.ends_at:
            break
        within += max(NO_TIME, min(ends_at, slot.ends_at) - max(starts_at, slot.starts_at))
    return minutes_of(slot.ends_at - slot.starts_at - within)


def _concern(windows: list[Window], frame: Frame) -> bool:
    """Whether any of the times lies on the days of the schedule."""
    if frame.first_day is None or frame.last_day is None:
        return bool(windows)
    begins = datetime.combine(frame.first_day, time(), frame.zone)
    ends = datetime.combine(frame.last_day + ONE_DAY, time(), frame.zone)
    return any(starts_at < ends and ends_at > begins for starts_at, ends_at in windows)


def _moment(day: date, minutes: int, zone: str, *, fold: int) -> datetime:
    """When the wall clock shows so many minutes after midnight of that day.

    A time the clocks skip is the moment they go forward; of one that comes twice the ``fold`` says which.
    """
    days, minute = divmod(minutes, DAY_OF_MINUTES)
    wall = datetime.combine(day + days * ONE_DAY, time(minute // 60, minute % 60))
    try:
        return resolve_wall_time(wall, zone, fold=fold)
    except TimeDoesNotExist as gap:
        return gap.next_valid.astimezone(UTC)


def _when(slot: Slot) -> str:
    return f"{slot.starts_at.astimezone(UTC):%Y%m%d%H%M}-{slot.ends_at.astimezone(UTC):%m%d%H%M}"
