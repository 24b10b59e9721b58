"""Who reads what, whole: each reader asks the doors of the application and finds what the table says, nothing else."""

from __future__ import annotations

import pytest

from tests.privacy.finding import Asked
from tests.privacy.house import House
from tests.privacy.readers import AT_DESK, OPENS, by_link
from tests.privacy.unasked import OPEN_TO_NOBODY

# One process asks every door; the tests look at its answers.
pytestmark = pytest.mark.xdist_group("privacy")


@pytest.fixture(scope="module")
def asked(house: House) -> Asked:
    """Asked once, looked at by each test."""
    return Asked(house)


def assert_right(differences: dict[str, dict[str, str]]) -> None:
    """Nobody finds anything else; what they do is said whole, a line each."""
    wrong = [f"{name}: {what}, at {where}" for name, some in differences.items() for what, where in some.items()]
    assert not wrong, "\n".join(wrong)


def test_whoever_signs_in_or_does_not_finds_what_the_table_says(asked: Asked) -> None:
    told = {name: asked.found[name].differs(expected, by_kind=name != "root") for name, expected in AT_DESK.items()}
    assert_right(told)


def test_whoever_holds_a_link_finds_their_own(asked: Asked) -> None:
    names = [name for name in asked.found if name not in AT_DESK]
    assert_right({name: asked.found[name].differs(by_link(name)) for name in names})


def test_a_secret_opens_its_own_doors_and_no_others(asked: Asked) -> None:
    opened: dict[str, set[str]] = {kind: set() for kind in OPENS}
    for name, found in asked.found.items():
        kind = name.split()[0]
        if kind in opened and name != "guest of an event":
            opened[kind] |= found.opened.keys()
    assert opened == {kind: set(doors.split()) for kind, doors in OPENS.items()}


def test_what_belongs_to_a_visit_or_a_trip_is_found_under_no_other(asked: Asked) -> None:
    """Not even by who may see both."""
    under = asked.found_under()
    assert len(under) > 50
    assert {said: numbers for said, numbers in under.items() if len(numbers) > 1} == {}


def test_every_door_is_tried_and_opens_to_somebody(asked: Asked) -> None:
    """A door that is new is planted in house.py with whatever it tells, or stands in unasked.py with the reason why."""
    assert asked.opened_to_nobody() - OPEN_TO_NOBODY == set()
