"""Every select of tasks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.refusals import NotFound
from coopevents.tasks.models import Task, TaskState


@dataclass(frozen=True)
class Progress:
    """How far the tasks of a subject are; those not needed do not count."""

    done: int = 0
    total: int = 0
    overdue: int = 0


def get_task(subject: Subject, task_id: int) -> Task:
    """The task of that subject. Raises NotFound."""
    task = db.session.get(Task, task_id)
    if task is None or (task.subject_kind, task.subject_id) != (subject.kind, subject.id):
        raise NotFound
    return task


def lock_task(task_id: int) -> Task:
    """The task as it is now, held until the transaction ends. Raises NotFound."""
    query = select(Task).where(Task.id == task_id).with_for_update()
    task = db.session.scalar(query, execution_options={"populate_existing": True})
    if task is None:
        raise NotFound
    return task


def list_of(subject: Subject) -> list[Task]:
    """All tasks of a subject, those due first first."""
    query = select(Task).where(Task.subject_kind == subject.kind, Task.subject_id == subject.id)
    return list(db.session.scalars(query.order_by(Task.due_on, Task.id)))


def progress_of(tasks: Collection[Task], today: date) -> Progress:
    """How far these tasks are. Pure."""
    counted = [each for each in tasks if each.state is not TaskState.DROPPED]
    return Progress(
        done=sum(each.state is TaskState.DONE for each in counted),
        total=len(counted),
        overdue=sum(each.state is TaskState.OPEN and each.due_on < today for each in counted),
    )


def list_open_for(user_id: int | None, unit_ids: Collection[int], until: date) -> list[Task]:
    """What this colleague has to do by that day, and what nobody owns in these units; the most pressing first."""
    query = select(Task).where(
        Task.state == TaskState.OPEN,
        Task.due_on <= until,
        or_(Task.owner_id == user_id, Task.owner_id.is_(None) & Task.unit_id.in_(unit_ids)),
    )
    return list(db.session.scalars(query.order_by(Task.due_on, Task.id)))


def list_owed(user_id: int) -> list[Task]:
    """Everything this colleague has still to do, the most pressing first."""
    query = select(Task).where(Task.owner_id == user_id, Task.state == TaskState.OPEN)
    return list(db.session.scalars(query.order_by(Task.due_on, Task.id)))


def list_to_remind(until: date) -> list[Task]:
    """Every open task with an owner that is due by that day."""
    query = select(Task).where(Task.state == TaskState.OPEN, Task.owner_id.is_not(None), Task.due_on <= until)
    return list(db.session.scalars(query.order_by(Task.id)))


def count_of(subject: Subject) -> int:
    """How many tasks a subject has."""
    query = select(func.count()).select_from(Task)
    return db.session.scalar(query.where(Task.subject_kind == subject.kind, Task.subject_id == subject.id)) or 0
