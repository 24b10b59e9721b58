"""Beginning lists of tasks, adding to them, and getting things done."""

from collections.abc import Iterable
from datetime import date, datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.tasks import queries, reminders, rules
from coopevents.tasks.details import TaskDetails, TaskLine
from coopevents.tasks.details import due_on as counted_back
from coopevents.tasks.facts import (
    TaskAdded,
    TaskChanged,
    TaskFact,
    TaskReminded,
    TaskReopened,
    TasksBegun,
    TaskSettled,
)
from coopevents.tasks.models import Task, TaskState
from coopevents.text import cleaned, one_line


def begin_list(
    subject: Subject,
    lines: Iterable[TaskLine],
    *,
    days: tuple[date, date],
    today: date,
    unit_id: int,
    language: str,
    now: datetime,
    actor: Actor,
) -> int:
    """Add the lines of a list, counted back from the days of the subject, its first and last; lines it has already stay
    as they are.

    Returns how many were added. Whose last day is past already is due today.
    """
    known = {each.line_key for each in queries.list_of(subject)}
    new = [each for each in lines if each.key not in known]
    for line in new:
        task = _new(subject, unit_id, line.owner_id, now)
        task.title, task.line_key, task.line_title = line.title.in_language(language)[:300], line.key, line.title
        task.days_before, task.counts_from_end = line.days_before, line.counts_from_end
        task.due_on = max(today, line.due_on(*days))
        db.session.add(task)
    if new:
        db.session.flush()
        ledger.record(TasksBegun(at=now, actor=actor, subject=subject, unit_id=unit_id, changes={}))
    return len(new)


def add_task(subject: Subject, details: TaskDetails, *, unit_id: int, now: datetime, actor: Actor) -> Task:
    """One more thing to do. Raises TaskIsNameless, TaskHasNoDay or TooManyTasks."""
    rules.ensure_holds(details)
    if queries.count_of(subject) >= rules.MOST:
        raise rules.TooManyTasks
    task = _new(subject, unit_id, details.owner_id, now)
    _say(task, details)
    db.session.add(task)
    db.session.flush()
    _record(TaskAdded, task, now, actor)
    return task


def change_task(task: Task, details: TaskDetails, *, now: datetime, actor: Actor) -> None:
    """Say anew what is to be done, by whom and by when; a day set by hand stays when the subject moves.

    Raises TaskIsNameless or TaskHasNoDay.
    """
    rules.ensure_holds(details)
    task = queries.lock_task(task.id)
    if details.due_on != task.due_on:
        task.days_before, task.reminded_on = None, None
    if details.owner_id != task.owner_id:
        task.reminded_on = None
    _say(task, details)
    db.session.flush()
    _record(TaskChanged, task, now, actor)


def settle(task: Task, state: TaskState, *, now: datetime, actor: Actor) -> None:
    """It is done, or not needed, or to do again. Twice is once."""
    task = queries.lock_task(task.id)
    if task.state is state:
        return
    was, task.state = task.state, state
    is_open = state is TaskState.OPEN
    task.settled_at, task.settled_by = (None, "") if is_open else (now, actor.label)
    db.session.flush()
    _record(TaskReopened if is_open else TaskSettled, task, now, actor, {"state": (was.value, state.value)})


def move_list(subject: Subject, days: tuple[date, date]) -> None:
    """The first or last day of the subject moved, and with it every open task that is counted back from it."""
    for task in queries.list_of(subject):
        if task.days_before is not None and task.state is TaskState.OPEN:
            due_on = counted_back(task.days_before, *days, counts_from_end=task.counts_from_end)
            if due_on != task.due_on:
                task.due_on, task.reminded_on = due_on, None
    db.session.flush()


def drop_list(subject: Subject, *, now: datetime, actor: Actor) -> None:
    """What it was for does not take place: nothing of it is to do any more."""
    for task in queries.list_of(subject):
        if task.state is TaskState.OPEN:
            settle(task, TaskState.DROPPED, now=now, actor=actor)


def remind(task: Task, *, today: date, now: datetime, actor: Actor) -> None:
    """Let the owner be reminded, if that is due."""
    task = queries.lock_task(task.id)
    if task.state is not TaskState.OPEN or task.owner_id is None:
        return
    if reminders.is_due(task.due_on, task.reminded_on, today):
        task.reminded_on = today
        db.session.flush()
        _record(TaskReminded, task, now, actor)


def _new(subject: Subject, unit_id: int, owner_id: int | None, now: datetime) -> Task:
    return Task(
        subject_kind=subject.kind,
        subject_id=subject.id,
        unit_id=unit_id,
        owner_id=owner_id,
        state=TaskState.OPEN,
        created_at=now,
    )


def _say(task: Task, details: TaskDetails) -> None:
    task.title, task.note = one_line(details.title), cleaned(details.note)
    task.owner_id = details.owner_id
    if details.due_on is not None:
        task.due_on = details.due_on


def _record(
    kind: type[TaskFact],
    task: Task,
    now: datetime,
    actor: Actor,
    changes: dict[str, tuple[object, object]] | None = None,
) -> None:
    subject = Subject(task.subject_kind, task.subject_id)
    ledger.record(
        kind(at=now, actor=actor, subject=subject, unit_id=task.unit_id, task_id=task.id, changes=changes or {})
    )
