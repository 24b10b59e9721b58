"""What many scans of one guest mean together, in whatever order they come in. Pure.

The moment of the scan decides, not the moment at which a device found the network again: the earliest counts, later
ones say the same again. What was taken back counts for nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from coopevents.registration.gate_models import ScanKind

CLOCK_IS_RIGHT_WITHIN = timedelta(seconds=3)
"""A clock that differs by less is taken to be right: that much a message may be under way."""


@dataclass(frozen=True)
class Scan:
    """One scan: ``id`` orders those of the same moment, ``undoes`` names the scan that is taken back."""

    id: int
    kind: ScanKind
    at: datetime
    undoes: int | None = None


@dataclass(frozen=True)
class Merged:
    """What the scans mean: who is in since which scan, which scans count, and what the others repeat."""

    is_in: bool = False
    first: int | None = None
    counting: frozenset[int] = frozenset()
    undone: frozenset[int] = frozenset()
    repeats: dict[int, int] = field(default_factory=dict)


def merge(scans: Iterable[Scan]) -> Merged:
    """Fold the scans of one guest at the event, or in one activity, in the order of their moments.

    ``first`` is the first arrival that counts; ``repeats`` maps a scan to the counting one it says again.
    """
    everything = list(scans)
    undone = frozenset(each.undoes for each in everything if each.kind is ScanKind.UNDO and each.undoes is not None)
    standing = [each for each in everything if each.kind is not ScanKind.UNDO and each.id not in undone]
    counting, repeats = _folded(sorted(standing, key=lambda each: (each.at, each.id)))
    last = counting[-1] if counting else None
    arrivals = [each for each in counting if each.kind is ScanKind.IN]
    return Merged(
        is_in=last is not None and last.kind is ScanKind.IN,
        first=arrivals[0].id if arrivals else None,
        counting=frozenset(each.id for each in counting),
        undone=undone,
        repeats=repeats,
    )


def _folded(scans: Sequence[Scan]) -> tuple[list[Scan], dict[int, int]]:
    """The scans that change something, and what each other one repeats; leaving without having come repeats itself."""
    counting: list[Scan] = []
    repeats: dict[int, int] = {}
    for scan in scans:
        was = counting[-1].kind if counting else ScanKind.OUT
        if scan.kind is was:
            repeats[scan.id] = counting[-1].id if counting else scan.id
        else:
            counting.append(scan)
    return counting, repeats


def moment_of(scanned_at: datetime, *, sent_at: datetime | None, received_at: datetime) -> datetime:
    """When a scan happened, by our clock: what the device's clock was wrong by when it sent is taken off.

    No scan happened after it was received.
    """
    wrong = sent_at - received_at if sent_at is not None else timedelta(0)
    if abs(wrong) <= CLOCK_IS_RIGHT_WITHIN:
        wrong = timedelta(0)
    return min(scanned_at - wrong, received_at)
