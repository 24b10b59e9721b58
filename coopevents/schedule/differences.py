"""What a release changed, kept beside it in few words: counts for its history, entries for the log of changes. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from coopevents.schedule.comparing import Change, compare
from coopevents.schedule.releases import ReleasedProgramme, from_json, to_json


def counts_of(changes: Iterable[Change], programme: ReleasedProgramme) -> dict[str, int]:
    """How many entries the programme shows (``shown``), and how many changed, each counted once: by its chief kind."""
    counted = Counter(str(each.chief) for each in changes)
    return {"shown": len(programme.shown), **dict(sorted(counted.items()))}


def difference_of(
    changes: Iterable[Change], before: ReleasedProgramme | None, after: ReleasedProgramme
) -> dict[str, Any]:
    """The entries that changed, as they were and as they are, as plain JSON; nothing for the first release."""
    if before is None:
        return {}
    uids = {each.uid for each in changes}
    return {"before": to_json(_only(before, uids)), "after": to_json(_only(after, uids))}


def changes_in(difference: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes :func:`difference_of` wrote down, in the order of time."""
    if not difference:
        return ()
    return compare(from_json(difference["before"]), from_json(difference["after"]))


def zones_in(difference: Mapping[str, Any]) -> tuple[str, str] | None:
    """The time zone before and after, when the release changed it."""
    if not difference or difference["before"]["time_zone"] == difference["after"]["time_zone"]:
        return None
    return difference["before"]["time_zone"], difference["after"]["time_zone"]


def _only(programme: ReleasedProgramme, uids: set[str]) -> ReleasedProgramme:
    return replace(programme, activities=tuple(each for each in programme.activities if each.uid in uids), forgotten=())
