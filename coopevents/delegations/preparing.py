"""What is to be done for a visit: the list it begins with, by its kind and level, and how it follows its days."""

from collections.abc import Iterable
from datetime import datetime

from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Role
from coopevents.delegations.models import Delegation
from coopevents.delegations.preparation_lines import LineOwner, PreparationLine, builtin_lines
from coopevents.delegations.recording import day_of, subject_of
from coopevents.delegations.setting_queries import task_lines_of
from coopevents.facts import Actor
from coopevents.tasks import service as tasks
from coopevents.tasks.details import TaskLine
from coopevents.tasks.models import Task
from coopevents.text import LocalizedText


def title_of(task: Task) -> LocalizedText | str:
    """What a task is called: in every language while it is called as its list calls it, else as somebody wrote it."""
    known = task.line_title or next((each.title for each in builtin_lines() if each.key == task.line_key), None)
    return known if known is not None and task.title in known.values() else task.title


def prepare_visit(delegation: Delegation, *, language: str, now: datetime, actor: Actor) -> int:
    """Begin the list of the unit that fits the visit; what it has already stays. Returns how many tasks were added."""
    lines = [each for each in task_lines_of(delegation.unit_id) if each.is_for(delegation.kind, delegation.level)]
    holders = holders_of({each.owner for each in lines}, delegation.unit_id)
    return tasks.begin_list(
        subject_of(delegation),
        [_task_line(each, delegation, holders) for each in lines],
        days=(delegation.arrives_on, delegation.leaves_on),
        today=day_of(now),
        unit_id=delegation.unit_id,
        language=language,
        now=now,
        actor=actor,
    )


def follow_days(delegation: Delegation) -> None:
    """The visit takes place on other days: what is counted back from them moves with it."""
    tasks.move_list(subject_of(delegation), (delegation.arrives_on, delegation.leaves_on))


def drop_preparation(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Nothing is to be prepared any more."""
    tasks.drop_list(subject_of(delegation), now=now, actor=actor)


def holders_of(owners: Iterable[LineOwner], unit_id: int) -> dict[Role, list[int]]:
    """Who holds the roles that lines name, in the unit or else in the nearest one above it, by name."""
    wanted = {each.role for each in owners} - {None}
    if not wanted:
        return {}
    path = lineage(unit_id, accounts.unit_parents())
    grants = [each for each in accounts.list_grants("unit", path) if each.role in wanted and each.user.is_enabled]
    found: dict[Role, list[int]] = {}
    for above in path:
        for role in {each.role for each in grants if each.scope_id == above} - found.keys():
            found[role] = [each.user_id for each in grants if each.scope_id == above and each.role is role]
    return found


def owner_of(line: PreparationLine, in_charge_id: int | None, holders: dict[Role, list[int]]) -> int | None:
    """Whose task it becomes: of several who hold the role, whoever looks after the visit, else the first."""
    if line.owner.role is None:
        return in_charge_id if line.owner is LineOwner.IN_CHARGE else None
    able = holders.get(line.owner.role, [])
    return in_charge_id if in_charge_id in able else next(iter(able), None)


def _task_line(line: PreparationLine, delegation: Delegation, holders: dict[Role, list[int]]) -> TaskLine:
    return TaskLine(
        key=line.key,
        title=line.title,
        days_before=line.days_before,
        counts_from_end=line.counts_from_end,
        owner_id=owner_of(line, delegation.officer_id, holders),
    )
