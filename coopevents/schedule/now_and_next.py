"""What of a released programme runs at a moment, and what comes next. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coopevents.schedule.comparing import Change, ChangeKind
from coopevents.schedule.releases import ReleasedActivity

TOGETHER = timedelta(minutes=30)
"""What begins within this time after the next entry counts as next, too."""
AHEAD = timedelta(hours=36)
"""So much of the programme a page carries along, to stay true while the network is gone."""
MOST = 150


class Phase(StrEnum):
    """Where a moment lies in a programme."""

    BEFORE = "before"
    UNDER_WAY = "under-way"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A programme seen from one moment.

    ``coming`` are the entries that begin later, in the order of time, as far as a page carries them along; the first
    ``next_count`` of them are what comes next.
    """

    phase: Phase
    begins_at: datetime
    ends_at: datetime
    running: tuple[ReleasedActivity, ...]
    coming: tuple[ReleasedActivity, ...]
    next_count: int


def outlook(activities: Iterable[ReleasedActivity], now: datetime) -> Outlook | None:
    """What runs and what comes, seen from ``now``; None for an empty programme.

    Entries that are cancelled stand at their time all the same, but neither begin nor end the programme.
    """
    entries = sorted(activities, key=lambda each: (each.starts_at, each.ends_at, each.uid))
    if not entries:
        return None
    held = [each for each in entries if not each.is_cancelled] or entries
    begins_at, ends_at = min(each.starts_at for each in held), max(each.ends_at for each in held)
    coming = [each for each in entries if each.starts_at > now and each.starts_at < ends_at]
    last = max(now + AHEAD, coming[0].starts_at + TOGETHER) if coming else now
    near = tuple(each for each in coming if each.starts_at <= last)[:MOST]
    return Outlook(
        phase=Phase.BEFORE if now < begins_at else Phase.OVER if now >= ends_at else Phase.UNDER_WAY,
        begins_at=begins_at,
        ends_at=ends_at,
        running=tuple(each for each in entries if each.starts_at <= now < each.ends_at),
        coming=near,
        next_count=sum(each.starts_at <= near[0].starts_at + TOGETHER for each in near),
    )


def left_behind(changes: Iterable[Change], place_id: int | None) -> list[tuple[ReleasedActivity, Change]]:
    """Entries as they stood before they left the programme or, seen from one place, before they moved away from it.

    Whoever comes to where they were is to read what became of them.
    """
    found = []
    for change in changes:
        before = change.before
        if before is None or (place_id is not None and not _is_at(before, place_id)):
            continue
        is_moved_away = place_id is not None and change.after is not None and not _is_at(change.after, place_id)
        if ChangeKind.DROPPED in change.kinds or (ChangeKind.MOVED in change.kinds and is_moved_away):
            found.append((before, change))
    return found


def _is_at(activity: ReleasedActivity, place_id: int) -> bool:
    return activity.place is not None and activity.place.id == place_id
