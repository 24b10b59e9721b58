"""Organisers' doors to what a programme stands on besides rooms: resources, campuses, hours, people's times."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.audit import queries as audit
from coopevents.db import db
from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.places import queries
from coopevents.places.models import Resource
from coopevents.schedule import queries as schedules
from coopevents.schedule.models import Activity
from tests.desks import NOW, Colleague, Desk

RESOURCES, CAMPUSES, PLACES = "/desk/resources", "/desk/places/campuses", "/desk/places"
PROGRAMME = "/desk/events/week/programme"
COACH = {"name-en": "Coach", "name-zh_Hans_CN": "大巴", "kind": "vehicle", "quantity": "2", "turnover_minutes": "15"}


def resources_of(desk: Desk) -> list[Resource]:
    with desk.app.app_context():
        return queries.list_resources([desk.unit_id])


def text_of(colleague: Colleague, path: str) -> str:
    answer = colleague.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_resource_is_added_changed_retired_and_used_again(desk: Desk) -> None:
    colleague = desk.colleague()
    assert "No resources yet" in text_of(colleague, RESOURCES)
    assert colleague.post(f"{RESOURCES}/new", COACH).status_code == 302
    (coach,) = resources_of(desk)
    assert (coach.name["zh_Hans_CN"], coach.quantity, coach.turnover_minutes) == ("大巴", 2, 15)

    path = f"{RESOURCES}/{coach.id}"
    assert colleague.post(path, {**COACH, "quantity": "3", "note": "33 seats each"}).status_code == 302
    assert "33 seats each" in text_of(colleague, RESOURCES)
    with desk.app.app_context():
        changed = audit.list_about("resource", coach.id)[0]
        assert (changed.fact, changed.changes["quantity"]) == ("ResourceChanged", [2, 3])
    colleague.post(f"{path}/retire")
    assert resources_of(desk) == []
    assert "1 retired resource" in text_of(colleague, RESOURCES)
    colleague.post(f"{path}/restore")
    assert len(resources_of(desk)) == 1


@pytest.mark.parametrize(
    "wrong", [{"quantity": "0"}, {"quantity": "many"}, {"turnover_minutes": "-1"}, {"name-en": ""}]
)
def test_what_cannot_be_said_of_a_resource_is_refused_and_kept(desk: Desk, wrong: dict[str, str]) -> None:
    answer = desk.colleague().post(f"{RESOURCES}/new", {**COACH, "name-zh_Hans_CN": "", **wrong, "note": "a note"})

    assert answer.status_code == 422
    assert 'value="a note"' in answer.get_data(as_text=True)
    assert resources_of(desk) == []


def test_others_see_what_they_may(desk: Desk) -> None:
    desk.colleague().post(f"{RESOURCES}/new", COACH)
    desk.colleague().post(f"{CAMPUSES}/new", {"name-en": "Pudong"})
    (coach,) = resources_of(desk)
    stranger, viewer = desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id), desk.colleague(Role.UNIT_VIEWER)

    assert "Coach" in text_of(viewer, RESOURCES)
    assert viewer.get(f"{RESOURCES}/{coach.id}").status_code == viewer.get(CAMPUSES).status_code == 403
    assert "Coach" not in text_of(stranger, RESOURCES)
    assert "Pudong" not in text_of(stranger, CAMPUSES)
    assert stranger.post(f"{RESOURCES}/{coach.id}/retire").status_code == 404
    assert stranger.post(f"{CAMPUSES}/1/remove").status_code == stranger.get(f"{CAMPUSES}/1").status_code == 404


def test_campuses_have_minutes_between_them_and_places_on_them(desk: Desk) -> None:
    colleague = desk.colleague()
    assert "No campuses yet" in text_of(colleague, CAMPUSES)
    for name in ("Pudong", "Jinhai"):
        colleague.post(f"{CAMPUSES}/new", {"name-en": name})
    with desk.app.app_context():
        first, second = (each.id for each in queries.list_campuses([desk.unit_id]))
    assert colleague.post(CAMPUSES, {f"{first}-{second}": "far"}).status_code == 422
    assert colleague.post(CAMPUSES, {f"{first}-{second}": "40"}).status_code == 302
    assert colleague.post(f"{CAMPUSES}/{second}", {"name-en": "Jinhai Road"}).status_code == 302
    assert 'value="40"' in text_of(colleague, CAMPUSES)

    colleague.post(f"{PLACES}/new", {"name-en": "Hall", "kind": "hall", "campus": str(second)})
    assert "Jinhai Road" in text_of(colleague, PLACES)
    colleague.post(f"{CAMPUSES}/{second}/remove")
    assert "Jinhai Road" in text_of(colleague, CAMPUSES)
    assert colleague.post(f"{PLACES}/new", {"name-en": "Hall", "kind": "hall", "campus": "77"}).status_code == 422
    colleague.post(f"{CAMPUSES}/{first}/remove")
    with desk.app.app_context():
        assert [each.id for each in queries.list_campuses([desk.unit_id])] == [second]
        assert queries.driving_minutes([first, second]) == {}


def test_opening_hours_are_written_as_people_write_them(desk: Desk) -> None:
    colleague = desk.colleague()
    said = {"name-en": "Bar", "kind": "room"}
    assert colleague.post(f"{PLACES}/new", {**said, "hours_0": "nine to five"}).status_code == 422
    colleague.post(f"{PLACES}/new", {**said, "hours_0": "09:00–12:00, 13:30-18:00", "hours_4": "18:00-02:00"})
    with desk.app.app_context():
        (place,) = queries.list_places([desk.unit_id])
        hours = [(each.weekday, each.opens, each.closes) for each in queries.list_opening_hours(place.id)]
    assert hours == [(0, 540, 720), (0, 810, 1080), (4, 1080, 1560)]
    page = text_of(colleague, f"{PLACES}/{place.id}")
    assert 'value="09:00-12:00, 13:30-18:00"' in page
    assert 'value="18:00-02:00"' in page

    colleague.post(f"{PLACES}/{place.id}", {**said, "hours_4": "18:00-24:00"})
    with desk.app.app_context():
        assert [each.closes for each in queries.list_opening_hours(place.id)] == [1440]
        change = audit.list_about("place", place.id)[0].changes["opening"]
        assert change == ["Mon 09:00-12:00, 13:30-18:00; Fri 18:00-02:00", "Fri 18:00-24:00"]


def test_times_of_a_person_are_added_in_a_chosen_zone_and_removed(desk: Desk) -> None:
    with desk.writing():
        person = Person(unit_id=desk.unit_id, given_name="Amélie", family_name="Laurent", created_at=NOW)
        db.session.add(person)
        unit_of_work.commit()
        path, person_id = f"/desk/people/{person.id}/availability", person.id
    colleague = desk.colleague()
    assert "Amélie Laurent is taken to be free" in text_of(colleague, path)
    paris = {"first_day": "2026-11-30", "starts": "09:00", "ends": "12:30", "time_zone": "Europe/Paris"}
    assert colleague.post(path, paris).status_code == 302
    assert colleague.post(path, paris).status_code == 302
    whole_days = {"first_day": "2026-12-01", "last_day": "2026-12-02", "time_zone": "Asia/Shanghai"}
    assert colleague.post(path, whole_days).status_code == 302
    with desk.app.app_context():
        stated = people.map_availability([person_id])[person_id]
        assert [(each.starts_at, each.ends_at) for each in stated] == [
            (datetime(2026, 11, 30, 8, tzinfo=UTC), datetime(2026, 11, 30, 11, 30, tzinfo=UTC)),
            (datetime(2026, 11, 30, 16, tzinfo=UTC), datetime(2026, 12, 2, 16, tzinfo=UTC)),
        ]
    for wrong in ({**paris, "ends": "08:00"}, {**paris, "time_zone": "Mars"}, {**paris, "first_day": ""}):
        assert colleague.post(path, wrong).status_code == 422
    assert desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id).get(path).status_code == 404
    assert colleague.post(f"{path}/{stated[0].id}/remove").status_code == 302
    assert colleague.post(f"{path}/{stated[0].id}/remove").status_code == 404


def test_an_activity_asks_for_resources_and_a_changed_one_is_told_at_once(desk: Desk) -> None:
    desk.event()
    colleague = desk.colleague()
    colleague.post(f"{RESOURCES}/new", COACH)
    (coach,) = resources_of(desk)
    said = {
        "title-en": "Tour",
        "kind": "tour",
        "audience": "public",
        "day": "2026-11-30",
        "starts": "09:00",
        "ends": "10:00",
    }
    uses = {"resources-0-resource": str(coach.id), "resources-0-quantity": "2", "expected": "50", "takes_sign_ups": "y"}

    assert "(2 there)" in text_of(colleague, f"{PROGRAMME}/new")
    assert colleague.post(f"{PROGRAMME}/new", {**said, **uses}).status_code == 422  # sign-ups need a number of places
    colleague.post(f"{PROGRAMME}/new", {**said, **uses, "capacity": "60"})
    more = colleague.post(f"{PROGRAMME}/new", {**said, **uses, "more": "resources"}).get_data(as_text=True)
    assert 'name="resources-1-resource"' in more
    with desk.app.app_context():
        (tour,) = schedules.list_activities(desk_schedule())
        assert (tour.expected, tour.takes_sign_ups, tour.capacity) == (50, True, 60)
        assert [(each.resource_id, each.quantity) for each in tour.resources] == [(coach.id, 2)]
        assert audit.list_about("activity", tour.id)[0].changes["resources"] == [None, ["2 × Coach"]]
    page = text_of(colleague, f"{PROGRAMME}/{tour.id}")
    assert 'value="50"' in page
    assert "Clash" not in page

    colleague.post(f"{RESOURCES}/{coach.id}", {**COACH, "quantity": "1"})
    assert "needs 2 of “Coach”, and there is 1." in text_of(colleague, f"{PROGRAMME}/{tour.id}")
    colleague.post(f"{RESOURCES}/{coach.id}/retire")
    kept = colleague.post(f"{PROGRAMME}/{tour.id}", {**said, **uses, "capacity": "60", "version": str(tour.version)})
    assert kept.status_code == 302
    gone = {**said, "resources-0-resource": str(coach.id)}
    assert "no longer there" in colleague.post(f"{PROGRAMME}/new", gone).get_data(as_text=True)


def desk_schedule() -> int:
    return db.session.scalars(db.select(Activity.schedule_id)).first() or 0
