"""A year of visits: nobody and nothing is in two places at once, every planted clash is found, and none besides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from coopevents.delegations import delegate_queries, itinerary, sharing
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.models import Delegation
from coopevents.mobility import figures, reporting
from coopevents.mobility import queries as trips
from coopevents.mobility.counting import count_people
from coopevents.mobility.queries import TripFilter
from coopevents.mobility.states import COUNTED, TripPurpose, TripState
from coopevents.mobility.states import TravellerRole as R
from coopevents.people import availability
from coopevents.reports.itinerary_clashes import clashes_of_itineraries, survey_of_itinerary
from coopevents.schedule import service as scheduling
from coopevents.schedule.clash_kinds import ClashKind as K
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.details import ResourceDetails as Taken
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind
from coopevents.text import LocalizedText
from tests.delegations import a_year, a_year_abroad
from tests.delegations.a_year import HOST, Year, at, car, days_of, person, place, whole_days
from tests.delegations.conftest import Reception
from tests.delegations.test_itinerary import elsewhere
from tests.delegations.visiting import a_line, named, planned

Finding = tuple[K, frozenset[int]]
OF_EACH = 6
WHOLE_YEAR = date(a_year.YEAR, 1, 1), date(a_year.YEAR, 12, 31)
LATE = 13.0
"""The hour of UTC at which nothing of a visit is going on any more."""


@pytest.fixture
def year(reception: Reception) -> Year:
    return a_year.plan_year(reception)


def test_a_year_of_visits_is_planned_and_every_planted_clash_is_found_and_none_besides(year: Year) -> None:
    coming = delegate_queries.count_delegates([each.id for each in year.delegations])
    assert (len(coming), sum(coming.values()), min(coming.values()), max(coming.values())) == (41, 200, 1, 20)
    assert found_in(year) == Counter()
    assert walked(year) == []
    planted = Counter(Plants(year).plant())
    assert (planted.total(), len({kind for kind, _who in planted})) == (78, 12)
    assert found_in(year) == planted
    figures_are_those_of_the_records(year)
    the_year_abroad_ends_with_three_late_reports(year)


def figures_are_those_of_the_records(year: Year) -> None:
    """Before anybody leaves and after all are back: a hundred, ten of them invited, each number that of a list."""
    unit_ids = [year.reception.unit_id]
    travelled = figures.figures_of(unit_ids, *WHOLE_YEAR)
    more = OF_EACH  # those who were sent out for the planted clashes
    assert (travelled.travellers - more, travelled.invited) == (a_year_abroad.TRAVELLERS, a_year_abroad.INVITED)
    assert travelled.by_purpose == {
        **{purpose: number for purpose, _role, number in a_year_abroad.SORTS},
        TripPurpose.CONFERENCE: 25 + more,
        TripPurpose.SHORT_COURSE: a_year_abroad.GROUP,
    }
    assert travelled.by_role == {R.TEACHER: 35 + more, R.STAFF: 20, R.STUDENT: 45}
    assert sorted(travelled.by_programme.values()) == [15, 15]
    assert sum(travelled.by_country.values()) == travelled.travellers
    in_year = TripFilter(states=COUNTED, began_from=WHOLE_YEAR[0], began_to=WHOLE_YEAR[1])
    for name, numbers in (
        ("purpose", travelled.by_purpose),
        ("role", travelled.by_role),
        ("country", travelled.by_country),
        ("programme_id", travelled.by_programme),
        ("is_invited", {True: travelled.invited}),
    ):
        for value, number in numbers.items():
            assert count_people(unit_ids, replace(in_year, **{name: value})) == number


def the_year_abroad_ends_with_three_late_reports(year: Year) -> None:
    """All are back in the spring after; all but three report, who are late from then on."""
    spring, by = datetime(a_year.YEAR + 1, 4, 1, 8, tzinfo=UTC), year.reception.by()
    everybody = [each for trip in year.abroad.trips for each in trip.travellers]
    for trip in year.abroad.trips:
        reporting.follow_calendar(trip, **{**by, "now": spring})
    for each in everybody[3:]:
        reporting.hand_in_report(each, "What came of it.", **{**by, "now": spring})
    assert Counter(each.state for each in year.abroad.trips) == {TripState.REPORTED: 83, TripState.RETURNED: 3}
    late = trips.list_late([year.reception.unit_id], spring.date())
    assert [(each.id, number) for each, number in late] == [(each.trip_id, 1) for each in everybody[:3]]
    figures_are_those_of_the_records(year)


def found_in(year: Year) -> Counter[Finding]:
    return Counter((each.kind, frozenset(each.activity_ids)) for each in clashes_of_itineraries(year.delegations))


def walked(year: Year) -> list[str]:
    """Whoever and whatever is in two places at once, told by walking through each day with a plain list."""
    calendars: dict[tuple[date, str, int], list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for delegation in year.delegations:
        for item in year.items[delegation.id]:
            activity = item.activity
            for sort, each in (*_who(activity), *_what(activity)):
                entry = activity.starts_at, activity.ends_at, f"{delegation.number} {activity.title['en']}"
                calendars[activity.starts_at.date(), sort, each].append(entry)
    for person_id, first, last in year.abroad.days:
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            calendars[day, "person", person_id].append((*whole_days(day, day), "abroad"))
    return [
        f"{sort} {each}: {one[2]} and {other[2]}"
        for (_day, sort, each), entries in calendars.items()
        for one, other in pairwise(sorted(entries))
        if other[0] < one[1]
    ]


def _who(activity: Activity) -> Iterator[tuple[str, int]]:
    yield from (("person", each.person_id) for each in activity.participants)


def _what(activity: Activity) -> Iterator[tuple[str, int]]:
    yield from (("car", each.resource_id) for each in activity.resources)
    if activity.place_id is not None:
        yield "place", activity.place_id


@dataclass(frozen=True)
class Evening:
    """A visit on a day whose evening is still free."""

    delegation: Delegation
    day: date


class Plants:
    """Clashes put into the year on purpose, each in an evening of its own."""

    def __init__(self, year: Year) -> None:
        self.year, self.reception, self.pool = year, year.reception, year.pool
        self.evenings = iter(list(year.free_evenings))
        self.elsewhere = scheduling.open_schedule(
            unit_id=self.reception.unit_id, time_zone="Asia/Shanghai", **self.reception.by()
        )

    def plant(self) -> Iterator[Finding]:
        """Every planted clash: its kind, and which activities it is about."""
        sorts: tuple[tuple[K, Callable[[Evening], tuple[int, ...]]], ...] = (
            (K.PLACE_TAKEN, self._place_taken),
            (K.TOO_LITTLE_TURNOVER, self._no_turnover),
            (K.PLACE_CLOSED, self._closed),
            (K.PERSON_TWICE, self._twice),
            (K.TOO_LITTLE_WALKING_TIME, self._walking),
            (K.TOO_LITTLE_DRIVING_TIME, self._driving),
            (K.PERSON_AWAY, self._away),
            (K.PERSON_AWAY, self._abroad),
            (K.RESOURCE_SHORT, self._short),
            (K.RESOURCE_NOT_BACK, self._not_back),
            (K.OVER_CAPACITY, self._small),
            (K.MORE_EXPECTED, self._crowded),
            (K.OUTSIDE_DATES, self._outside),
        )
        for kind, make in sorts:
            for _number in range(OF_EACH):
                yield kind, frozenset(make(Evening(*next(self.evenings))))

    def _place_taken(self, when: Evening) -> tuple[int, ...]:
        room = self.pool.rooms["room"][0].id
        return self._other(when, 0, place_id=room), self._own(when, 0.5, place_id=room)

    def _no_turnover(self, when: Evening) -> tuple[int, ...]:
        room = self.pool.rooms["room"][1].id
        return self._other(when, 0, place_id=room), self._own(when, 1 + 5 / 60, place_id=room)

    def _closed(self, when: Evening) -> tuple[int, ...]:
        return (self._own(when, 0, place_id=place(self.reception, "Closes early", closes=20).id),)

    def _twice(self, when: Evening) -> tuple[int, ...]:
        host = self.pool.people[HOST][0].id
        return self._other(when, 0, who=host), self._own(when, 0.75, who=host)

    def _walking(self, when: Evening) -> tuple[int, ...]:
        host, (one, other) = self.pool.people[HOST][1].id, self.pool.rooms["room"][2:4]
        return self._other(when, 0, who=host, place_id=one.id), self._own(when, 1.05, who=host, place_id=other.id)

    def _driving(self, when: Evening) -> tuple[int, ...]:
        host, near, far = self.pool.people[HOST][2].id, self.pool.rooms["room"][4], self.pool.rooms["far"][0]
        return self._other(when, 0, who=host, place_id=near.id), self._own(when, 1.4, who=host, place_id=far.id)

    def _away(self, when: Evening) -> tuple[int, ...]:
        volunteer = person(self.reception, f"volunteer {when.day}")
        by = self.reception.by()
        availability.state_availability(volunteer, at(when.day, 0), at(when.day, 9), **by)
        return (self._own(when, 0, who=volunteer.id),)

    def _abroad(self, when: Evening) -> tuple[int, ...]:
        professor = person(self.reception, f"professor {when.day}")
        a_year_abroad.send(self.reception, professor, when.day - timedelta(days=2), when.day)
        return (self._own(when, 0, who=professor.id),)

    def _short(self, when: Evening) -> tuple[int, ...]:
        coach = car(self.reception, f"Coach {when.day}").id
        return self._other(when, 0, car_id=coach), self._own(when, 0.5, car_id=coach)

    def _not_back(self, when: Evening) -> tuple[int, ...]:
        coach = car(self.reception, f"Coach {when.day}").id
        return self._other(when, 0, car_id=coach), self._own(when, 1.25, car_id=coach)

    def _small(self, when: Evening) -> tuple[int, ...]:
        return (self._own(when, 0, place_id=place(self.reception, "Cabin", capacity=4).id, capacity=10),)

    def _crowded(self, when: Evening) -> tuple[int, ...]:
        return (self._own(when, 0, place_id=place(self.reception, "Cabin", capacity=4).id, expected=10),)

    def _outside(self, when: Evening) -> tuple[int, ...]:
        first = days_of(when.delegation)[0]
        before = first - timedelta(days=1 + (when.day - first).days)
        return (self._own(Evening(when.delegation, before), 0),)

    def _own(self, when: Evening, after: float, **said: int) -> int:
        """A line of the visit's own, for everybody."""
        details = ItemDetails(activity=_activity(when.day, after, **said))
        return itinerary.plan_item(when.delegation, details, **self.reception.by()).activity_id

    def _other(self, when: Evening, after: float, **said: int) -> int:
        """What somebody else plans at that time."""
        return scheduling.plan_activity(self.elsewhere, _activity(when.day, after, **said), **self.reception.by()).id


def _activity(day: date, after: float, *, who: int = 0, car_id: int = 0, **said: int) -> ActivityDetails:
    """An hour of that evening."""
    return ActivityDetails(
        kind=ActivityKind.MEETING,
        title=LocalizedText(en="Late meeting"),
        starts_at=at(day, LATE + after),
        ends_at=at(day, LATE + after + 1),
        people=(ParticipantDetails(who, HOST),) if who else (),
        resources=(Taken(car_id),) if car_id else (),
        **said,
    )


def test_guests_who_take_part_elsewhere_at_the_same_time_are_told_of_once(reception: Reception) -> None:
    delegation = reception.accepted()
    guests = named(reception, delegation, "Aoife Byrne", "Sean Ryan", "Niamh Walsh")
    [own] = planned(reception, delegation, a_line("Meeting", 4, 2))
    session = elsewhere(reception)
    sharing.share_activity(delegation, session, **reception.by())
    survey = survey_of_itinerary(delegation, place_unit_ids=[reception.unit_id])
    assert survey is not None
    assert [(each.kind, each.activity_ids, len(each.person_ids)) for each in survey.clashes] == [
        (K.PERSON_TWICE, (session.id, own.activity_id), len(guests))
    ]
