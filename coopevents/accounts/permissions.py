"""Who may do what where: pure functions over the roles somebody holds and the tree of units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coopevents.accounts.roles import GRANTS, Permission, Role

Parents = Mapping[int, int | None]
"""Unit id to the id of its parent unit."""


@dataclass(frozen=True)
class HeldRole:
    """A role somebody holds for a unit (and all below it) or for one event."""

    scope_kind: str
    scope_id: int
    role: Role


def lineage(unit_id: int, parents: Parents) -> tuple[int, ...]:
    """A unit and everything above it, from the bottom up; a loop in the data ends the walk."""
    path: list[int] = []
    current: int | None = unit_id
    while current is not None and current not in path:
        path.append(current)
        current = parents.get(current)
    return tuple(path)


def permissions_for_unit(held: Iterable[HeldRole], unit_id: int, parents: Parents) -> frozenset[Permission]:
    """What the holder may do in a unit, by roles for it or for any unit above it."""
    path = set(lineage(unit_id, parents))
    granted = (GRANTS[each.role] for each in held if each.scope_kind == "unit" and each.scope_id in path)
    return frozenset().union(*granted)


def permissions_for_event(
    held: Iterable[HeldRole], event_id: int, unit_id: int, parents: Parents
) -> frozenset[Permission]:
    """What the holder may do with an event, by roles for it and by roles for the unit it belongs to."""
    held = list(held)
    granted = (GRANTS[each.role] for each in held if each.scope_kind == "event" and each.scope_id == event_id)
    return permissions_for_unit(held, unit_id, parents).union(*granted)


def units_with(held: Iterable[HeldRole], permission: Permission, parents: Parents) -> frozenset[int]:
    """Every unit in which the holder may do that."""
    held = list(held)
    return frozenset(unit_id for unit_id in parents if permission in permissions_for_unit(held, unit_id, parents))


def events_with(held: Iterable[HeldRole], permission: Permission) -> frozenset[int]:
    """The events for which the holder may do that by a role for the event itself."""
    return frozenset(each.scope_id for each in held if each.scope_kind == "event" and permission in GRANTS[each.role])
