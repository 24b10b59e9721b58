"""Guests check themselves in, and a screen in the hall shows how many have come."""

from __future__ import annotations

import re

import pytest

from coopevents.registration.gate_rules import KIOSK_TRIES
from coopevents.registration.states import RegistrationState as S
from tests.blueprints.onsite.halls import HERE, Hall, desk, hall
from tests.desks import Colleague

__all__ = ["desk", "hall"]
GATES = "/desk/events/week/gates"


@pytest.fixture
def officer(hall: Hall) -> Colleague:
    return hall.desk.colleague()


def address_in(page: str, door: str) -> str:
    found = re.search(rf'value="https?://[^/"]+(/{door}/[a-z2-7]+/)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def kiosk(hall: Hall, officer: Colleague) -> str:
    """The address of the gate's self-service page."""
    officer.post(f"{GATES}/{hall.gate_id}/kiosk")
    return address_in(officer.get(f"{GATES}/{hall.gate_id}").text, "kiosk")


def enter(hall: Hall, kiosk: str, **form: str) -> tuple[int, str]:
    answer = hall.client.post(kiosk, data=form, headers=HERE)
    return answer.status_code, answer.text


def test_a_guest_checks_in_by_code_or_by_number_with_the_family_name(hall: Hall, kiosk: str) -> None:
    anna = hall.guest("anna", given_name="Ada")
    hall.guest("ben", given_name="Bo")
    status, page = enter(hall, kiosk, code=anna)
    assert (status, "Welcome, Ada" in page, "You are checked in." in page) == (200, True, True)
    assert "You were checked in already." in enter(hall, kiosk, code=anna)[1]
    assert "Welcome, Bo" in enter(hall, kiosk, code="2", family_name="ben")[1]
    assert hall.states() == {"Anna": S.CHECKED_IN, "Ben": S.CHECKED_IN}


def test_a_number_alone_or_a_wrong_name_tells_nothing_and_is_counted(hall: Hall, kiosk: str) -> None:
    hall.guest("anna")
    pages = [enter(hall, kiosk, code="1"), enter(hall, kiosk, code="1", family_name="Ben"), enter(hall, kiosk)]
    assert {(status, "Anna" in page) for status, page in pages} == {(422, False)}
    statuses = [enter(hall, kiosk, code="1", family_name="Ben")[0] for _ in range(KIOSK_TRIES - len(pages) + 1)]
    assert statuses[-2:] == [422, 429]
    assert enter(hall, kiosk, code="1", family_name="Anna")[0] == 429


def test_a_new_address_or_none_makes_the_old_one_worthless(hall: Hall, kiosk: str, officer: Colleague) -> None:
    officer.post(f"{GATES}/{hall.gate_id}/kiosk")
    other = address_in(officer.get(f"{GATES}/{hall.gate_id}").text, "kiosk")
    assert [hall.client.get(each).status_code for each in (kiosk, other)] == [404, 200]
    officer.post(f"{GATES}/{hall.gate_id}/kiosk", verb="close")
    assert hall.client.get(other).status_code == 404


def test_the_wall_shows_figures_and_names_only_where_wanted(hall: Hall, officer: Colleague) -> None:
    hall.post(code=hall.guest("anna"))
    hall.guest("ben")
    officer.post(f"{GATES}/wall", is_shared="y")
    wall = address_in(officer.get(GATES).text, "wall")
    page = hall.client.get(wall, headers=HERE).text
    assert ("<strong data-arrived>1</strong>" in page, "of 2 guests have come" in page, "Anna" in page) == (
        True,
        True,
        False,
    )
    officer.post(f"{GATES}/wall", is_shared="y", shows_names="y")
    assert "Anna" in hall.client.get(wall).text
    officer.post(f"{GATES}/wall")
    assert hall.client.get(wall).status_code == 404
