"""Organisers' doors to places, without JavaScript."""

from __future__ import annotations

from coopevents.accounts.roles import Role
from coopevents.places import queries
from coopevents.places.models import Place
from tests.desks import Desk

PLACES = "/desk/places"


def places_of(desk: Desk) -> list[Place]:
    with desk.app.app_context():
        return queries.list_places([desk.unit_id])


def test_an_empty_list_teaches_what_to_do(desk: Desk) -> None:
    page = desk.colleague().get(PLACES)

    assert page.status_code == 200
    assert "No places yet" in page.get_data(as_text=True)


def test_a_place_is_added_changed_retired_and_used_again(desk: Desk) -> None:
    colleague = desk.colleague()
    said = {
        "name-en": "Hall 1",
        "name-zh_Hans_CN": "一号厅",
        "kind": "hall",
        "capacity": "80",
        "turnover_minutes": "15",
    }
    assert colleague.post(f"{PLACES}/new", {**said, "is_step_free": "y"}).status_code == 302
    (place,) = places_of(desk)
    assert (place.name["zh_Hans_CN"], place.capacity, place.turnover_minutes) == ("一号厅", 80, 15)

    path = f"{PLACES}/{place.id}"
    assert "Hall 1" in colleague.get(path).get_data(as_text=True)
    assert colleague.post(path, {**said, "capacity": "", "latitude": "31.2", "longitude": "121.4"}).status_code == 302
    (changed,) = places_of(desk)
    assert (changed.capacity, changed.latitude, changed.is_step_free) == (None, 31.2, False)

    colleague.post(f"{path}/retire")
    assert places_of(desk) == []
    assert "1 retired place" in colleague.get(PLACES).get_data(as_text=True)
    colleague.post(f"{path}/restore")
    assert len(places_of(desk)) == 1


def test_what_cannot_be_is_refused_with_everything_typed_kept(desk: Desk) -> None:
    colleague = desk.colleague()
    answer = colleague.post(f"{PLACES}/new", {"name-en": "Hall 1", "kind": "hall", "capacity": "0", "latitude": "7"})

    assert answer.status_code == 422
    assert "The number of seats is between 1 and 100,000." in answer.get_data(as_text=True)
    assert 'value="Hall 1"' in answer.get_data(as_text=True)
    assert colleague.post(f"{PLACES}/new", {"kind": "hall"}).status_code == 422


def test_walking_times_are_written_in_one_table(desk: Desk) -> None:
    colleague = desk.colleague()
    for name in ("Hall", "Garden", "Gate"):
        colleague.post(f"{PLACES}/new", {"name-en": name, "kind": "room"})
    first, second, third = (each.id for each in places_of(desk))
    assert colleague.get(f"{PLACES}/walking").get_data(as_text=True).count('inputmode="numeric"') == 3

    refused = colleague.post(f"{PLACES}/walking", {f"{first}-{second}": "far", f"{first}-{third}": "7"})
    assert refused.status_code == 422
    assert 'value="far"' in refused.get_data(as_text=True)
    colleague.post(f"{PLACES}/walking", {f"{first}-{second}": "12", f"{first}-{third}": "7"})
    with desk.app.app_context():
        assert queries.walking_minutes([first, second, third]) == {(first, second): 12, (first, third): 7}
    colleague.post(f"{PLACES}/walking", {f"{first}-{second}": "12"})
    with desk.app.app_context():
        assert queries.walking_minutes([first, second, third]) == {(first, second): 12}


def test_places_of_another_office_are_not_seen(desk: Desk) -> None:
    desk.colleague().post(f"{PLACES}/new", {"name-en": "Secret room", "kind": "room"})
    (place,) = places_of(desk)
    stranger = desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id)
    viewer = desk.colleague(Role.UNIT_VIEWER)

    assert "Secret room" not in stranger.get(PLACES).get_data(as_text=True)
    assert stranger.get(f"{PLACES}/{place.id}").status_code == 404
    assert stranger.post(f"{PLACES}/{place.id}/retire").status_code == 404
    assert "Secret room" in viewer.get(PLACES).get_data(as_text=True)
    assert viewer.get(f"{PLACES}/{place.id}").status_code == 403
