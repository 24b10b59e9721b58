"""S5: clash search over the people, places, resources, ways, times of workload W, and how its cost grows.

W is 500 activities in 10 places on 5 days. Larger ones have as many activities a day in each place, but more places,
people and resources (sparse), or as many activities in so few places, with so few people, that most of them clash
(dense). The whole office is W with the ceremonies of its week, a dozen people each, and the tours of another schedule,
whose guides are hosts of W. Times are of the processor, the shortest of several rounds: what else the machine does at
that moment is not the search's. ``--plot`` draws the growth into
docs/pictures/clash-growth.svg.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import log2
from pathlib import Path
from random import Random
from time import process_time
from zoneinfo import ZoneInfo

from benchmarks.plot import Measured, growth_svg
from coopevents.schedule.clash_kinds import Frame, Opening
from coopevents.schedule.clashes import ClashIndex, Slot, Surroundings, find_clashes

DAYS, PER_DAY = 5, 10
START = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
"""Eight in the morning in Shanghai, on a Monday."""
MOST_MS, MOST_MS_FOR_ONE = 50.0, 2.0
SIZES = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "clash-growth.svg"
CEREMONY_PER, DEPARTURE_PER = 50, 8
"""So many activities of W to one ceremony, and to one departure of a tour."""
TOURS = 1
"""The schedule of the unit's own tours; W is schedule 0."""
Workload = tuple[list[Slot], Surroundings]


def workload(size: int, *, is_dense: bool = False) -> Workload:
    """A week of that many activities: ten a day in each place, one speaker each, some hosts with several a day.

    Dense, each place takes twice as many at once, and each host and each resource is wanted four times as often.
    """
    chance, rooms = Random(size), max(1, size // (DAYS * PER_DAY))
    places, hosts, things = (rooms // 2, rooms * 5 // 4, rooms // 4) if is_dense else (rooms, rooms * 5, rooms)
    slots = [
        _slot(number, rooms, max(1, places), size, max(1, hosts), max(1, things), chance) for number in range(size)
    ]
    return slots, _surroundings(max(1, places), size, max(1, hosts), max(1, things), chance)


def whole_office(size: int) -> Workload:
    """A workload of that many activities, with the ceremonies and the tours of the same days on top."""
    slots, around = workload(size)
    chance, rooms = Random(size + 1), max(1, size // (DAYS * PER_DAY))
    signed = [_ceremony(size + number, rooms, size, chance) for number in range(size // CEREMONY_PER)]
    first = size + len(signed)
    led = [_departure(first + number, rooms, size, chance) for number in range(size // DEPARTURE_PER)]
    frames = {**around.frames, TOURS: Frame(ZoneInfo("Asia/Shanghai"))}
    return [*slots, *signed, *led], replace(around, frames=frames)


def main() -> int:
    """Print the line of the promise and what stands behind it."""
    sparse, dense = ({size: _measured(workload(size, is_dense=each)) for size in SIZES} for each in (False, True))
    office = {size: _measured(whole_office(size)) for size in SIZES}
    if "--plot" in sys.argv:
        PICTURE.write_text(_picture(sparse, dense), encoding="utf-8")
    for size in SIZES:
        (seconds, found), (dense_seconds, dense_found) = sparse[size], dense[size]
        all_seconds, all_found = office[size]
        print(
            f"   {size:6,} activities: {seconds * 1000:8.1f} ms, {found:6,} findings; "
            f"dense {dense_seconds * 1000:8.1f} ms, {dense_found:7,} findings; "
            f"with ceremonies and tours {all_seconds * 1000:8.1f} ms, {all_found:7,} findings"
        )
    whole, one = sparse[500][0] * 1000, _seconds_for_one(workload(500)) * 1000
    all_of_it, one_of_all = office[500][0] * 1000, _seconds_for_one(whole_office(500)) * 1000
    growth, dense_growth, all_growth = map(_growth, (sparse, dense, office))
    is_fast = max(whole, all_of_it) <= MOST_MS and max(one, one_of_all) <= MOST_MS_FOR_ONE
    is_met = is_fast and max(growth, dense_growth, all_growth) <= 1.5
    print(
        f"S5 {whole:.1f} ms for W ({sparse[500][1]} findings), {one:.3f} ms for one moved; with ceremonies and tours "
        f"{all_of_it:.1f} ms ({office[500][1]} findings), {one_of_all:.3f} ms; at 50,000 "
        f"{growth:.2f} × what n log n foretells ({sparse[SIZES[-1]][0] * 1000:.0f} ms), dense {dense_growth:.2f} ×, "
        f"with ceremonies and tours {all_growth:.2f} × "
        f"≤ {MOST_MS:.0f} ms, ≤ {MOST_MS_FOR_ONE:.0f} ms, ≤ 1.5 {'met' if is_met else 'missed'}"
    )
    return 0


def _slot(number: int, rooms: int, places: int, size: int, hosts: int, things: int, chance: Random) -> Slot:
    room, rest = number % rooms, number // rooms
    start = START + timedelta(days=rest % DAYS, minutes=60 * (rest // DAYS) + chance.choice((0, 0, 0, 5)))
    thing = ((chance.randrange(things), chance.randrange(1, 3)),) if number % 4 == 0 else ()
    return Slot(
        id=number,
        uid=f"uid-{number}",
        starts_at=start,
        ends_at=start + timedelta(minutes=chance.choice((40, 45, 50, 50))),
        place_id=room % places,
        people=frozenset({number, size + chance.randrange(hosts)}),
        capacity=chance.choice((None, 40, 60)),
        expected=chance.choice((None, None, 30, 50)),
        resources=thing,
    )


def _ceremony(number: int, rooms: int, size: int, chance: Random) -> Slot:
    """Signatories, aides, interpreter, MC and photographer: hosts of W, and guests who also take part in W."""
    start = START + timedelta(days=chance.randrange(DAYS), minutes=30 * chance.randrange(4, 18))
    hosts = {size + chance.randrange(rooms * 5) for _person in range(6)}
    return Slot(
        id=number,
        uid=f"uid-{number}",
        starts_at=start,
        ends_at=start + timedelta(minutes=45),
        place_id=chance.randrange(rooms),
        people=frozenset(hosts | {chance.randrange(size) for _guest in range(6)}),
        expected=40,
        resources=((chance.randrange(rooms), 2),),
    )


def _departure(number: int, rooms: int, size: int, chance: Random) -> Slot:
    """A guide and who steps in, of a dozen for a week like W, from one of a few places, sometimes by bus."""
    start = START + timedelta(days=chance.randrange(DAYS), minutes=15 * chance.randrange(4, 32))
    guides = frozenset(size + guide for guide in chance.sample(range(max(2, rooms * 6 // 5)), 2))
    return Slot(
        id=number,
        uid=f"uid-{number}",
        starts_at=start,
        ends_at=start + timedelta(minutes=chance.choice((60, 90, 120))),
        place_id=chance.randrange(max(1, rooms // 3)),
        people=guides,
        capacity=15,
        expected=chance.randrange(16),
        resources=((chance.randrange(rooms), 1),) if number % 3 == 0 else (),
        schedule_id=TOURS,
    )


def _surroundings(places: int, size: int, hosts: int, things: int, chance: Random) -> Surroundings:
    near = [(a, b) for a in range(places) for b in range(a + 1, min(places, a + 10))]
    hours = tuple(Opening(day, 7 * 60, 19 * 60) for day in range(5))
    times = ((START - timedelta(hours=1), START + timedelta(days=2)), (START + timedelta(days=2, hours=2), _end()))
    return Surroundings(
        turnover=dict.fromkeys(range(places), 10),
        walking={pair: 5 + sum(pair) % 20 for pair in near},
        capacity={place: 60 + place % 40 for place in range(places)},
        campus={place: place % 3 for place in range(places)},
        driving={(0, 1): 15, (0, 2): 25, (1, 2): 20},
        opening=dict.fromkeys(range(places), hours),
        resources={thing: 2 + thing % 2 for thing in range(things)},
        resource_turnover=dict.fromkeys(range(0, things, 2), 10),
        availability={size + host: times for host in range(0, hosts, 3)},
        picked={f"uid-{chance.randrange(size)}": 70 for _number in range(size // 20)},
        frames={0: Frame(ZoneInfo("Asia/Shanghai"), date(2026, 11, 30), date(2026, 12, 4))},
    )


def _end() -> datetime:
    return START + timedelta(days=DAYS)


def _measured(work: Workload) -> tuple[float, int]:
    """The seconds of a whole search, and how many findings it has."""
    slots, around = work
    times: list[float] = []
    found: list[object] = []
    for _round in range(3 if len(slots) > 10_000 else 15):
        gc.collect()
        begun = process_time()
        found = [*find_clashes(slots, around)]
        times.append(process_time() - begun)
    return min(times), len(found)


def _growth(measured: dict[int, tuple[float, int]]) -> float:
    """How many times longer the largest search takes than n log n foretells from the smallest."""
    first, last = SIZES[0], SIZES[-1]
    return measured[last][0] / (measured[first][0] * last * log2(last) / (first * log2(first)))


def _seconds_for_one(work: Workload) -> float:
    """The longest that the search takes for any one of its activities, moved by half an hour and made longer."""
    slots, around = work
    index = ClashIndex(slots, around)
    times = []
    gc.collect()
    for slot in slots:
        moved = replace(
            slot, starts_at=slot.starts_at + timedelta(minutes=30), ends_at=slot.ends_at + timedelta(hours=1)
        )
        times.append(min(_seconds_of(index, moved) for _round in range(3)))
    return max(times)


def _seconds_of(index: ClashIndex, moved: Slot) -> float:
    begun = process_time()
    index.clashes_of(moved)
    return process_time() - begun


def _picture(sparse: dict[int, tuple[float, int]], dense: dict[int, tuple[float, int]]) -> str:
    base = sparse[SIZES[0]][0] * 1000 / (SIZES[0] * log2(SIZES[0]))
    return growth_svg(
        "Clash search from 500 to 50,000 activities",
        "Activities in one search",
        "Milliseconds for the whole search",
        [
            Measured("dense: most activities clash", [(size, dense[size][0] * 1000) for size in SIZES]),
            Measured("as dense as a partnership week", [(size, sparse[size][0] * 1000) for size in SIZES]),
            Measured("n log n from 500 on", [(size, base * size * log2(size)) for size in SIZES], is_reference=True),
        ],
    )


if __name__ == "__main__":
    sys.exit(main())
