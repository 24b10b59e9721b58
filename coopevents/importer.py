"""Works on tables of registrations that were sent in, one at a time, in steps so short that nobody waits for them.

The row of a table is the truth: it is claimed, heard of with every step, and what a step did is written in the same
transaction. A worker that is killed is no longer heard of, and the next one goes on where it was.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from coopevents import clock, unit_of_work
from coopevents.i18n import force_locale
from coopevents.logs import log
from coopevents.refusals import Refusal
from coopevents.registration.exchange import queries, service, working
from coopevents.registration.exchange.models import RegistrationImport
from coopevents.registration.exchange.states import ImportState
from coopevents.registration.exchange.taking import Memory

STEP_SECONDS = 0.3
"""How long a step may hold the lock behind which the event's guests wait; it ends with the row it is at."""
PAUSE_SECONDS = 0.03
"""How long others are let go first after each step: longer than a writer elsewhere pauses between two tries."""
MOST_TRIES = 5
LOST = "the worker was stopped five times while it worked on this"
After = dict[ImportState, ImportState]
AFTER: After = {ImportState.TAKING: ImportState.DONE, ImportState.UNDOING: ImportState.UNDONE}


class Importer:
    """Looks for tables to work on; a second look while it works does nothing."""

    def __init__(self, app: Flask, stopping: threading.Event) -> None:
        self.app, self.stopping = app, stopping
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def look(self) -> None:
        """Begin to work when a table waits, without keeping the caller."""
        with self._starting:
            if self._thread is not None and self._thread.is_alive():
                return
            if self.stopping.is_set() or not self._has_work():
                return
            self._thread = threading.Thread(target=self.work, name="importer", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Wait for the present step to end; to be called once ``stopping`` is set."""
        if self._thread is not None:
            self._thread.join(timeout)

    def _has_work(self) -> bool:
        try:
            with self.app.app_context(), unit_of_work.looking():
                now = clock.now()
                return queries.has_work(now) or bool(queries.list_forgettable(now - service.KEPT))
        except SQLAlchemyError as error:
            log.warning("the database does not answer the worker", reason=type(error).__name__)
            return False

    def work(self) -> None:
        """Work on everything that waits."""
        with self.app.app_context():
            try:
                self._forget_old()
                while not self.stopping.is_set() and (claimed := self._claim()) is not None:
                    self._work_on(*claimed)
            except SQLAlchemyError as error:
                log.warning("the database does not answer the worker", reason=type(error).__name__)
            finally:
                unit_of_work.discard()

    def _claim(self) -> tuple[int, int, ImportState] | None:
        held = queries.claim_next(clock.now())
        if held is not None and held.tries > MOST_TRIES:
            service.fail(held, LOST, now=clock.now())
        claimed = (held.id, held.turn, held.state) if held is not None else None
        unit_of_work.commit()
        return claimed

    def _work_on(self, import_id: int, turn: int, state: ImportState) -> None:
        try:
            if state is ImportState.CHECKING:
                self._check(import_id, turn)
            elif state is ImportState.TAKING:
                self._deal(import_id, turn, state, working.take_some)
            elif state is ImportState.UNDOING:
                self._deal(import_id, turn, state, working.undo_some)
        finally:
            if self.stopping.is_set():
                self._give_back(import_id, turn)

    def _check(self, import_id: int, turn: int) -> None:
        """Look at every row; one that was begun by somebody who is gone is begun anew."""
        while self._step(import_id, turn, lambda _held: queries.forget_some_rows(import_id)):
            pass
        try:
            with unit_of_work.looking():
                look = working.Look(self._held(import_id))
        except Refusal as refusal:
            self._fail(import_id, turn, refusal)
            return
        rows = look.table.rows
        if not self._begin(import_id, turn, len(rows)):
            return
        for first in range(0, len(rows), working.LOOKED_AT_ONCE):
            some = rows[first : first + working.LOOKED_AT_ONCE]
            with unit_of_work.looking():
                found = look.look_at(some)
            if self.stopping.is_set() or not self._keep(import_id, turn, found):
                return
        if queries.hear_of(import_id, turn, clock.now()):
            held = self._held(import_id)
            working.keep_looked(held, look)
            held.state, held.heard_at, held.touched_at = ImportState.CHECKED, None, clock.now()
        unit_of_work.commit()

    def _begin(self, import_id: int, turn: int, total: int) -> bool:
        is_mine = queries.hear_of(import_id, turn, clock.now())
        if is_mine:
            held = self._held(import_id)
            held.total, held.done, held.has_rows = total, 0, True
        unit_of_work.commit()
        return is_mine

    def _keep(self, import_id: int, turn: int, found: list[dict[str, object]]) -> bool:
        is_mine = queries.hear_of(import_id, turn, clock.now(), further=len(found))
        if is_mine:
            queries.add_rows(found)
        unit_of_work.commit()
        time.sleep(PAUSE_SECONDS)
        return is_mine

    def _deal(self, import_id: int, turn: int, state: ImportState, deed: Callable[..., int]) -> None:
        memory = Memory()

        def some(held: RegistrationImport) -> int:
            until = time.monotonic() + STEP_SECONDS
            return deed(held, memory=memory, now=clock.now(), is_over=lambda: time.monotonic() > until)

        while not self.stopping.is_set():
            done = self._step(import_id, turn, some)
            if done is None:
                return
            if done == 0:
                self._finish(import_id, turn, AFTER[state])
                return

    def _step(self, import_id: int, turn: int, deed: Callable[[RegistrationImport], int | bool]) -> int | None:
        """One short transaction; None when the work is no longer ours."""
        if not queries.hear_of(import_id, turn, clock.now()):
            unit_of_work.discard()
            return None
        done = int(deed(self._held(import_id)))
        if done:
            queries.hear_of(import_id, turn, clock.now(), further=done)
        unit_of_work.commit()
        time.sleep(PAUSE_SECONDS)
        return done

    def _finish(self, import_id: int, turn: int, state: ImportState) -> None:
        if queries.hear_of(import_id, turn, clock.now()):
            service.finish(self._held(import_id), state, now=clock.now())
        unit_of_work.commit()

    def _fail(self, import_id: int, turn: int, refusal: Refusal) -> None:
        if queries.hear_of(import_id, turn, clock.now()):
            held = self._held(import_id)
            with force_locale(held.language):
                service.fail(held, str(refusal), now=clock.now())
        unit_of_work.commit()

    def _give_back(self, import_id: int, turn: int) -> None:
        """The worker stops; the next one need not wait until this one is taken to be gone."""
        unit_of_work.discard()
        held = queries.find_import(import_id)
        if held is not None and held.turn == turn:
            held.heard_at, held.tries = None, max(0, held.tries - 1)
        unit_of_work.commit()

    def _forget_old(self) -> None:
        """Let go of rows nobody needs any more."""
        before: datetime = clock.now() - service.KEPT
        with unit_of_work.looking():
            waiting = queries.list_forgettable(before)
        for import_id in waiting:
            while queries.forget_some_rows(import_id):
                unit_of_work.commit()
                time.sleep(PAUSE_SECONDS)
            held = self._held(import_id)
            held.has_rows, held.sealed = False, ""
            if held.state is ImportState.CHECKED:
                held.state = ImportState.DROPPED
            unit_of_work.commit()

    @staticmethod
    def _held(import_id: int) -> RegistrationImport:
        held = queries.find_import(import_id)
        if held is None:
            raise LookupError(import_id)
        return held
