"""What the clock does with agreements, trips and tasks: the worker calls, each deed is a commit.

Agreements come into force, renew themselves and end on their days; who answers for them is warned in time; and the
stored files of frozen texts are read once a day and held against their hashes. Trips begin and end on their days, and
travellers are reminded of their reports. Guests are asked what they thought of their visit. Whoever has something to do
is reminded.
"""

import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from coopevents import clock, config, unit_of_work
from coopevents.agreements import alert_queries, alerts, documents, endings, queries
from coopevents.agreements.alert_rules import Due
from coopevents.agreements.numbering import day_of
from coopevents.delegations import feedback_asking, result_queries, results
from coopevents.delegations.result_models import VisitResult
from coopevents.facts import THE_HOUSE
from coopevents.logs import log
from coopevents.mobility import queries as trips
from coopevents.mobility import recording, reporting
from coopevents.storage.store import present_store
from coopevents.tasks import queries as tasks
from coopevents.tasks import reminders
from coopevents.tasks import service as task_service
from coopevents.tasks.models import Task
from coopevents.tasks.reminders import AHEAD

EVERY = timedelta(hours=1)


class Watchman:
    """Makes the round once an hour; what fails is written to the log and tried again, and the others do not wait."""

    def __init__(self, app: Flask, stopping: threading.Event) -> None:
        self.app, self.stopping = app, stopping
        self._next_at: datetime | None = None
        self._read_on: date | None = None

    def look(self) -> None:
        """Make the round, unless one was made within the hour; trouble waits for the next one."""
        now = clock.now()
        if self._next_at is not None and now < self._next_at:
            return
        self._next_at = now + EVERY
        with self.app.app_context():
            try:
                self.watch(now)
            except SQLAlchemyError as error:
                log.warning("the database does not answer the worker", reason=type(error).__name__)
            finally:
                unit_of_work.discard()

    def watch(self, now: datetime) -> None:
        """Everything that is due by now: agreements, reminders, alerts, trips, guests, and once a day frozen files."""
        self.follow_days(now)
        self.remind(now)
        self.warn(now)
        self.follow_trips(now)
        self.ask_guests(now)
        if self._read_on != day_of(now):
            self.read_frozen(now)
            self._read_on = day_of(now)

    def follow_days(self, now: datetime) -> None:
        """Let agreements come into force, go on and end."""
        with unit_of_work.looking():
            due = alert_queries.list_due_by_days(day_of(now))
        self._each("agreement", due, lambda each: _follow(each, now))

    def remind(self, now: datetime) -> None:
        """Remind whoever owns a task, or sees to a follow-up of a visit, that is due."""
        today = day_of(now)
        with unit_of_work.looking():
            due = [each.id for each in tasks.list_to_remind(today + AHEAD) if _is_due(each.due_on, each, today)]
            owed = result_queries.list_to_remind(today + AHEAD)
            follow_ups = [each.id for each in owed if each.due_on and _is_due(each.due_on, each, today)]
        self._each("task", due, lambda each: _remind_of_task(each, now))
        self._each("follow-up", follow_ups, lambda each: _remind_of_follow_up(each, now))

    def warn(self, now: datetime) -> None:
        """Tell whom it concerns of everything that calls for attention and was not told yet."""
        days = config.in_force().stalled_days
        with unit_of_work.looking():
            due = dict(alerts.list_due(now, stalled_days=days))
        self._each("agreement", due, lambda each: _warn(each, due[each], now))

    def follow_trips(self, now: datetime) -> None:
        """Let trips begin and end, and remind of the reports that are owed."""
        with unit_of_work.looking():
            due = trips.list_due_by_days(recording.day_of(now))
        self._each("trip", due, lambda each: _travel(each, now))
        with unit_of_work.looking():
            owed = [each.trip_id for each in trips.list_owing_reports() if reporting.is_reminded_now(each, now)]
        self._each("trip", dict.fromkeys(owed), lambda each: _remind(each, now))

    def ask_guests(self, now: datetime) -> None:
        """Ask guests whose visit is over what they thought, and those once more who did not answer."""
        with unit_of_work.looking():
            to_ask, to_remind = feedback_asking.list_due(now)
        self._each("visit", to_ask, lambda each: feedback_asking.ask_guests(each, now=now, actor=THE_HOUSE))
        self._each("visit", to_remind, lambda each: feedback_asking.remind_guests(each, now=now, actor=THE_HOUSE))

    def read_frozen(self, now: datetime) -> None:
        """Hold the stored bytes of every frozen text against its hash; tell of what is damaged, once."""
        with unit_of_work.looking():
            ids = [(each.agreement_id, each.id) for each in queries.list_frozen_documents()]
        for agreement_id, document_id in ids:
            if self.stopping.is_set():
                return
            with unit_of_work.looking():
                document = queries.get_document(agreement_id, document_id)
                is_known = documents.is_whole(document, store=present_store()) == (document.damaged_at is None)
            if not is_known:
                self._each("document", [document_id], lambda each, of=agreement_id: _write_down(of, each, now))  # type: ignore[misc]

    def _each(self, what: str, ids: Iterable[int], deed: Callable[[int], object]) -> None:
        unit_of_work.each_on_its_own(what, ids, deed, is_stopping=self.stopping.is_set)


def _is_due(due_on: date, of: Task | VisitResult, today: date) -> bool:
    return reminders.is_due(due_on, of.reminded_on, today)


def _remind_of_task(task_id: int, now: datetime) -> None:
    task_service.remind(tasks.lock_task(task_id), today=day_of(now), now=now, actor=THE_HOUSE)


def _remind_of_follow_up(result_id: int, now: datetime) -> None:
    results.remind_owner(result_queries.get_by_id(result_id), now=now, actor=THE_HOUSE)


def _warn(agreement_id: int, alert: Due, now: datetime) -> None:
    days = config.in_force().stalled_days
    alerts.raise_alert(agreement_id, alert, stalled_days=days, now=now, actor=THE_HOUSE)


def _follow(agreement_id: int, now: datetime) -> None:
    """Each verb looks again behind the lock whether its day has come."""
    agreement = queries.get_agreement(agreement_id)
    for verb in (endings.enter_into_force, endings.prolong, endings.expire):
        verb(agreement, now=now, actor=THE_HOUSE)


def _travel(trip_id: int, now: datetime) -> None:
    reporting.follow_calendar(trips.get_trip(trip_id), now=now, actor=THE_HOUSE)


def _remind(trip_id: int, now: datetime) -> None:
    reporting.remind_by_calendar(trip_id, now=now, actor=THE_HOUSE)


def _write_down(agreement_id: int, document_id: int, now: datetime) -> None:
    document = queries.get_document(agreement_id, document_id)
    documents.check_document(document, store=present_store(), now=now, actor=THE_HOUSE)
