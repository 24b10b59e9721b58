"""What an imported conference said of itself, as it is kept beside the schedule. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.schedule.exchange import moments
from coopevents.schedule.exchange.origins import Origin
from coopevents.schedule.exchange.plans import Plan

Talk = tuple[date, datetime]
"""The conference day a talk stands under, and when it starts."""


def head_kept(origin: Origin, plan: Plan, zone: ZoneInfo) -> dict[str, Any]:
    """What was kept already with what the file says in its place, and with the time of day at which its days change.

    Nothing changes when the file says nothing of the conference.
    """
    if not plan.head:
        return dict(origin)
    records = [each.record for each in plan.items if each.record and not each.troubles]
    talks = [(each.day, each.starts_at) for each in records if each.day and each.starts_at]
    change = {"day_change": _change_of(talks, zone)} if talks else {}
    return {**origin, **plan.head, "days": _with_outsiders(plan.head.get("days", {}), talks), **change}


def _change_of(talks: Iterable[Talk], zone: ZoneInfo) -> str:
    walls = ((day, starts_at.astimezone(zone).replace(tzinfo=None)) for day, starts_at in talks)
    offsets: list[timedelta] = [wall - datetime.combine(day, datetime.min.time()) for day, wall in walls]
    return moments.likely_change(offsets).strftime("%H:%M")


def _with_outsiders(days: Mapping[str, list[str]], talks: Iterable[Talk]) -> dict[str, list[str]]:
    """The bounds of each day, followed by the starts of the talks that lay outside them in the file already."""
    starts: dict[str, set[datetime]] = {}
    for day, starts_at in talks:
        starts.setdefault(day.isoformat(), set()).add(starts_at)
    return {
        day: [*bounds, *(each.isoformat() for each in sorted(starts.get(day, ())) if not _is_within(each, bounds))]
        for day, bounds in days.items()
    }


def _is_within(moment: datetime, bounds: list[str]) -> bool:
    first, last = (moments.moment_from(each, "UTC") for each in bounds)
    return first is None or last is None or first <= moment < last
