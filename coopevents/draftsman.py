"""Works on the assistant's drafts, one at a time, each in a process of its own.

The row of a draft is the truth: it is claimed, heard of every second or two, and finished. A worker that is killed is
no longer heard of, and the draft is begun anew by the next one. Thinking in another process keeps the worker small, its
messages going, and a crash of the solver harmless.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from coopevents import clock, unit_of_work
from coopevents.logs import log
from coopevents.schedule import proposal_queries, proposals
from coopevents.schedule.assistant.drafting import SECONDS

COMMAND = (sys.executable, "-m", "coopevents.schedule.assistant")
PATIENCE = 30.0
"""Seconds a draft may take beyond its time before the process is ended."""
NOTHING_CAME = "the process that drafts ended without an answer"


class Draftsman:
    """Looks for drafts to work on; a second look while it works does nothing."""

    def __init__(self, app: Flask, stopping: threading.Event, *, seconds: float = SECONDS) -> None:
        self.app, self.stopping, self.seconds = app, stopping, seconds
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None

    def look(self) -> None:
        """Begin to work when a draft waits, without keeping the caller."""
        with self._starting:
            if self._thread is not None and self._thread.is_alive():
                return
            if self.stopping.is_set() or not self._has_work():
                return
            self._thread = threading.Thread(target=self._work, name="draftsman", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Give back what is being worked on; to be called once ``stopping`` is set."""
        process, thread = self._process, self._thread
        if process is not None:
            process.kill()
        if thread is not None:
            thread.join(timeout)

    def _has_work(self) -> bool:
        try:
            with self.app.app_context(), unit_of_work.looking():
                return proposal_queries.has_waiting(clock.now())
        except SQLAlchemyError as error:
            log.warning("the database does not answer the worker", reason=type(error).__name__)
            return False

    def _work(self) -> None:
        with self.app.app_context():
            try:
                while not self.stopping.is_set() and (claimed := self._claim()) is not None:
                    self._draft(*claimed)
            except SQLAlchemyError as error:
                log.warning("the database does not answer the worker", reason=type(error).__name__)
            finally:
                unit_of_work.discard()

    def _claim(self) -> tuple[int, int, dict[str, Any]] | None:
        proposal = proposals.claim_next(clock.now())
        claimed = (proposal.id, proposal.tries, dict(proposal.wish["problem"])) if proposal is not None else None
        unit_of_work.commit()
        return claimed

    def _draft(self, proposal_id: int, tries: int, problem: dict[str, Any]) -> None:
        result = None
        for said in self._thoughts(problem):
            result = said.get("draft", result)
            if not self._is_still_wanted(proposal_id, tries, said.get("progress", 99)):
                return
        self._settle(proposal_id, tries, result, clock.now())

    def _thoughts(self, problem: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """What the process says, line by line; it is gone once this is over."""
        process = self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module, no argument
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        limit = threading.Timer(self.seconds + PATIENCE, process.kill)
        limit.start()
        if self.stopping.is_set():
            process.kill()
        try:
            if process.stdin is not None and process.stdout is not None:
                with process.stdin as asked:
                    asked.write(json.dumps({"problem": problem, "seconds": self.seconds}) + "\n")
                for line in process.stdout:
                    yield json.loads(line)
        except (BrokenPipeError, json.JSONDecodeError) as error:
            log.warning("the process that drafts broke off", reason=type(error).__name__)
        finally:
            limit.cancel()
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
            self._process = None

    def _is_still_wanted(self, proposal_id: int, tries: int, progress: int) -> bool:
        is_mine = proposal_queries.hear_of(proposal_id, tries, progress, clock.now())
        unit_of_work.commit()
        return is_mine

    def _settle(self, proposal_id: int, tries: int, result: dict[str, Any] | None, now: datetime) -> None:
        """Write down what came of it, if it is still wanted, or give it back when the worker stops."""
        proposal = proposal_queries.find_claimed(proposal_id, tries, now)
        if proposal is not None:
            if result is not None:
                proposals.finish(proposal, result, now=now)
            elif self.stopping.is_set():
                proposals.give_back(proposal)
            else:
                proposals.fail(proposal, NOTHING_CAME, now=now)
        unit_of_work.commit()
