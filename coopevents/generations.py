"""Generations: how every process of one machine knows, without a query, that public content changed.

A small file shared by memory mapping holds one counter per slot. Whoever commits a change of public content raises the
counter of its slot; a cached page remembers the counter under which it was built and is built anew when it differs.
Several events may share a slot: then a page is rebuilt once too often, never too seldom.
"""

import fcntl
import mmap
import os
import struct
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

SLOTS = 1024
LISTS = 0
"""The slot of what shows many events: the list of public events."""
PARTNERS = 512
"""The slot of what everybody sees of the partners: half way between those of events and those of their seats."""
COUNTRIES = 513
"""The slot of what countries and regions are called."""
_COUNTER = struct.Struct("<Q")


class Generations:
    """The counters in the file at ``path``, which is created when absent."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        size = SLOTS * _COUNTER.size
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.truncate(size)
        self._file = os.open(path, os.O_RDWR)
        weakref.finalize(self, os.close, self._file)
        self._threads = threading.Lock()
        self._counters = mmap.mmap(self._file, size)

    def current(self, slot: int) -> int:
        """The counter of a slot (any integer: an event's id)."""
        (counter,) = _COUNTER.unpack_from(self._counters, (slot % SLOTS) * _COUNTER.size)
        return int(counter)

    def seen(self) -> Callable[[int], int]:
        """All counters as they stand now: what is read from the database later is at least as new as they say."""
        counters = bytes(self._counters)
        return lambda slot: int(_COUNTER.unpack_from(counters, (slot % SLOTS) * _COUNTER.size)[0])

    def raise_all(self) -> None:
        """Everything public is to be built anew."""
        for slot in range(SLOTS):
            self.advance(slot)

    def advance(self, slot: int) -> None:
        """What was built for this slot is outdated, in every process of this machine."""
        offset = (slot % SLOTS) * _COUNTER.size
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX, _COUNTER.size, offset)
            try:
                _COUNTER.pack_into(self._counters, offset, self.current(slot) + 1)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, _COUNTER.size, offset)


def seats_of(event_id: int) -> int:
    """The slot of what an event's page says about free seats: it changes far more often than the rest."""
    return -event_id
