"""S5: clash search over the people, places, walking times of workload W, and how its cost grows.

W is 500 activities in 10 rooms on 5 days; larger ones are the same week with more rooms and people.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log2
from random import Random
from statistics import median
from time import perf_counter

from coopevents.schedule.clashes import ClashIndex, Slot, Surroundings, find_clashes

START = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
MOST_MS, MOST_MS_FOR_ONE = 50.0, 2.0
SIZES = (500, 5_000, 50_000)


def workload(size: int) -> tuple[list[Slot], Surroundings]:
    """A week of that many activities: ten for each room and day, one speaker each, some hosts with several a day."""
    chance, rooms = Random(size), size // 50
    slots = []
    for number in range(size):
        room, rest = number % rooms, number // rooms
        start = START + timedelta(days=rest % 5, minutes=60 * (rest // 5) + chance.choice((0, 0, 0, 5, 10)))
        people = frozenset({number, size + chance.randrange(rooms * 5)})
        length = timedelta(minutes=chance.choice((45, 50, 60)))
        slots.append(Slot(number, f"uid-{number}", start, start + length, room, people, chance.choice((None, 40, 90))))
    walking = {(a, b): 5 + (a + b) % 20 for a in range(min(rooms, 200)) for b in range(a + 1, min(rooms, 200))}
    seats = {room: 60 + room % 40 for room in range(rooms)}
    return slots, Surroundings(turnover=dict.fromkeys(range(rooms), 10), walking=walking, capacity=seats)


def main() -> int:
    """Print the line of the promise and what stands behind it."""
    seconds, findings = {}, {}
    for size in SIZES:
        slots, around = workload(size)
        times = []
        for _round in range(5 if size > 10_000 else 15):
            begun = perf_counter()
            found = find_clashes(slots, around)
            times.append(perf_counter() - begun)
        seconds[size], findings[size] = median(times), len(found)
    one = _seconds_for_one()
    expected = seconds[500] * _cost(SIZES[-1], findings) / _cost(500, findings)
    growth = seconds[SIZES[-1]] / expected
    is_met = seconds[500] * 1000 <= MOST_MS and one * 1000 <= MOST_MS_FOR_ONE and growth <= 1.5
    print(
        f"S5 {seconds[500] * 1000:.1f} ms for W ({findings[500]} findings), {one * 1000:.3f} ms for one moved, "
        f"{growth:.2f} × what n log n + findings foretells at 50,000 ({seconds[SIZES[-1]] * 1000:.0f} ms) "
        f"≤ {MOST_MS:.0f} ms, ≤ {MOST_MS_FOR_ONE:.0f} ms, ≤ 1.5 {'met' if is_met else 'missed'}"
    )
    return 0


def _cost(size: int, findings: dict[int, int]) -> float:
    return size * log2(size) + findings[size]


def _seconds_for_one() -> float:
    slots, around = workload(500)
    index = ClashIndex(slots, around)
    times = []
    for slot in slots:
        moved = replace(
            slot, starts_at=slot.starts_at + timedelta(minutes=30), ends_at=slot.ends_at + timedelta(hours=1)
        )
        begun = perf_counter()
        index.clashes_of(moved)
        times.append(perf_counter() - begun)
    return max(times)


if __name__ == "__main__":
    sys.exit(main())
