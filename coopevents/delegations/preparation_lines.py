"""What a visit of a kind and level begins with: lines counted from its days, with whose task each becomes. Pure."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from coopevents.accounts.roles import Role
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.tasks.details import due_on
from coopevents.text import LocalizedText


class LineOwner(StrEnum):
    """Whose task a line becomes: whoever looks after the visit, nobody's yet, or somebody's with a role."""

    IN_CHARGE = "in_charge"
    NOBODY = "nobody"
    OFFICER = Role.OFFICER.value
    UNIT_LEAD = Role.UNIT_LEAD.value
    SCREENER = Role.SCREENER.value
    LEGAL = Role.LEGAL.value
    TOUR_MANAGER = Role.TOUR_MANAGER.value
    ADMIN = Role.ADMIN.value

    @property
    def role(self) -> Role | None:
        """The role somebody must have; None for the first two."""
        return None if self in {LineOwner.IN_CHARGE, LineOwner.NOBODY} else Role(self.value)


@dataclass(frozen=True, kw_only=True)
class PreparationLine:
    """Something to be done, and for which visits; no kind or level named: for all.

    ``days_before`` the first day of the visit, or its last one if ``counts_from_end``; negative for after it. A line
    that ``is_removed`` is only kept so that it can be put back.
    """

    key: str
    title: LocalizedText
    days_before: int
    counts_from_end: bool = False
    kinds: tuple[VisitKind, ...] = ()
    levels: tuple[VisitLevel, ...] = ()
    owner: LineOwner = LineOwner.IN_CHARGE
    is_removed: bool = False

    def is_for(self, kind: VisitKind, level: VisitLevel) -> bool:
        """Whether such a visit needs it."""
        return (not self.kinds or kind in self.kinds) and (not self.levels or level in self.levels)

    def due_on(self, first: date, last: date) -> date:
        """By when, for a visit of these days."""
        return due_on(self.days_before, first, last, counts_from_end=self.counts_from_end)


@cache
def builtin_lines() -> tuple[PreparationLine, ...]:
    """The house's own list, which every unit begins with."""
    written_down = tomllib.loads(files("coopevents.delegations").joinpath("preparation.toml").read_text("utf-8"))
    return tuple(line_from(each) for each in written_down["lines"])


def line_from(said: Mapping[str, Any]) -> PreparationLine:
    """A line as it was written down."""
    return PreparationLine(
        key=said["key"],
        title=LocalizedText(said["title"]),
        days_before=int(said["days_before"]),
        counts_from_end=bool(said.get("counts_from_end")),
        kinds=tuple(VisitKind(each) for each in said.get("kinds", ())),
        levels=tuple(VisitLevel(each) for each in said.get("levels", ())),
        owner=LineOwner(said.get("owner", LineOwner.IN_CHARGE)),
        is_removed=bool(said.get("is_removed")),
    )


def written(line: PreparationLine) -> dict[str, Any]:
    """A line as it is written down; :func:`line_from` reads it."""
    return {
        "key": line.key,
        "title": dict(line.title),
        "days_before": line.days_before,
        "counts_from_end": line.counts_from_end,
        "kinds": [each.value for each in line.kinds],
        "levels": [each.value for each in line.levels],
        "owner": line.owner.value,
        "is_removed": line.is_removed,
    }


def lines_due(
    lines: Iterable[PreparationLine], kind: VisitKind, level: VisitLevel, first: date, last: date
) -> list[tuple[date, PreparationLine]]:
    """What a visit of this kind, level and days begins with, and by when each is to be done, the first due first."""
    fitting = [(each.due_on(first, last), each) for each in lines if each.is_for(kind, level)]
    return sorted(fitting, key=lambda pair: pair[0])


def in_order_of_days(lines: Iterable[PreparationLine]) -> list[PreparationLine]:
    """The lines as they come due: before the guests come, then after their last day; equal ones stay as they were."""
    return sorted(lines, key=lambda each: (each.counts_from_end and each.days_before < 0, -each.days_before))


def moved(lines: Iterable[PreparationLine], key: str, by: int) -> list[PreparationLine]:
    """The lines with one moved past its neighbour, up (-1) or down (1), removed lines passed over; at an end it
    stays."""
    ordered = list(lines)
    shown = [place for place, each in enumerate(ordered) if not each.is_removed]
    here = next(spot for spot, place in enumerate(shown) if ordered[place].key == key)
    there = here + by
    if 0 <= there < len(shown):
        ordered[shown[here]], ordered[shown[there]] = ordered[shown[there]], ordered[shown[here]]
    return ordered
