"""Who may do what where."""

from __future__ import annotations

import pytest

from coopevents.accounts.permissions import (
    HeldRole,
    events_with,
    permissions_for_event,
    permissions_for_unit,
    units_with,
)
from coopevents.accounts.roles import EVENT_ROLES, GRANTS, UNIT_ROLES, Permission, Role
from coopevents.accounts.words import PERMISSION_WORDS, ROLE_MEANINGS, ROLE_WORDS

UNIVERSITY, SCHOOL, OFFICE = 1, 2, 3
PARENTS = {UNIVERSITY: None, SCHOOL: UNIVERSITY, OFFICE: UNIVERSITY}
EVENT_OF_SCHOOL = 20


def test_a_role_reaches_down_and_never_up_or_sideways() -> None:
    officer = [HeldRole("unit", SCHOOL, Role.OFFICER)]
    assert units_with(officer, Permission.CREATE_EVENT, PARENTS) == {SCHOOL}
    rector = [HeldRole("unit", UNIVERSITY, Role.OFFICER)]
    assert units_with(rector, Permission.CREATE_EVENT, PARENTS) == {UNIVERSITY, SCHOOL, OFFICE}


def test_a_role_for_an_event_is_for_this_event_alone() -> None:
    held = [HeldRole("event", EVENT_OF_SCHOOL, Role.MANAGER)]
    assert Permission.EDIT_EVENT in permissions_for_event(held, EVENT_OF_SCHOOL, SCHOOL, PARENTS)
    assert permissions_for_event(held, EVENT_OF_SCHOOL + 1, SCHOOL, PARENTS) == frozenset()
    assert permissions_for_unit(held, SCHOOL, PARENTS) == frozenset()
    assert events_with(held, Permission.EDIT_EVENT) == {EVENT_OF_SCHOOL}


def test_ids_of_units_and_events_are_not_mistaken_for_each_other() -> None:
    held = [HeldRole("event", SCHOOL, Role.MANAGER)]
    assert permissions_for_event(held, EVENT_OF_SCHOOL, SCHOOL, PARENTS) == frozenset()


def test_a_loop_among_units_ends() -> None:
    loop = {1: 2, 2: 1}
    assert permissions_for_unit([HeldRole("unit", 2, Role.ADMIN)], 1, loop) == frozenset(Permission)


def test_only_administrators_choose_colleagues() -> None:
    assert [role for role in Role if Permission.EDIT_COLLEAGUES in GRANTS[role]] == [Role.ADMIN]


@pytest.mark.parametrize("role", EVENT_ROLES)
def test_roles_for_an_event_never_reach_into_the_unit(role: Role) -> None:
    of_units = {
        Permission.SEE_UNIT,
        Permission.CREATE_EVENT,
        Permission.EDIT_PLACES,
        Permission.EDIT_PEOPLE,
        Permission.EDIT_PARTNERS,
        Permission.EDIT_COLLEAGUES,
    }
    assert not GRANTS[role] & of_units


def test_everything_has_its_words() -> None:
    assert set(UNIT_ROLES + EVENT_ROLES) == set(Role) == set(GRANTS) == set(ROLE_WORDS) == set(ROLE_MEANINGS)
    assert set(PERMISSION_WORDS) == set(Permission)
