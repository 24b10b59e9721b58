"""The worker's door: who is to hear of a release is written to, and what is due in the outbox goes to the mail server.

The outbox is the truth; Huey only wakes. A lost wake-up costs at most a minute, until the next sweep.
"""

import sqlite3
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer
from sqlalchemy.exc import SQLAlchemyError

from coopevents import clock, unit_of_work
from coopevents.config import Settings
from coopevents.draftsman import Draftsman
from coopevents.importer import Importer
from coopevents.logs import log
from coopevents.mail import application, delivery, queries
from coopevents.mail.mime import Outgoing
from coopevents.mail.post import Outcome, Post, ServerTrouble
from coopevents.purger import Purger
from coopevents.reactions import telling
from coopevents.registration import indexing
from coopevents.schedule import notices
from coopevents.ushering import Usher
from coopevents.watching import Watchman

NAME = "coopevents"
SWEEP_EVERY = timedelta(seconds=60)
CUTS_IN_A_ROW = 3
"""After that many broken connections the server is taken to be ill, rather than the messages."""
LEAVE_QUEUE_ALONE_SECONDS = 10.0


def init_app(app: Flask) -> None:
    """Wake the worker whenever new messages are committed."""
    app.extensions["jobs"] = jobs = Jobs(app)
    application.wake_by(app, jobs.wake)


class Courier:
    """Carries messages, one at a time over one connection, and leaves an ill server alone for a while."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.stopping = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._troubles = 0
        self._rest_until: datetime | None = None

    def carry(self) -> datetime | None:
        """Hand over everything that is due; returns when to come again, None when nothing waits."""
        with self._one_at_a_time, self.app.app_context():
            if not delivery.has_mail_server():
                return None
            try:
                if self._rest_until is None or clock.now() >= self._rest_until:
                    self._carry_what_is_due()
                next_at = queries.next_due_at()
            except SQLAlchemyError as error:
                log.warning("the database does not answer the worker", reason=type(error).__name__)
                return clock.now() + timedelta(seconds=5)
            finally:
                unit_of_work.discard()
            return max(next_at, self._rest_until) if next_at and self._rest_until else next_at

    def _carry_what_is_due(self) -> None:
        delivery.release_expired(clock.now())
        unit_of_work.commit()
        is_due = queries.oldest_due_at(clock.now()) is not None
        unit_of_work.discard()
        if not is_due:
            return
        try:
            with delivery.open_post() as post:
                self._carry_over(post)
        except ServerTrouble as trouble:
            self._rest(trouble.kept)
        else:
            self._troubles, self._rest_until = 0, None

    def _carry_over(self, post: Post) -> None:
        cuts = 0
        message = self._claim(None, None)
        while message is not None:
            try:
                outcome = post.hand_over(message)
            except ServerTrouble:
                self._give_back(message)
                raise
            cuts = cuts + 1 if outcome.is_cut else 0
            is_last = self.stopping.is_set() or cuts == CUTS_IN_A_ROW
            message = self._claim(message, outcome, is_last=is_last)
            if cuts == CUTS_IN_A_ROW:
                raise ServerTrouble(outcome.trouble)

    def _claim(self, done: Outgoing | None, outcome: Outcome | None, *, is_last: bool = False) -> Outgoing | None:
        """Write down what became of the last message and claim the next, in one transaction.

        What the server has accepted must not be forgotten: an ill database is waited for as long as the lease lasts.
        """
        for pause in (0.2, 0.5, 1, 2, 4, 8, 16, None):
            try:
                now = clock.now()
                if done is not None and outcome is not None:
                    delivery.note(done, outcome, now)
                claimed = None if is_last else delivery.claim_next(now)
                unit_of_work.commit()
            except SQLAlchemyError:
                unit_of_work.discard()
                if pause is None or done is None:
                    raise
                time.sleep(pause)
            else:
                return claimed
        return None

    def _give_back(self, message: Outgoing) -> None:
        delivery.give_back(message, clock.now())
        unit_of_work.commit()

    def _rest(self, trouble: str) -> None:
        now = clock.now()
        delivery.note_delay_of_all(trouble, now)
        unit_of_work.commit()
        self._troubles += 1
        self._rest_until = now + delivery.pause_after_troubles(self._troubles)
        log.warning("the mail server is ill", reason=trouble, next_try=self._rest_until.isoformat())


class Teller:
    """Writes to the people concerned by a release while they are left in quiet, and lets their messages go after it."""

    AT_ONCE = 20

    def __init__(self, app: Flask, stopping: threading.Event) -> None:
        self.app = app
        self.stopping = stopping

    def tell(self) -> datetime | None:
        """Bring every draft up to date and let go those that are due; returns when the next goes, None for none.

        What fails for one programme is written to the log and tried again at the next sweep: the others do not wait.
        """
        with self.app.app_context():
            try:
                for group in self._groups():
                    self._write_to(*group)
                while (next_at := self._next_due_at()) and next_at <= clock.now() and not self.stopping.is_set():
                    notices.hand_over(now=clock.now())
                    unit_of_work.commit()
                return next_at
            except SQLAlchemyError as error:
                log.warning("the database does not answer the worker", reason=type(error).__name__)
                return clock.now() + timedelta(seconds=5)
            finally:
                unit_of_work.discard()

    def _groups(self) -> list[tuple[int, int]]:
        with unit_of_work.looking():
            return notices.list_unwritten_groups()

    def _next_due_at(self) -> datetime | None:
        with unit_of_work.looking():
            return notices.next_due_at()

    def _write_to(self, schedule_id: int, since_number: int) -> None:
        try:
            with unit_of_work.looking():
                situation = telling.read(schedule_id, since_number)
            for first in range(0, len(situation.waiting), self.AT_ONCE):
                if self.stopping.is_set():
                    return
                written = telling.write(situation, situation.waiting[first : first + self.AT_ONCE])
                telling.keep(situation, written, now=clock.now())
                unit_of_work.commit()
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001 - one programme that cannot be told of must not keep the others waiting
            unit_of_work.discard()
            log.error("people cannot be told of a release", schedule=schedule_id, reason=type(error).__name__)


class Indexer:
    """Writes anew what registrations are found by, where that changed since they were written; some at a time."""

    def __init__(self, app: Flask, stopping: threading.Event) -> None:
        self.app = app
        self.stopping = stopping

    def index(self) -> None:
        """Write everything that waits, and let others write in between."""
        with self.app.app_context():
            try:
                with unit_of_work.looking():
                    is_waiting = indexing.has_unindexed()
                while is_waiting and not self.stopping.is_set():
                    is_waiting = indexing.index_some() == indexing.AT_ONCE
                    unit_of_work.commit()
            except SQLAlchemyError as error:
                log.warning("the database does not answer the worker", reason=type(error).__name__)
            finally:
                unit_of_work.discard()


class Jobs:
    """The queue of one application: opened when it is first needed, and never in the way of a request."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.courier = Courier(app)
        self.teller = Teller(app, self.courier.stopping)
        self.draftsman = Draftsman(app, self.courier.stopping)
        self.importer = Importer(app, self.courier.stopping)
        self.purger = Purger(app, self.courier.stopping)
        self.indexer = Indexer(app, self.courier.stopping)
        self.usher = Usher(app)
        self.watchman = Watchman(app, self.courier.stopping)
        self._opening = threading.Lock()
        self._queue: Huey | None = None
        self._deliver: Any = None
        self._leave_alone_until = 0.0
        self._scheduled_for: datetime | None = None

    def open(self) -> Huey:
        """The queue, with its tasks."""
        with self._opening:
            if self._queue is None:
                queue = open_queue(self.app.config["SETTINGS"])
                self._deliver = queue.task(name="deliver_due")(self.deliver_due)
                queue.periodic_task(crontab(), name="sweep")(self.deliver_due)
                self._queue = queue
            return self._queue

    def close(self) -> None:
        """Let go of the queue; it is opened anew when it is needed."""
        with self._opening:
            queue, self._queue = self._queue, None
            if queue is not None:
                queue.storage.close()

    def wake(self) -> None:
        """Ask the worker to look into the outbox; when the queue is ill, its next sweep will."""
        if time.monotonic() < self._leave_alone_until:
            return
        try:
            self.open()
            self._deliver()
        except Exception as error:  # noqa: BLE001 - each kind of queue has its own errors, and none may reach the reader
            self._leave_alone_until = time.monotonic() + LEAVE_QUEUE_ALONE_SECONDS
            log.warning("the worker could not be woken", reason=type(error).__name__)

    def deliver_due(self) -> None:
        """Task: see to waiting lists and agreements, write to those concerned, carry what is due, come back in time.

        Drafts of programmes and tables of registrations are worked on meanwhile, in threads of their own.
        """
        self.draftsman.look()
        self.importer.look()
        self.purger.look()
        self.watchman.look()
        ushered_at = self.usher.usher()
        told_at = self.teller.tell()
        carried_at = self.courier.carry()
        self.indexer.index()
        now, next_at = clock.now(), min(filter(None, (ushered_at, told_at, carried_at)), default=None)
        if next_at is None or next_at > now + SWEEP_EVERY or self._is_expected_between(now, next_at):
            return
        self._scheduled_for = max(next_at, now + timedelta(seconds=1))
        self._deliver.schedule(delay=(self._scheduled_for - now).total_seconds())

    def _is_expected_between(self, now: datetime, next_at: datetime) -> bool:
        return self._scheduled_for is not None and now < self._scheduled_for <= next_at

    def work(self, stop: threading.Event) -> None:
        """Deliver until ``stop`` is set; a message being handed over then is finished first."""
        consumer = self.open().create_consumer(workers=1, worker_type="thread", max_delay=0.5, shutdown_timeout=15)
        consumer._set_signal_handlers = lambda: None  # noqa: SLF001 - signals belong to the command line
        consumer.start()
        self.wake()
        while not stop.wait(10):
            consumer.check_worker_health()
        self.courier.stopping.set()
        self.draftsman.stop()
        self.importer.stop()
        consumer.stop(graceful=True)


def open_queue(settings: Settings) -> Huey:
    """The queue the settings ask for: Redis, the PostgreSQL database, or a SQLite file of its own."""
    chosen: dict[str, Any] = {
        "name": NAME,
        "results": False,
        "serializer": SignedSerializer(secret=settings.secret_key, salt=NAME),
    }
    if settings.redis_url:
        return RedisHuey(url=settings.redis_url, read_timeout=1, **chosen)
    if settings.database_url.startswith("postgresql"):
        return PostgresHuey(dsn=settings.database_url.replace("+psycopg", "", 1), table_prefix="queue", **chosen)
    path = settings.data_dir / "queue.sqlite3"
    try:
        return _open_file(path, chosen)
    except sqlite3.DatabaseError:
        for each in settings.data_dir.glob(f"{path.name}*"):  # it holds nothing but wake-ups
            each.unlink()
        return _open_file(path, chosen)


def _open_file(path: Path, chosen: dict[str, Any]) -> Huey:
    return SqliteHuey(filename=str(path), fsync=False, cache_mb=1, **chosen)
