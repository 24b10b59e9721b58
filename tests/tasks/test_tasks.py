"""Tasks of a visit: begun with it, counted back from its days, reminded of until they are done."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.delegations import calling_off, deciding, results
from coopevents.delegations.details import Days
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import subject_of
from coopevents.delegations.states import VisitKind
from coopevents.mail.models import OutboxMessage
from coopevents.tasks import queries, reminders, rules, service
from coopevents.tasks.details import TaskDetails
from coopevents.tasks.models import Task, TaskState
from coopevents.watching import Watchman
from tests.delegations.conftest import Reception
from tests.delegations.conftest import reception as reception

DUE = date(2027, 6, 1)


def accepted(reception: Reception, **said: Any) -> Delegation:
    """A visit that is accepted, with all that follows from it."""
    delegation = reception.accepted(**said)
    unit_of_work.commit()
    return delegation


def by_key(delegation: Delegation) -> dict[str | None, Task]:
    return {each.line_key: each for each in queries.list_of(subject_of(delegation))}


def test_an_accepted_visit_begins_with_the_list_of_its_kind_and_level(reception: Reception) -> None:
    delegation = accepted(reception, kind=VisitKind.SIGNING)
    found = by_key(delegation)
    assert {"leadership", "agreement", "flags", "briefing"} <= found.keys()
    assert "evidence" not in found
    assert found["briefing"].due_on == delegation.arrives_on - timedelta(days=7)
    assert found["report"].due_on == delegation.arrives_on + timedelta(days=14)
    assert {each.owner_id for each in found.values()} == {reception.users["officer"]}
    assert queries.progress_of(list(found.values()), date(2027, 5, 1)).total == len(found)


def test_it_moves_with_the_days_but_for_what_was_set_by_hand_or_is_done(reception: Reception) -> None:
    delegation = accepted(reception)
    found = by_key(delegation)
    was = {key: each.due_on for key, each in found.items()}
    by_hand = TaskDetails("Order the cars", DUE, reception.users["officer"])
    service.change_task(found["cars"], by_hand, **reception.by())
    service.settle(found["host"], TaskState.DONE, **reception.by())
    later = Days(delegation.arrives_on + timedelta(days=7), delegation.leaves_on + timedelta(days=7))
    deciding.agree_on_days(delegation, later, **reception.by())
    unit_of_work.commit()
    assert found["briefing"].due_on == was["briefing"] + timedelta(days=7)
    assert (found["cars"].due_on, found["host"].due_on) == (DUE, was["host"])


def test_a_visit_called_off_leaves_nothing_to_do(reception: Reception) -> None:
    delegation = accepted(reception)
    service.settle(by_key(delegation)["host"], TaskState.DONE, **reception.by())
    calling_off.cancel_visit(delegation, "The president is ill.", **reception.by())
    unit_of_work.commit()
    states = {each.state for key, each in by_key(delegation).items() if key != "host"}
    assert (states, by_key(delegation)["host"].state) == ({TaskState.DROPPED}, TaskState.DONE)


def test_what_cannot_be_a_task_is_refused_at_its_field(reception: Reception) -> None:
    subject = subject_of(accepted(reception))
    wrong = ((TaskDetails(" ", DUE), rules.TaskIsNameless), (TaskDetails("Call", None), rules.TaskHasNoDay))
    for details, refusal in wrong:
        with pytest.raises(refusal):
            service.add_task(subject, details, unit_id=reception.unit_id, **reception.by())


def test_reminders_go_out_three_days_ahead_on_the_day_and_weekly_each_once() -> None:
    reminded, days = None, []
    for number in range(-20, 20):
        today = DUE + timedelta(days=number)
        if reminders.is_due(DUE, reminded, today):
            reminded = today
            days.append(number)
    assert days == [-3, 0, 7, 14]


def test_the_worker_reminds_owners_of_tasks_and_of_follow_ups_until_they_are_done(reception: Reception) -> None:
    delegation = accepted(reception)
    for each in queries.list_of(subject_of(delegation)):
        service.settle(each, TaskState.DROPPED, **reception.by())
    officer = reception.users["officer"]
    said = TaskDetails("Call the hotel", DUE, officer)
    task = service.add_task(subject_of(delegation), said, unit_id=reception.unit_id, **reception.by())
    follow_up = results.add_follow_up(delegation, "Send the draft", owner_id=officer, due_on=DUE, **reception.by())
    unit_of_work.commit()
    task_id, follow_up_id = task.id, follow_up.id
    watchman = Watchman(reception.desk.app, threading.Event())
    counts = []
    for day in (1, 1, 2, 8):
        watchman.remind(datetime(2027, 6, day, 2, tzinfo=UTC))
        counts.append(db.session.query(OutboxMessage).filter_by(kind="task_due").count())
        unit_of_work.discard()
    assert counts == [2, 2, 2, 4]
    with reception.desk.writing():
        service.settle(db.session.get_one(Task, task_id), TaskState.DONE, **reception.by())
        results.settle(results.queries.get_by_id(follow_up_id), True, **reception.by())
        unit_of_work.commit()
    watchman.remind(datetime(2027, 6, 15, 2, tzinfo=UTC))
    assert db.session.query(OutboxMessage).filter_by(kind="task_due").count() == 4
