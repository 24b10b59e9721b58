"""What happens to tasks; the subject is what the task is about."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class TaskFact(Fact):
    """Something happened to one task."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TasksBegun(Fact):
    """A list of tasks was begun for a subject."""

    sentence: ClassVar["LazyString | str"] = _l("List of tasks begun")


@dataclass(frozen=True, kw_only=True)
class TaskAdded(TaskFact):
    """One more thing to do."""

    sentence: ClassVar["LazyString | str"] = _l("Task added")


@dataclass(frozen=True, kw_only=True)
class TaskChanged(TaskFact):
    """What a task says was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Task changed")


@dataclass(frozen=True, kw_only=True)
class TaskSettled(TaskFact):
    """It is done, or not needed."""

    sentence: ClassVar["LazyString | str"] = _l("Task settled")


@dataclass(frozen=True, kw_only=True)
class TaskReopened(TaskFact):
    """It is to do again."""

    sentence: ClassVar["LazyString | str"] = _l("Task reopened")


@dataclass(frozen=True, kw_only=True)
class TaskReminded(TaskFact):
    """Its owner is reminded."""

    sentence: ClassVar["LazyString | str"] = _l("Owner of a task reminded")
