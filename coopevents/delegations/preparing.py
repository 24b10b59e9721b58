"""What is to be done for a visit: the list it begins with, by its kind and level, and how it follows its days."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import day_of, subject_of
from coopevents.facts import Actor
from coopevents.tasks import service as tasks
from coopevents.tasks.details import TaskLine
from coopevents.tasks.models import Task
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class PreparationLine:
    """A line, and for which visits it is; none named: for all."""

    line: TaskLine
    kinds: frozenset[str]
    levels: frozenset[str]

    def is_for(self, delegation: Delegation) -> bool:
        """Whether this visit needs it."""
        fits_kind = not self.kinds or delegation.kind.value in self.kinds
        return fits_kind and (not self.levels or delegation.level.value in self.levels)


@cache
def builtin_lines() -> tuple[PreparationLine, ...]:
    """The list every office begins with."""
    written = tomllib.loads(files("coopevents.delegations").joinpath("preparation.toml").read_text("utf-8"))
    return tuple(
        PreparationLine(
            TaskLine(each["key"], LocalizedText(each["title"]), each["days_before"]),
            frozenset(each.get("kinds", ())),
            frozenset(each.get("levels", ())),
        )
        for each in written["lines"]
    )


def title_of(task: Task) -> LocalizedText | str:
    """What a task is called: in every language while it is called as the list calls it, else as somebody wrote it."""
    known = next((each.line.title for each in builtin_lines() if each.line.key == task.line_key), None)
    return known if known is not None and task.title in known.values() else task.title


def prepare_visit(delegation: Delegation, *, language: str, now: datetime, actor: Actor) -> int:
    """Begin the list that fits the visit, for whoever looks after it; what it has already stays. Returns how many
    tasks were added."""
    lines = [each.line for each in builtin_lines() if each.is_for(delegation)]
    return tasks.begin_list(
        subject_of(delegation),
        lines,
        day=delegation.arrives_on,
        today=day_of(now),
        unit_id=delegation.unit_id,
        owner_id=delegation.officer_id,
        language=language,
        now=now,
        actor=actor,
    )


def follow_days(delegation: Delegation) -> None:
    """The visit takes place on other days: what is counted back from them moves with it."""
    tasks.move_list(subject_of(delegation), delegation.arrives_on)


def drop_preparation(delegation: Delegation, *, now: datetime, actor: Actor) -> None:
    """Nothing is to be prepared any more."""
    tasks.drop_list(subject_of(delegation), now=now, actor=actor)
