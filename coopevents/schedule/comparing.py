"""What readers see differently from one release to another. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme

SAID = ("kind", "track", "title", "text", "people", "audience", "capacity", "takes_sign_ups", "languages")
"""The fields in which an entry is compared, besides time, place and state."""


class ChangeKind(StrEnum):
    """In which way an entry reads differently; what weighs most stands first."""

    CANCELLED = "cancelled"
    DROPPED = "dropped"
    REOPENED = "reopened"
    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """How one entry differs between two programmes.

    ``before`` and ``after`` are the entries as the two programmes hold them: of what is new, ``before`` is None or an
    entry that had left the programme (``is_dropped``); of what was dropped, ``after`` likewise, and if it is there it
    has the sequence with which calendars are told. ``fields`` names what differs: ``starts_at``, ``ends_at``, ``place``
    and those of :data:`SAID`, ``cancellation_reason`` when what stays cancelled is explained anew. A place that only
    got a new name or address is *changed*, one that was exchanged is *moved*.
    """

    uid: str
    kinds: frozenset[ChangeKind]
    before: ReleasedActivity | None
    after: ReleasedActivity | None
    fields: tuple[str, ...] = ()

    @property
    def chief(self) -> ChangeKind:
        """The kind that weighs most."""
        return next(each for each in ChangeKind if each in self.kinds)

    @property
    def shown(self) -> ReleasedActivity:
        """The entry as readers know it: as it is now, or as it last was when it left the programme."""
        shown = self.before if ChangeKind.DROPPED in self.kinds else self.after
        assert shown is not None  # noqa: S101 - a change has the side it is named after
        return shown


def compare(before: ReleasedProgramme | None, after: ReleasedProgramme) -> tuple[Change, ...]:
    """How the entries of ``after`` differ from those of ``before``, in the order of time.

    Both may be any two releases of a schedule. Entries that left a programme, though still kept for subscribed
    calendars, count as not being there. What is new and cancelled already is both.
    """
    old = {each.uid: each for each in before.activities} if before else {}
    new = {each.uid: each for each in after.activities}
    found = (_change(old.get(uid), new.get(uid), uid) for uid in {**old, **new})
    return tuple(sorted((each for each in found if each), key=_place_in_time))


def _change(before: ReleasedActivity | None, after: ReleasedActivity | None, uid: str) -> Change | None:
    was_shown = before is not None and not before.is_dropped
    is_shown = after is not None and not after.is_dropped
    if was_shown and not is_shown:
        return Change(uid, frozenset({ChangeKind.DROPPED}), before, after)
    if after is None or not is_shown:
        return None
    if before is None or not was_shown:
        cancelled = {ChangeKind.CANCELLED} if after.is_cancelled else set()
        return Change(uid, frozenset({ChangeKind.NEW, *cancelled}), before, after)
    fields = _differing(before, after)
    kinds = _kinds(before, after, fields)
    return Change(uid, kinds, before, after, fields) if kinds else None


def _differing(before: ReleasedActivity, after: ReleasedActivity) -> tuple[str, ...]:
    names = ("starts_at", "ends_at", "place", *SAID)
    fields = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    stays_cancelled = before.is_cancelled and after.is_cancelled
    if stays_cancelled and before.cancellation_reason != after.cancellation_reason:
        return (*fields, "cancellation_reason")
    return fields


def _kinds(before: ReleasedActivity, after: ReleasedActivity, fields: tuple[str, ...]) -> frozenset[ChangeKind]:
    kinds = set()
    if before.is_cancelled != after.is_cancelled:
        kinds.add(ChangeKind.CANCELLED if after.is_cancelled else ChangeKind.REOPENED)
    exchanged = (before.place and before.place.id) != (after.place and after.place.id)
    moved = {"starts_at", "ends_at", *(["place"] if exchanged else [])}
    if moved & set(fields):
        kinds.add(ChangeKind.MOVED)
    if set(fields) - moved:
        kinds.add(ChangeKind.CHANGED)
    return frozenset(kinds)


def _place_in_time(change: Change) -> tuple[object, ...]:
    return (change.shown.starts_at, change.shown.ends_at, change.uid)
