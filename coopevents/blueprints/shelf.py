"""The shelf: answers that are the same for everybody, kept by each process while they are true.

An answer is true while the counters of its slots (:mod:`coopevents.generations`) stand still and the moment has not
come at which it becomes untrue by itself (an activity begins, registration closes). On several machines the
counters of one do not reach the others: so nothing is older than a minute, and one reader's request fetches it anew
while the others are still given the old one.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

import brotli

from coopevents.generations import Generations

LONGEST = timedelta(seconds=60)
MOST_BYTES = 32 * 1024 * 1024
IDENTITY = "identity"
WORTH_COMPRESSING = 512
COMPRESSED_ALREADY = frozenset({"application/pdf", "image/png"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What everybody is answered, the slots it depends on, and until when it is true at most.

    ``framed_by`` are the sites that may show it within their pages (as a policy's ``frame-ancestors``); empty for none.
    """

    body: bytes
    media_type: str
    etag: str
    slots: tuple[int, ...]
    changed_at: datetime | None = None
    until: datetime | None = None
    framed_by: str = ""


@dataclass(slots=True)
class Kept:
    """An answer on the shelf, with its compressed forms once somebody asked for them."""

    answer: Answer
    counters: tuple[tuple[int, int], ...]
    kept_at: datetime
    forms: dict[str, bytes] = field(default_factory=dict)

    def form(self, encoding: str) -> bytes:
        """The body in an encoding."""
        is_small = len(self.answer.body) < WORTH_COMPRESSING
        if encoding == IDENTITY or is_small or self.answer.media_type in COMPRESSED_ALREADY:
            return self.answer.body
        if encoding not in self.forms:
            self.forms[encoding] = _compressed(self.answer.body, encoding)
        return self.forms[encoding]

    @property
    def size(self) -> int:
        """What it takes on the shelf, roughly."""
        return len(self.answer.body) + len(self.answer.body) // 4 + 1024


def _compressed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=5))
    return gzip.compress(body, compresslevel=6, mtime=0)


class Shelf:
    """A process's kept answers, the longest unasked one leaving first when there is no more room."""

    def __init__(self, generations: Generations, most_bytes: int = MOST_BYTES) -> None:
        self._generations = generations
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._order = Lock()
        self._builders = [Lock() for _number in range(64)]

    def find(self, key: Hashable, now: datetime) -> Kept | None:
        """What is kept under the key and still true."""
        with self._order:
            kept = self._kept.get(key)
            if kept is None or not self._is_true(kept, now):
                return None
            self._kept.move_to_end(key)
            return kept

    def get(self, key: Hashable, now: datetime, build: Callable[[], Answer]) -> Kept:
        """What is kept under the key; built, by one thread only, when it is not there or no longer true."""
        kept = self.find(key, now)
        builder = self._builders[hash(key) % len(self._builders)]
        if kept is not None and self.is_young(kept, now):
            return kept
        if not builder.acquire(blocking=kept is None):
            assert kept is not None  # noqa: S101 - whoever does not wait has something to return
            return kept
        try:
            again = self.find(key, now)
            if again is not None and again is not kept:
                return again
            return self._put(key, now, build)
        finally:
            builder.release()

    def is_young(self, kept: Kept, now: datetime) -> bool:
        """Whether nobody has to look again yet."""
        return now - kept.kept_at < LONGEST

    def _is_true(self, kept: Kept, now: datetime) -> bool:
        if kept.answer.until is not None and now >= kept.answer.until:
            return False
        return all(self._generations.current(slot) == counter for slot, counter in kept.counters)

    def _put(self, key: Hashable, now: datetime, build: Callable[[], Answer]) -> Kept:
        seen = self._generations.seen()
        answer = build()
        kept = Kept(answer, tuple((slot, seen(slot)) for slot in answer.slots), now)
        with self._order:
            old = self._kept.pop(key, None)
            self._kept[key] = kept
            self._bytes += kept.size - (old.size if old else 0)
            while self._bytes > self._most_bytes and len(self._kept) > 1:
                _key, gone = self._kept.popitem(last=False)
                self._bytes -= gone.size
        if old is not None and old.answer.etag == answer.etag:
            kept.forms.update(old.forms)
        return kept
