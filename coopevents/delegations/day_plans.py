"""What an itinerary begins with: lines by day and hour, with who of ours they need. Pure."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class PlanLine:
    """A line without a date: day (0 is the first), minutes after its midnight, and how many it lasts."""

    day: int
    begins: int
    minutes: int
    kind: ActivityKind
    title: LocalizedText
    roles: tuple[ParticipantRole, ...] = ()
    dress: str = ""

    @property
    def takes_car(self) -> bool:
        """Whether somebody drives."""
        return ParticipantRole.DRIVER in self.roles

    def times_on(self, first_day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From when to when it is, as clocks show it there, if the visit begins on that day."""
        day = first_day + timedelta(days=self.day)
        hours, minutes = divmod(self.begins, 60)
        starts_at = datetime.combine(day, time(hours, minutes), zone)
        return starts_at, starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class WrittenPlan:
    """A template: its key, its name, its lines."""

    key: str
    name: LocalizedText
    lines: tuple[PlanLine, ...]

    @property
    def days(self) -> int:
        """How many days it fills."""
        return max((each.day for each in self.lines), default=-1) + 1


@cache
def builtin_plans() -> Mapping[str, WrittenPlan]:
    """The templates every office has, by key."""
    written = tomllib.loads(files("coopevents.delegations").joinpath("day_plans.toml").read_text("utf-8"))
    plans = (
        WrittenPlan(each["key"], LocalizedText(each["name"]), tuple(line_from(line) for line in each["lines"]))
        for each in written["plans"]
    )
    return {each.key: each for each in plans}


def line_from(written: Mapping[str, Any]) -> PlanLine:
    """A line as it was written down."""
    hours, minutes = str(written["begins"]).split(":")
    return PlanLine(
        day=int(written["day"]),
        begins=int(hours) * 60 + int(minutes),
        minutes=int(written["minutes"]),
        kind=ActivityKind(written["kind"]),
        title=LocalizedText(written["title"]),
        roles=tuple(ParticipantRole(each) for each in written.get("roles", ())),
        dress=written.get("dress", ""),
    )


def written(line: PlanLine) -> dict[str, Any]:
    """A line as it is written down; :func:`line_from` reads it."""
    return {
        "day": line.day,
        "begins": f"{line.begins // 60:02}:{line.begins % 60:02}",
        "minutes": line.minutes,
        "kind": line.kind.value,
        "title": dict(line.title),
        "roles": [each.value for each in line.roles],
        "dress": line.dress,
    }


def as_line(
    starts_at: datetime,
    ends_at: datetime,
    *,
    kind: ActivityKind,
    title: LocalizedText,
    roles: Collection[ParticipantRole],
    dress: str,
    first_day: date,
) -> PlanLine:
    """A line that took place, without its date and without names; moments on the clock of the place."""
    return PlanLine(
        day=(starts_at.date() - first_day).days,
        begins=starts_at.hour * 60 + starts_at.minute,
        minutes=int((ends_at - starts_at).total_seconds() // 60),
        kind=kind,
        title=title,
        roles=tuple(dict.fromkeys(roles)),
        dress=dress,
    )
