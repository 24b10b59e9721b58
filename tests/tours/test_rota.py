"""Who leads which tours: hours, stepping in, tours nobody leads, and the rota at the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Role
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.reports.tour_rota import free_guides, rota_of
from coopevents.tours import departure_queries, departures, desks, routes, standing_in
from coopevents.tours.rota import Hours, Shift, hours_by_guide
from tests.desks import NOW as SET_UP
from tests.desks import Desk, desk
from tests.tours.office import CAMPUS, NOW, OFFICER, STARTS, Tours

__all__ = ["desk"]

HOUR = timedelta(hours=1)


def shift(hours_from_now: int, **said: bool) -> Shift:
    begins = NOW + hours_from_now * HOUR
    return Shift(1, hours_from_now, begins, begins + HOUR, **said)


@pytest.mark.parametrize(
    ("shifts", "hours"),
    [
        ([shift(2)], Hours(led=1, planned=60)),
        ([shift(-2), shift(2)], Hours(led=2, planned=120, done=60)),
        ([shift(0)], Hours(led=1, planned=60)),
        ([shift(-1)], Hours(led=1, planned=60, done=60)),
        ([shift(-2, is_backup=True)], Hours(stood_by=1)),
        ([shift(2, is_draft=True)], Hours(led=1, planned=60)),
        ([shift(-2, is_draft=True)], Hours()),
    ],
    ids=["to come", "one over", "under way", "just over", "stood by", "a draft", "a draft that is over"],
)
def test_hours_are_those_led_and_done_once_over(shifts: list[Shift], hours: Hours) -> None:
    assert hours_by_guide(shifts, NOW) == {1: hours}


def test_the_backup_steps_in_and_both_calendars_follow(tours: Tours) -> None:
    li, wang = tours.guide("Li"), tours.guide("Wang")
    departure = tours.departure(guide_ids=(li,), backup_id=wang)
    standing_in.step_in(departure, now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    details = departures.details_of(departure_queries.get_departure(departure.id))
    assert (details.guide_ids, details.backup_id) == ((wang,), None)
    whole = STARTS - HOUR, STARTS + HOUR
    assert [len(departure_queries.list_led_by(each, *whole)) for each in (li, wang)] == [0, 1]


def test_nobody_steps_in_where_nobody_stands_by_or_the_tour_is_called_off(tours: Tours) -> None:
    alone, wang = tours.departure(guide_ids=(tours.guide("Li"),)), tours.guide("Wang")
    with pytest.raises(standing_in.NobodyStandsBy):
        standing_in.step_in(alone, now=tours.later(), actor=OFFICER)
    off = tours.departure(STARTS + 3 * HOUR, backup_id=wang)
    departures.cancel_departure(off, "Rain", now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    with pytest.raises(standing_in.TourIsCalledOff):
        standing_in.take_on(off, wang, now=tours.later(), actor=OFFICER)


def test_a_tour_without_a_guide_is_offered_to_who_speaks_its_language_and_is_free(tours: Tours) -> None:
    free, busy, french = (tours.guide(each, speaks=spoken) for each, spoken in
                          (("Free", "en"), ("Busy", "en"), ("French", "fr")))  # fmt: skip
    tours.departure(STARTS + timedelta(days=1), guide_ids=(free,))
    tours.departure(STARTS + timedelta(days=2), guide_ids=(french,))
    tours.departure(STARTS + timedelta(minutes=30), guide_ids=(busy,))
    gap = tours.departure()
    assert [each.id for each in free_guides(gap, visible_unit_ids=[tours.unit_id])] == [free]
    standing_in.take_on(gap, free, now=tours.later(), actor=OFFICER)
    unit_of_work.commit()
    with pytest.raises(standing_in.SomebodyLeads):
        standing_in.take_on(gap, busy, now=tours.later(), actor=OFFICER)


def test_the_rota_says_what_clashes_for_whom_and_what_nobody_speaks(tours: Tours) -> None:
    li, wang = tours.guide("Li", speaks="fr"), tours.guide("Wang", speaks="en")
    tours.departure(guide_ids=(li,), backup_id=wang)
    tours.departure(STARTS + timedelta(minutes=30), guide_ids=(li,))
    gap = tours.departure(STARTS + 4 * HOUR)
    found = departure_queries.list_between([tours.unit_id], STARTS - HOUR, STARTS + timedelta(days=1))
    rota = rota_of(found, now=tours.now, visible_unit_ids=[tours.unit_id])
    said = [(each.person.given_name, each.hours, len(each.clashes), list(each.not_spoken)) for each in rota.lines]
    assert said == [("Li", Hours(led=2, planned=180), 1, ["en"]), ("Wang", Hours(stood_by=1), 0, [])]
    assert [(each.departure.id, [one.given_name for one in each.free]) for each in rota.gaps] == [(gap.id, ["Wang"])]


def test_the_desk_lets_guides_step_in_and_take_on_and_hands_out_their_hours(desk: Desk) -> None:
    starts_at = clock.now().replace(hour=2, minute=0, second=0, tzinfo=UTC) + timedelta(days=5)
    with desk.writing():
        li, gap = rota_at(desk, starts_at)
    manager = desk.colleague(Role.TOUR_MANAGER)
    week = starts_at.date().isoformat()
    assert "Nobody leads these yet" in manager.get("/desk/tours/rota", week=week).text
    manager.post(f"/desk/tours/{gap}/take-on", person=str(li), week="")
    manager.post(f"/desk/tours/{gap - 1}/step-in", week="")
    assert "Nobody leads these yet" not in manager.get("/desk/tours/rota", week=week).text
    months = {f"{each:%Y-%m}" for each in (starts_at, starts_at + timedelta(hours=5))}
    tables = [manager.get("/desk/tours/hours.csv", month=each).text for each in months]
    assert sum(each.count('"Wang Guide",1,0,1.5,0') for each in tables) == 1


def rota_at(desk: Desk, starts_at: datetime) -> tuple[int, int]:
    """Li leads one tour with Wang standing by, nobody the next; returns Li and the number of the latter."""
    schedule = desks.open_desk(desk.unit_id, time_zone="UTC", now=SET_UP, actor=THE_HOUSE)
    route = routes.add_route(desk.unit_id, CAMPUS, now=SET_UP, actor=THE_HOUSE)
    li, wang = (
        people.add_person(
            PersonDetails(given_name=each, family_name="Guide", speaks="en"),
            unit_id=desk.unit_id,
            now=SET_UP,
            actor=THE_HOUSE,
        ).id
        for each in ("Li", "Wang")
    )
    first = departures.details_for(route, starts_at, guide_ids=(li,), backup_id=wang)
    second = departures.details_for(route, starts_at + 3 * HOUR)
    made = [
        departures.plan_departure(schedule, route, each, now=SET_UP, actor=THE_HOUSE).id for each in (first, second)
    ]
    unit_of_work.commit()
    return li, made[1]
