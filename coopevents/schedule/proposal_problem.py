"""What the assistant needs to know, read from a schedule and everything around it, as a problem in plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.calendars.zones import TimeDoesNotExist, resolve_wall_time, zone_named
from coopevents.people import queries as people
from coopevents.places import queries as places
from coopevents.places.models import Place
from coopevents.schedule import clash_queries, queries
from coopevents.schedule.assistant.problem import (
    PARTS,
    Day,
    Problem,
    Room,
    Spot,
    Standing,
    Stock,
    Task,
    Weights,
    Window,
)
from coopevents.schedule.clash_alone import Alone
from coopevents.schedule.clash_kinds import Surroundings
from coopevents.schedule.gathering import MARGIN, Asked, gather
from coopevents.schedule.models import Activity, Schedule
from coopevents.schedule.proposal_wishes import Scope, TrackWish, Wish
from coopevents.schedule.states import ActivityKind, ActivityState

ONE_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
UNPLACED_KINDS = frozenset({ActivityKind.TRANSFER, ActivityKind.TOUR, ActivityKind.VISIT})
"""What needs no place of ours when none is named."""
OVER_BREAKS = frozenset({ActivityKind.MEAL, ActivityKind.TRANSFER})
AROUND_THE_BREAK = 60
"""A meal that lies in the tray goes into the break, or at most so many minutes beside it."""


@dataclass(frozen=True)
class Read:
    """The problem, the moment its minutes are counted from, and the version of each activity in it."""

    problem: Problem
    origin: datetime
    versions: Mapping[int, int]


def read_problem(
    schedule: Schedule,
    wish: Wish,
    *,
    offered: Sequence[Place],
    first_day: date,
    last_day: date,
    picked: Mapping[str, int],
) -> Read:
    """Everything about the activities asked for; ``offered`` are the places the wish may name.

    ``picked`` is how many guests chose an activity, by uid; places are chosen large enough for them.
    """
    return _Reading(schedule, wish, offered, first_day, last_day, picked).read()


class _Reading:
    def __init__(
        self,
        schedule: Schedule,
        wish: Wish,
        offered: Sequence[Place],
        first_day: date,
        last_day: date,
        picked: Mapping[str, int],
    ) -> None:
        self.schedule, self.wish, self.zone = schedule, wish, zone_named(schedule.time_zone)
        self.dates = [first_day + number * ONE_DAY for number in range((last_day - first_day).days + 1)]
        self.origin = _moment(first_day, time(), self.zone)
        self.activities = self._asked_for()
        ids = {each.id for each in self.activities}
        self.rooms = [each for each in offered if each.id in wish.place_ids]
        meanwhile = clash_queries.Meanwhile(
            frozenset({schedule.id}), self.origin - MARGIN, _moment(last_day + ONE_DAY, time(), self.zone) + MARGIN
        )
        rows = clash_queries.list_slot_rows(meanwhile)
        self.standing = [row for row in rows if row.id not in ids]
        self.who = clash_queries.map_people_of_activities(meanwhile)
        self.what = clash_queries.map_resources_of_activities(meanwhile)
        known = places.map_places({each.place_id for each in self.standing} - {each.id for each in offered})
        gathered = gather([Asked(schedule, first_day, last_day)], picked=picked, offered=[*offered, *known.values()])
        self.picked = gathered.surroundings.picked
        stated = people.map_availability({each.person_id for one in self.activities for each in one.participants})
        self.around = replace(
            gathered.surroundings,
            availability={key: tuple((each.starts_at, each.ends_at) for each in one) for key, one in stated.items()},
        )

    def read(self) -> Read:
        days = tuple(self._day(each) for each in self.dates)
        longest = max((_longest_stretch(day) for day in days), default=0)
        resources = places.map_resources({each.resource_id for one in self.activities for each in one.resources})
        alone = Alone(self.around)
        problem = Problem(
            tasks=tuple(self._task(each, longest) for each in self.activities),
            rooms=tuple(self._room(each, alone) for each in self.rooms),
            days=days,
            availability=self._availability(alone),
            travel=self._travel(self.around),
            stocks={each.id: Stock(each.quantity, each.turnover_minutes) for each in resources.values()},
            standing=tuple(self._standing_activities()),
            step=self.wish.step,
            weights=_weights(self.wish),
        )
        return Read(problem, self.origin, {each.id: each.version for each in self.activities})

    def _asked_for(self) -> list[Activity]:
        """What is to be placed: the tray, and what the scope adds to it; nothing fixed or cancelled."""
        found = queries.list_unscheduled(self.schedule.id)
        if self.wish.scope is not Scope.REST:
            standing = queries.list_activities(self.schedule.id)
            found += [each for each in standing if self._may_move(each)]
        return found

    def _may_move(self, activity: Activity) -> bool:
        """Not what is fixed, cancelled, a meal, in a place that was not chosen, or outside the hours of its day."""
        if activity.is_fixed or activity.state is ActivityState.CANCELLED or activity.kind is ActivityKind.MEAL:
            return False
        day = activity.starts_at.astimezone(self.zone).date()
        hours = _moment(day, self.wish.opens, self.zone), self._closing(day)
        if activity.starts_at < hours[0] or activity.ends_at > hours[1]:
            return False
        is_in_places = activity.place_id is None or activity.place_id in self.wish.place_ids
        return is_in_places and day in (self.wish.days if self.wish.scope is Scope.DAYS else self.dates)

    def _closing(self, day: date) -> datetime:
        """When a day ends; after midnight when that is before it begins."""
        return _moment(day if self.wish.closes > self.wish.opens else day + ONE_DAY, self.wish.closes, self.zone)

    def _day(self, day: date) -> Day:
        wish = self.wish
        begins, opens = self._minute(day, time()), self._minute(day, wish.opens)
        closes = self._since(self._closing(day))
        breaks: tuple[Window, ...] = ()
        if wish.break_begins is not None and wish.break_ends is not None:
            breaks = ((self._minute(day, wish.break_begins), self._minute(day, wish.break_ends)),)
        return Day(begins, opens, closes, breaks)

    def _task(self, activity: Activity, longest: int) -> Task:
        stands = activity.starts_at is not None
        needed = max(activity.capacity or 0, activity.expected or 0, self.picked.get(activity.uid, 0))
        return Task(
            id=activity.id,
            length=activity.length,
            people=tuple(dict.fromkeys(each.person_id for each in activity.participants)),
            resources=tuple((each.resource_id, each.quantity) for each in activity.resources),
            needed=needed,
            track=activity.track_id,
            needs_place=activity.place_id is not None or (activity.kind not in UNPLACED_KINDS and not stands),
            may_cross_breaks=activity.kind in OVER_BREAKS or activity.length > longest,
            days=self._days_for(activity),
            hours=self._hours_for(activity),
            later_ids=tuple(later for first, later in self.wish.orders if first == activity.id),
            present=Spot(self._since(activity.starts_at), activity.place_id) if stands else None,
            **self._wishes_of(activity),
        )

    def _days_for(self, activity: Activity) -> tuple[int, ...]:
        if self.wish.scope is not Scope.DAYS:
            return ()
        return tuple(number for number, day in enumerate(self.dates) if day in self.wish.days)

    def _hours_for(self, activity: Activity) -> Window | None:
        begins, ends = self.wish.break_begins, self.wish.break_ends
        if activity.kind is not ActivityKind.MEAL or begins is None or ends is None:
            return None
        first = begins.hour * 60 + begins.minute - AROUND_THE_BREAK
        return max(0, first), max(ends.hour * 60 + ends.minute + AROUND_THE_BREAK, first + activity.length)

    def _wishes_of(self, activity: Activity) -> dict[str, Any]:
        said = next((each for each in self.wish.track_wishes if each.track_id == activity.track_id), TrackWish(0))
        days = tuple(number for number, day in enumerate(self.dates) if day in said.days)
        parts = (said.part,) if said.part is not None else ()
        if not self.wish.keeps_near or activity.starts_at is None:
            return {"wished_days": days, "wished_parts": parts}
        wall = activity.starts_at.astimezone(self.zone)
        minute = wall.hour * 60 + wall.minute
        here = tuple(number for number, day in enumerate(self.dates) if day == wall.date())
        now = tuple(part for part, (begins, ends) in PARTS.items() if begins <= minute < ends)
        place = (activity.place_id,) if activity.place_id in self.wish.place_ids else ()
        return {"wished_days": days or here, "wished_parts": parts or now, "wished_places": place}

    def _room(self, place: Place, alone: Alone) -> Room:
        windows = None
        if self.around.opening.get(place.id):
            found = [each for day in self.dates for each in alone.open_times(place.id, day, self.schedule.id)]
            windows = tuple(sorted({(self._since(begins), self._since(ends)) for begins, ends in found}))
        return Room(
            id=place.id,
            seats=place.capacity,
            turnover=place.turnover_minutes,
            windows=windows,
            is_parallel=place.allows_parallel,
        )

    def _availability(self, alone: Alone) -> dict[int, tuple[Window, ...]]:
        found = {}
        for person_id in self.around.availability:
            times = alone.times_of(person_id, self.schedule.id)
            if times:
                found[person_id] = tuple((self._since_up(begins), self._since(ends)) for begins, ends in times)
        return found

    def _travel(self, around: Surroundings) -> dict[tuple[int, int], int]:
        ids = sorted({*(each.id for each in self.rooms), *(each.place_id for each in self.standing if each.place_id)})
        ways = {pair: around.way_between(*pair).minutes for pair in combinations(ids, 2)}
        return {pair: minutes for pair, minutes in ways.items() if minutes}

    def _standing_activities(self) -> Iterable[Standing]:
        tracks = {each.id: each.track_id for each in queries.list_activities(self.schedule.id)}
        for row in self.standing:
            yield Standing(
                start=self._since(row.starts_at),
                end=self._since_up(row.ends_at),
                place_id=row.place_id,
                people=tuple(sorted(self.who.get(row.id, ()))),
                resources=self.what.get(row.id, ()),
                track=tracks.get(row.id),
            )

    def _minute(self, day: date, wall: time) -> int:
        return self._since(_moment(day, wall, self.zone))

    def _since(self, moment: datetime) -> int:
        """Whole minutes since the origin, rounded down."""
        return (moment - self.origin) // MINUTE

    def _since_up(self, moment: datetime) -> int:
        """Whole minutes since the origin, rounded up."""
        return -((self.origin - moment) // MINUTE)


def _weights(wish: Wish) -> Weights:
    said = Weights()
    return replace(
        said,
        day=said.day * wish.wishes,
        part=said.part * wish.wishes,
        place=said.place * wish.wishes,
        track=said.track * wish.tracks,
    )


def _longest_stretch(day: Day) -> int:
    """The longest time between opening, breaks and closing."""
    edges: list[int] = [day.opens, *(edge for each in day.breaks for edge in each), day.closes]
    return max((ends - begins for begins, ends in zip(edges[::2], edges[1::2], strict=True)), default=0)


def _moment(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """When the clock on the wall shows that; a time it skips is the moment it goes forward."""
    try:
        return resolve_wall_time(datetime.combine(day, wall), zone.key, fold=0)
    except TimeDoesNotExist as gap:
        return gap.next_valid.astimezone(UTC)
