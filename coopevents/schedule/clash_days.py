"""Days of a schedule that deserve a word: public holidays, and those outside its dates. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from coopevents.schedule.clash_kinds import Clash, ClashKind, Slot, Surroundings

ONE_DAY = timedelta(days=1)
LEAST = timedelta(microseconds=1)


def days_to_tell(slot: Slot, around: Surroundings) -> Iterator[tuple[ClashKind, date]]:
    """The holidays an activity touches, and the day on which it starts when that is none of its schedule's.

    What starts on the last day may well end after midnight.
    """
    frame = around.frames.get(slot.schedule_id)
    if frame is None:
        return
    first = slot.starts_at.astimezone(frame.zone).date()
    if frame.first_day is not None and frame.last_day is not None and not frame.first_day <= first <= frame.last_day:
        yield ClashKind.OUTSIDE_DATES, first
    if frame.holidays:
        last = (slot.ends_at - LEAST).astimezone(frame.zone).date()
        while first <= last:
            if first in frame.holidays:
                yield ClashKind.PUBLIC_HOLIDAY, first
            first += ONE_DAY


def of_day(kind: ClashKind, schedule_id: int, day: date, slots: Iterable[Slot]) -> Clash:
    """One finding for everything a schedule has on such a day; who accepts it accepts the day."""
    return Clash(kind, f"{kind}:schedule{schedule_id}:{day}", tuple(each.id for each in slots), day=day)
