"""How many changes wait to be released on many programmes at once: in as many queries as for one."""

from collections.abc import Collection
from datetime import datetime

from coopevents.schedule.release_queries import list_edited_schedules
from coopevents.schedule.releasing import previews


def count_unreleased(schedule_ids: Collection[int], now: datetime) -> dict[int, int]:
    """How many changes wait on each of these schedules; those on which none does are left out.

    Only programmes whose activities were edited since their last release are looked at closely: where nothing but the
    name of a place or person changed, the programme's own pages say so.
    """
    edited = list_edited_schedules(schedule_ids)
    found = previews(edited, now) if edited else {}
    return {schedule_id: each.count for schedule_id, each in found.items() if each.count}
