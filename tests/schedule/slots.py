"""A small world of plain values for tests of the clash search, and the search said as plainly as possible."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from coopevents.schedule.clash_kinds import Clash, Frame, Opening, Slot, Surroundings, Window

NINE = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
"""A Monday."""
HALL, GARDEN, STUDIO, FARM = 1, 2, 3, 4
COACH, BOOTH = 1, 2
AMELIE, JUN, NIA, OTTO = 7, 8, 9, 10
FRAME = Frame(ZoneInfo("UTC"), date(2026, 11, 30), date(2026, 12, 1))
AROUND = Surroundings(
    turnover={HALL: 15},
    walking={(HALL, GARDEN): 20, (HALL, STUDIO): 5},
    capacity={HALL: 80, STUDIO: 20, GARDEN: 500},
    campus={HALL: 1, GARDEN: 1, STUDIO: 1, FARM: 2},
    driving={(1, 2): 40},
    resources={COACH: 2, BOOTH: 1},
    resource_turnover={BOOTH: 10},
    frames={0: FRAME},
)


def at(minutes: float) -> datetime:
    """So many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def slot(
    number: int,
    start: float,
    end: float,
    place: int | None = HALL,
    *people: int,
    seats: int | None = None,
    expected: int | None = None,
    uses: Iterable[tuple[int, int]] = (),
) -> Slot:
    """An activity from so many minutes after nine to so many."""
    return Slot(
        number,
        f"uid-{number}",
        at(start),
        at(end),
        place,
        frozenset(people),
        seats,
        expected,
        tuple(uses),
        schedule_id=0,
    )


def opening(weekday: int, opens: str, closes: str) -> Opening:
    """Open on that day of the week from ``09:00`` to ``17:00``; ``26:00`` is two in the morning after."""
    first, last = (int(hours) * 60 + int(minutes) for hours, minutes in (each.split(":") for each in (opens, closes)))
    return Opening(weekday, first, last)


def windows(*spans: tuple[float, float]) -> tuple[Window, ...]:
    """Times from so many minutes after nine to so many."""
    return tuple((at(first), at(last)) for first, last in spans)


SPANS = st.tuples(st.integers(-60, 200), st.integers(1, 120)).map(lambda each: (each[0], each[0] + each[1]))
ROWS = st.tuples(
    st.integers(0, 150) | st.integers(1400, 1600) | st.integers(2800, 2900),
    st.integers(1, 60),
    st.sampled_from([None, HALL, GARDEN, STUDIO, FARM]),
    st.frozensets(st.integers(1, 3), max_size=3),
    st.sampled_from([None, 10, 100]),
    st.dictionaries(st.sampled_from([COACH, BOOTH]), st.integers(1, 2), max_size=2),
)
SLOTS = st.lists(ROWS, max_size=12).map(
    lambda rows: [
        slot(number, start, start + length, place, *who, seats=seats, expected=seats and 150 - seats, uses=uses.items())
        for number, (start, length, place, who, seats, uses) in enumerate(rows)
    ]
)
MINUTES = st.integers(0, 40)
SURROUNDINGS = st.builds(
    Surroundings,
    turnover=st.dictionaries(st.integers(1, 3), st.integers(0, 20)),
    walking=st.dictionaries(st.sampled_from([(1, 2), (1, 3), (2, 3)]), MINUTES),
    capacity=st.dictionaries(st.integers(1, 3), st.integers(1, 100)),
    parallel=st.frozensets(st.integers(1, 3), max_size=1),
    campus=st.dictionaries(st.integers(1, 4), st.integers(1, 2)),
    driving=st.dictionaries(st.just((1, 2)), MINUTES),
    opening=st.dictionaries(
        st.integers(1, 3),
        st.lists(
            st.builds(
                lambda day, opens, length: Opening(day, opens, opens + length),
                st.integers(0, 2),
                st.integers(0, 1439),
                st.integers(1, 1440),
            ),
            min_size=1,
            max_size=4,
        ).map(tuple),
        max_size=2,
    ),
    resources=st.dictionaries(st.integers(1, 2), st.integers(1, 3)),
    resource_turnover=st.dictionaries(st.integers(1, 2), st.integers(0, 30)),
    availability=st.dictionaries(
        st.integers(1, 3), st.lists(SPANS, min_size=1, max_size=3).map(lambda spans: windows(*spans)), max_size=2
    ),
    picked=st.dictionaries(st.sampled_from(["uid-0", "uid-1"]), st.integers(1, 200)),
    frames=st.just({0: FRAME})
    | st.just({0: Frame(ZoneInfo("UTC"), FRAME.first_day, FRAME.first_day, frozenset({date(2026, 12, 1)}))}),
)


def plain_search(slots: list[Slot], around: Surroundings) -> set[tuple[object, ...]]:
    """What a clash is, without any cleverness: every pair, every set, every minute looked at.

    Each is (kind, activities, place, people, resource).
    """
    found: set[tuple[object, ...]] = set()
    people: dict[tuple[str, frozenset[int]], set[int]] = {}
    for each in slots:
        _alone(each, around, found)
    for one, other in combinations(slots, 2):
        _pair(one, other, around, found, people)
    for (kind, both), who in people.items():
        found.add((kind, both, None, tuple(sorted(who)), None))
    for resource, there in around.resources.items():
        using = [each for each in slots if resource in dict(each.resources)]
        short = _crowds(using, resource, there, 0)
        found |= {("resource_short", each, None, (), resource) for each in short}
        late = _crowds(using, resource, there, around.resource_turnover.get(resource, 0)) - short
        found |= {
            ("resource_not_back", each, None, (), resource)
            for each in late
            if not any(few <= each for few in short)
            and not _crowds([slot for slot in using if slot.id in each], resource, there, 0)
        }
    return found


def said(found: list[Clash]) -> set[tuple[object, ...]]:
    """Findings of the search in the same words."""
    return {
        (str(each.kind), frozenset(each.activity_ids), each.place_id, each.person_ids, each.resource_id)
        for each in found
        if each.day is None
    }


def _alone(each: Slot, around: Surroundings, found: set[tuple[object, ...]]) -> None:
    seats, alone = around.capacity.get(each.place_id or 0), frozenset({each.id})
    numbers = [each.capacity or 0, each.expected or 0, around.picked.get(each.uid, 0)]
    if seats and max(numbers) > seats:
        kind = ("over_capacity", "more_expected", "more_picked")[numbers.index(max(numbers))]
        found.add((kind, alone, each.place_id, (), None))
    if each.place_id in around.opening and not all(_is_open(minute, each, around) for minute in _minutes(each)):
        found.add(("place_closed", alone, each.place_id, (), None))
    for person in each.people & around.availability.keys():
        stated = around.availability[person]
        first, last = around.frames[0].first_day, around.frames[0].last_day
        matters = any(a.date() <= (last or a.date()) and b > _midnight(first) for a, b in stated)
        if matters and not all(any(a <= minute < b for a, b in stated) for minute in _minutes(each)):
            found.add(("person_away", alone, None, (person,), None))


def _pair(
    one: Slot,
    other: Slot,
    around: Surroundings,
    found: set[tuple[object, ...]],
    people: dict[tuple[str, frozenset[int]], set[int]],
) -> None:
    first, second = sorted((one, other), key=lambda each: (each.starts_at, each.id))
    gap, both = (second.starts_at - first.ends_at) / timedelta(minutes=1), frozenset({one.id, other.id})
    if one.place_id and one.place_id == other.place_id and one.place_id not in around.parallel:
        if gap < 0:
            found.add(("place_taken", both, one.place_id, (), None))
        elif gap < around.turnover.get(one.place_id, 0):
            found.add(("too_little_turnover", both, one.place_id, (), None))
    way = (min(one.place_id or 0, other.place_id or 0), max(one.place_id or 0, other.place_id or 0))
    campuses = [around.campus.get(each) for each in way]
    for person in one.people & other.people:
        if gap < 0:
            people.setdefault(("person_twice", both), set()).add(person)
        elif one.place_id == other.place_id or not all(way):
            continue
        elif way in around.walking:
            if gap < around.walking[way]:
                people.setdefault(("too_little_walking_time", both), set()).add(person)
        elif set(campuses) == {1, 2} and gap < around.driving.get((1, 2), 0):
            people.setdefault(("too_little_driving_time", both), set()).add(person)


def _crowds(using: list[Slot], resource: int, there: int, turnover: int) -> set[frozenset[int]]:
    """The largest sets under way at some start that want more than there is."""
    longer = timedelta(minutes=turnover)
    crowds = {
        frozenset(each.id for each in using if each.starts_at <= moment.starts_at < each.ends_at + longer)
        for moment in using
    }
    wanted = {each.id: dict(each.resources)[resource] for each in using}
    return {
        each
        for each in crowds
        if sum(wanted[number] for number in each) > there and not any(each < other for other in crowds)
    }


def _minutes(each: Slot) -> list[datetime]:
    length = int((each.ends_at - each.starts_at) / timedelta(minutes=1))
    return [each.starts_at + timedelta(minutes=number) for number in range(length)]


def _is_open(moment: datetime, each: Slot, around: Surroundings) -> bool:
    minute = moment.hour * 60 + moment.minute
    return any(
        (one.weekday == moment.weekday() and one.opens <= minute < one.closes)
        or (one.weekday == (moment.weekday() - 1) % 7 and one.opens <= minute + 1440 < one.closes)
        for one in around.opening[each.place_id or 0]
    )


def _midnight(day: date | None) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else NINE
