"""Writers of one SQLite file take turns, in the order in which they asked.

SQLite lets whoever waits for its write lock try again after ever longer pauses (sqlite3_busy_timeout), so that under
load some writer is always the unlucky one: with 16 guests at a time, the last of a hundred waited 2 s where all the
work took 1 s. Here the threads of a process stand in one line, and only its head tries for the file, often; who comes
out of the line lets another process go first. Foreign writers are waited for as before.
"""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from threading import Event, Lock

PAUSE_SECONDS = 0.001
"""How long the head of the line waits between two tries, at first."""
LONGEST_PAUSE_SECONDS = 0.02
COURTESY_SECONDS = 0.0015
"""How long the next in line leaves the file to other processes."""

_lines: dict[str, Line] = {}
_lines_lock = Lock()


class Line:
    """Threads that want to write to the same file: one is served, the others wait, first come, first served."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[Event] = deque()
        self._is_served = False

    def stand(self, patience: float) -> bool:
        """Wait for one's turn for so many seconds; whether it came. Who got it must ``leave``."""
        with self._lock:
            if not self._is_served:
                self._is_served = True
                return True
            turn = Event()
            self._waiting.append(turn)
        if turn.wait(patience):
            time.sleep(COURTESY_SECONDS)
            return True
        with self._lock:
            if turn.is_set():
                return True
            self._waiting.remove(turn)
            return False

    def leave(self) -> None:
        """Let the next one have its turn."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_served = False


def line_of(path: str) -> Line:
    """The line of this process in front of a file."""
    with _lines_lock:
        return _lines.setdefault(path, Line())


class TurnTaking(sqlite3.Connection):
    """A connection that writes in turn: from ``begin_writing`` to its commit, rollback or end."""

    line: Line | None = None
    """The line in front of its file."""
    has_turn = False

    def begin_writing(self, patience: float) -> bool:
        """Begin a transaction that may write, within so many seconds; whether it began.

        Raises sqlite3.OperationalError for whatever is not somebody else's lock.
        """
        until = time.monotonic() + patience
        if self.line is not None:
            self.has_turn = self.line.stand(patience)
            if not self.has_turn:
                return False
        pause = PAUSE_SECONDS
        self.execute("PRAGMA busy_timeout=0")
        while not (has_begun := self._has_begun()) and time.monotonic() < until:
            time.sleep(pause)
            pause = min(pause * 1.05, LONGEST_PAUSE_SECONDS)
        self.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
        if not has_begun:
            self._leave()
        return has_begun

    def _has_begun(self) -> bool:
        try:
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                self._leave()
                raise
            return False
        return True

    def commit(self) -> None:
        """Commit, and let the next one write."""
        try:
            super().commit()
        finally:
            self._leave()

    def rollback(self) -> None:
        """Roll back, and let the next one write."""
        try:
            super().rollback()
        finally:
            self._leave()

    def close(self) -> None:
        """Close, and let the next one write."""
        try:
            super().close()
        finally:
            self._leave()

    def _leave(self) -> None:
        if self.has_turn and self.line is not None:
            self.has_turn = False
            self.line.leave()
