"""What runs now and what comes next, in the words of a page that keeps itself true."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from coopevents.blueprints.public.programme_cards import Cards
from coopevents.feeds.programmes import find_programme_before
from coopevents.i18n import _, short_day_text, time_text
from coopevents.schedule.comparing import Change, ChangeKind, compare
from coopevents.schedule.models import Schedule
from coopevents.schedule.now_and_next import Outlook, left_behind
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme

RECENT = timedelta(hours=6)
"""For so long a change is marked."""


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """An entry with its moments for the script (milliseconds since 1970) and everything else in words."""

    card: dict[str, Any]
    starts: int
    ends: int
    order: int
    day: str
    mark: str
    is_running: bool
    is_next: bool


def recent_changes(schedule: Schedule, programme: ReleasedProgramme, now: datetime) -> tuple[Change, ...]:
    """What the releases of the last hours changed."""
    if programme.released_at <= now - RECENT:
        return ()
    before = find_programme_before(schedule, now - RECENT)
    return compare(before, programme) if before is not None else ()


class LiveEntries:
    """Makes the entries of one page."""

    def __init__(self, cards: Cards, changes: tuple[Change, ...] = (), place_id: int | None = None) -> None:
        self.cards, self.zone, self.now = cards, cards.zone, cards.now
        self._changes = {change.uid: change for change in changes}
        self._left = {before.uid: change for before, change in left_behind(changes, place_id)}

    @property
    def left_behind(self) -> list[ReleasedActivity]:
        """Entries that stand no longer where they stood, as they stood."""
        return [change.before for change in self._left.values() if change.before is not None]

    def of(self, outlook: Outlook) -> list[LiveEntry]:
        """The entries of an outlook: those that run by place, then those that come by time."""
        together = [*outlook.running, *outlook.coming]
        names = sorted({self._place(each) for each in together})
        orders = {each.uid: names.index(self._place(each)) for each in together}
        coming = {each.uid for each in outlook.coming[: outlook.next_count]}
        running = sorted(outlook.running, key=lambda each: (orders[each.uid], each.starts_at))
        return [
            self._entry(each, orders[each.uid], is_running=each in outlook.running, is_next=each.uid in coming)
            for each in (*running, *sorted(outlook.coming, key=lambda each: (each.starts_at, orders[each.uid])))
        ]

    def _entry(self, each: ReleasedActivity, order: int, *, is_running: bool, is_next: bool) -> LiveEntry:
        is_today = each.starts_at.astimezone(self.zone).date() == self.now.astimezone(self.zone).date()
        return LiveEntry(
            card=self.cards.card(each) | self._as_left_behind(each),
            starts=_milliseconds(each.starts_at),
            ends=_milliseconds(each.ends_at),
            order=order,
            day="" if is_today else short_day_text(each.starts_at, self.zone),
            mark=self._mark(each),
            is_running=is_running,
            is_next=is_next,
        )

    def _as_left_behind(self, each: ReleasedActivity) -> dict[str, Any]:
        """What differs on the card of an entry that no longer stands where it stood."""
        if not self._is_left_behind(each):
            return {}
        change = self._left[each.uid]
        is_gone = change.after is None or change.after.is_dropped
        badge = {"state": self.cards.cancelled, "tone": "trouble", "state_icon": "x-circle"} if is_gone else {}
        return {"is_cancelled": True, **badge}

    def _is_left_behind(self, each: ReleasedActivity) -> bool:
        return each.uid in self._left and self._left[each.uid].before is each

    def _mark(self, each: ReleasedActivity) -> str:
        """What became of an entry lately, in words; cancellations say so by themselves."""
        if self._is_left_behind(each):
            after = self._left[each.uid].after
            return "" if after is None or after.is_dropped else self._moved_to(after)
        change = self._changes.get(each.uid)
        if change is None or change.before is None or ChangeKind.MOVED not in change.kinds or each.is_cancelled:
            return ""
        return str(_("Moved: was %(before)s", before=self._where_and_when(change.before, each)))

    def _moved_to(self, after: ReleasedActivity) -> str:
        parts = (self._place(after), _when(after, self.now, self.zone))
        return str(_("Moved to: %(after)s", after=", ".join(filter(None, parts))))

    def _where_and_when(self, before: ReleasedActivity, after: ReleasedActivity) -> str:
        """Of where and when an entry was, what is different now."""
        parts = []
        if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
            parts.append(_when(before, after.starts_at, self.zone))
        if self._place(before) != self._place(after):
            parts.append(self._place(before))
        return ", ".join(filter(None, parts))

    def _place(self, each: ReleasedActivity) -> str:
        return each.place.name.in_language(self.cards.language) if each.place else ""


def _when(each: ReleasedActivity, seen_from: datetime, zone: tzinfo) -> str:
    times = f"{time_text(each.starts_at, zone)}\u2013{time_text(each.ends_at, zone)}"
    is_same_day = each.starts_at.astimezone(zone).date() == seen_from.astimezone(zone).date()
    return times if is_same_day else f"{short_day_text(each.starts_at, zone)} {times}"


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
