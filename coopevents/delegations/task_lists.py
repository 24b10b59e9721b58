"""The list of tasks a unit's visits begin with: its own from the first change on, the house's until then.

Visits that have begun keep the tasks they began with.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.accounts import queries as accounts
from coopevents.db import db
from coopevents.delegations import setting_queries as queries
from coopevents.delegations.preparation_lines import (
    LineOwner,
    PreparationLine,
    builtin_lines,
    in_order_of_days,
    line_from,
    moved,
    written,
)
from coopevents.delegations.setting_facts import (
    HouseTasksChosen,
    OwnTasksChosen,
    VisitTaskAdded,
    VisitTaskChanged,
    VisitTaskRemoved,
    VisitTaskRestored,
    VisitTasksCopied,
    VisitTasksOrdered,
)
from coopevents.delegations.setting_models import VisitTaskList
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.facts import Actor, Fact, Subject, changed_fields
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.text import LocalizedText

SUBJECT = "visit_tasks"
MOST_LINES = 100
MOST_REMOVED = 20
MOST_DAYS = 730
UP, DOWN = -1, 1
Lines = list[PreparationLine]


class LineIsNameless(Refusal):
    """Something is to be done."""

    status = 422
    sentence = _l("Write what is to be done, in at least one language.")


class LineIsOutOfReach(Refusal):
    """Nobody prepares for years."""

    status = 422
    sentence = _l("Write a whole number of days, from 0 to 730.")


class TooManyLines(Refusal):
    """A list nobody reads to its end."""

    sentence = _l("The list holds 100 tasks at most.")


@dataclass(frozen=True, kw_only=True)
class LineDetails:
    """What is said of a line."""

    title: LocalizedText
    days_before: int
    counts_from_end: bool = False
    kinds: tuple[VisitKind, ...] = ()
    levels: tuple[VisitLevel, ...] = ()
    owner: LineOwner = LineOwner.IN_CHARGE


def subject_of_list(unit_id: int) -> Subject:
    """The list of a unit as the ledger knows it."""
    return Subject(SUBJECT, unit_id)


def get_line(unit_id: int, key: str) -> PreparationLine:
    """A line of the list that counts for the unit. Raises NotFound."""
    found = next((each for each in queries.task_lines_of(unit_id) if each.key == key), None)
    if found is None:
        raise NotFound
    return found


def add_line(unit_id: int, details: LineDetails, *, now: datetime, actor: Actor) -> PreparationLine:
    """One more task, at the end of the list. Raises a Refusal that names the field, or TooManyLines."""
    _ensure_holds(details)
    kept, lines = _own(unit_id, now)
    if sum(not each.is_removed for each in lines) >= MOST_LINES:
        raise TooManyLines
    line = PreparationLine(key=f"own-{secrets.token_hex(6)}", **vars(details))
    changes = {"task": (None, dict(line.title)), "days_before": (None, line.days_before)}
    _keep(kept, [*lines, line], VisitTaskAdded, now, actor, changes)
    return line


def change_line(unit_id: int, key: str, details: LineDetails, *, now: datetime, actor: Actor) -> None:
    """Say anew what is to be done, when, by whom and for which visits.

    Raises a Refusal that names the field; NotFound.
    """
    _ensure_holds(details)
    kept, lines = _own(unit_id, now)
    old = _line(lines, key)
    new = replace(old, **vars(details))
    changes = changed_fields(_said(old), _said(new))
    if changes:
        told = {"task": (None, dict(old.title)), **changes}
        _keep(kept, [new if each.key == key else each for each in lines], VisitTaskChanged, now, actor, told)


def remove_line(unit_id: int, key: str, *, now: datetime, actor: Actor) -> None:
    """Let visits begin without it; it can be put back. Raises NotFound."""
    kept, lines = _own(unit_id, now)
    line = _line(lines, key)
    left = [replace(each, is_removed=True) if each.key == key else each for each in lines]
    forgotten = {each.key for each in [each for each in left if each.is_removed][:-MOST_REMOVED]}
    left = [each for each in left if each.key == key or each.key not in forgotten]
    _keep(kept, left, VisitTaskRemoved, now, actor, {"task": (dict(line.title), None)})


def restore_line(unit_id: int, key: str, *, now: datetime, actor: Actor) -> None:
    """Put a removed line back where it stood. Raises NotFound."""
    kept, lines = _own(unit_id, now)
    line = next((each for each in lines if each.key == key and each.is_removed), None)
    if line is None:
        raise NotFound
    back = [replace(each, is_removed=False) if each.key == key else each for each in lines]
    _keep(kept, back, VisitTaskRestored, now, actor, {"task": (None, dict(line.title))})


def move_line(unit_id: int, key: str, by: int, *, now: datetime, actor: Actor) -> None:
    """Let it stand one place further up or down. Raises NotFound."""
    _order(unit_id, lambda lines: moved(lines, _line(lines, key).key, by), now, actor)


def sort_lines(unit_id: int, *, now: datetime, actor: Actor) -> None:
    """Put the list in the order in which its tasks come due."""
    _order(unit_id, in_order_of_days, now, actor)


def copy_list(unit_id: int, from_unit_id: int, *, now: datetime, actor: Actor) -> None:
    """Begin with what another unit begins with, from now on each changes its own."""
    kept, _lines = _own(unit_id, now)
    name = dict(accounts.get_unit(from_unit_id).name)
    _keep(kept, queries.task_lines_of(from_unit_id), VisitTasksCopied, now, actor, {"copied_from": (None, name)})


def use_house_list(unit_id: int, *, now: datetime, actor: Actor) -> None:
    """Begin with the house's own list; what the unit had is kept until it changes something anew."""
    _choose(unit_id, HouseTasksChosen, is_in_force=False, now=now, actor=actor)


def use_own_list(unit_id: int, *, now: datetime, actor: Actor) -> None:
    """Take up again what the unit had before it chose the house's list."""
    _choose(unit_id, OwnTasksChosen, is_in_force=True, now=now, actor=actor)


def _choose(unit_id: int, kind: type[Fact], *, is_in_force: bool, now: datetime, actor: Actor) -> None:
    accounts.lock_units([unit_id])
    kept = queries.find_task_list(unit_id)
    if kept is not None and kept.is_in_force is not is_in_force:
        kept.is_in_force, kept.changed_at = is_in_force, now
        db.session.flush()
        ledger.record(kind(at=now, actor=actor, subject=subject_of_list(unit_id), unit_id=unit_id))


def _order(unit_id: int, ordered: Callable[[Lines], Lines], now: datetime, actor: Actor) -> None:
    kept, lines = _own(unit_id, now)
    new = ordered(lines)
    if new != lines:
        _keep(kept, new, VisitTasksOrdered, now, actor, {})


def _own(unit_id: int, now: datetime) -> tuple[VisitTaskList, Lines]:
    """The unit's own list, held until the transaction ends; the house's as its own, when it has none in force."""
    accounts.lock_units([unit_id])
    kept = queries.find_task_list(unit_id)
    if kept is None:
        kept = VisitTaskList(unit_id=unit_id, is_in_force=False, changed_at=now)
    lines = list(builtin_lines()) if not kept.is_in_force else [line_from(each) for each in kept.lines]
    return kept, lines


def _keep(
    kept: VisitTaskList,
    lines: Iterable[PreparationLine],
    kind: type[Fact],
    now: datetime,
    actor: Actor,
    changes: Mapping[str, tuple[Any, Any]],
) -> None:
    kept.lines, kept.is_in_force, kept.changed_at = [written(each) for each in lines], True, now
    db.session.add(kept)
    db.session.flush()
    about = subject_of_list(kept.unit_id)
    ledger.record(kind(at=now, actor=actor, subject=about, unit_id=kept.unit_id, changes=dict(changes)))


def _line(lines: Lines, key: str) -> PreparationLine:
    found = next((each for each in lines if each.key == key and not each.is_removed), None)
    if found is None:
        raise NotFound
    return found


def _said(line: PreparationLine) -> dict[str, Any]:
    """What can differ, in the words of the ledger."""
    said = written(line)
    return {
        "title": said["title"],
        "days_before": said["days_before"],
        "counts_from_end": said["counts_from_end"],
        "visit_kinds": said["kinds"],
        "visit_levels": said["levels"],
        "owner": said["owner"],
    }


def _ensure_holds(details: LineDetails) -> None:
    if not details.title:
        raise LineIsNameless(field="title")
    if abs(details.days_before) > MOST_DAYS:
        raise LineIsOutOfReach(field="days")
