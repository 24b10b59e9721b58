"""Schools and offices, through the door."""

from __future__ import annotations

from coopevents.accounts import queries
from coopevents.accounts.roles import Role
from tests.desks import Desk

PAGE = "/desk/units"


def test_a_school_is_entered_below_ones_own_unit(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    form = {"name-en": "School of Arts", "name-fr": "École d'art", "kind": "school", "parent": desk.unit_id}
    assert admin.post(f"{PAGE}/new", form).location == PAGE
    assert admin.post(f"{PAGE}/new", form).location == PAGE
    with desk.app.app_context():
        for slug in ("school-of-arts", "school-of-arts-2"):
            unit = queries.find_unit_by_slug(slug)
            assert unit is not None
            assert (unit.parent_id, unit.name["fr"]) == (desk.unit_id, "École d'art")
    assert "School of Arts" in admin.get(PAGE).text


def test_a_unit_needs_a_name_and_a_place_that_is_ones_own(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    assert admin.post(f"{PAGE}/new", {"name-en": "", "kind": "school", "parent": desk.unit_id}).status_code == 422
    foreign = {"name-en": "Hall", "kind": "school", "parent": desk.other_unit_id}
    assert admin.post(f"{PAGE}/new", foreign).status_code == 422
    assert admin.get(f"{PAGE}/{desk.other_unit_id}").status_code == 404


def test_a_unit_gets_another_name(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    assert 'value="office"' in admin.get(f"{PAGE}/{desk.unit_id}").text
    form = {"name-en": "International Office", "name-zh_Hans_CN": "国际处", "kind": "office"}
    assert admin.post(f"{PAGE}/{desk.unit_id}", form).location == PAGE
    page = admin.get(PAGE).text
    assert "International Office" in page
    assert "elsewhere" not in page
