"""The worker's part that erases what is no longer to be kept, a few rows at a time."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from coopevents import clock, unit_of_work
from coopevents.delegations import feedback_asking, people_purging, photos, receipts
from coopevents.forms import hiding
from coopevents.helping import erasing as helper_erasing
from coopevents.logs import log
from coopevents.mobility import erasing as trip_erasing
from coopevents.registration import drafts, invitation_privacy, protected_queries, purging, traces
from coopevents.storage import handing_in
from coopevents.storage.store import present_store
from coopevents.tours import erasing

EVERY = timedelta(hours=1)
SOON = timedelta(minutes=1)
"""When it is tried again to sweep out traces that could not be, because somebody was using the tables."""
SOME_AT_A_TIME: tuple[Callable[[datetime], int], ...] = (
    invitation_privacy.forget_old,
    erasing.erase_old,
    trip_erasing.erase_old,
    helper_erasing.erase_old,
    feedback_asking.forget_writers,
    receipts.erase_old,
    photos.erase_old,
)
"""What erases a few rows per call, and says how many."""


class Purger:
    """Looks once an hour for sensitive answers whose time has come."""

    def __init__(self, app: Flask, stopping: threading.Event) -> None:
        self.app, self.stopping = app, stopping
        self._next_at: datetime | None = None

    def look(self) -> None:
        """Erase what is due, unless that was done within the hour; trouble waits for the next hour."""
        now = clock.now()
        if self._next_at is not None and now < self._next_at:
            return
        self._next_at = now + EVERY
        with self.app.app_context():
            try:
                self.purge(now)
                if traces.are_left():
                    self._next_at = now + SOON
            except SQLAlchemyError as error:
                log.warning("the database does not answer the worker", reason=type(error).__name__)
            finally:
                unit_of_work.discard()

    def purge(self, now: datetime) -> int:
        """Erase everything that is due, and its traces in the database's files; returns how many guests it was."""
        self._cover()
        with unit_of_work.looking():
            waiting = purging.list_due(now)
        if handing_in.erase_forgotten(store=present_store(), now=now) + drafts.erase_old(now):
            unit_of_work.commit()
        for forget in SOME_AT_A_TIME:
            while forget(now) and not self.stopping.is_set():
                unit_of_work.commit()
        done = self._purge_visits(now)
        for due in waiting:
            for count in purging.purge(due, now=now):
                unit_of_work.commit()
                done += count
                if self.stopping.is_set():
                    return done
        unit_of_work.discard()
        if traces.are_left():
            traces.sweep_out()
        if done:
            log.info("sensitive answers were erased on time", guests=done)
        return done

    def _purge_visits(self, now: datetime) -> int:
        """What is due of people who came in delegations."""
        with unit_of_work.looking():
            waiting = people_purging.list_due(now)
        done = 0
        for due in waiting:
            if self.stopping.is_set():
                break
            done += people_purging.purge(due, now=now)
            unit_of_work.commit()
        return done

    def _cover(self) -> None:
        """Seal what was answered before its question became sensitive."""
        with unit_of_work.looking():
            waiting = hiding.list_uncovered()
        for uncovered in waiting:
            for subjects in hiding.cover(uncovered):
                if subjects:
                    traces.leave()
                    ids = [each.id for each in subjects if each.kind == "registration"]
                    protected_queries.forget_in_clear(ids, uncovered.keys)
                unit_of_work.commit()
                if self.stopping.is_set():
                    return
