"""Units, users and their roles."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.accounts import queries, service
from coopevents.accounts.details import ProfileDetails, Scope
from coopevents.accounts.roles import Role
from coopevents.accounts.rules import EmailIsTaken, LastAdmin, RoleDoesNotFit, RoleIsHeldAlready
from coopevents.audit import queries as audit
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from tests.accounts.offices import NOW, actor_of, make_unit, make_user
from tests.databases import both_databases


def test_an_address_belongs_to_one_account_in_any_case(context: Flask) -> None:
    make_user("mei")
    with pytest.raises(EmailIsTaken):
        service.create_user(email=" MEI@Example.edu ", name="Mei", now=NOW, actor=THE_HOUSE)


def test_a_role_is_given_changed_and_taken_away_and_all_is_written_down(context: Flask) -> None:
    unit, user = make_unit(), make_user()
    scope = Scope.unit(unit.id)
    grant = service.grant_role(user, Role.OFFICER, scope, now=NOW, actor=THE_HOUSE)
    service.change_role(grant, Role.UNIT_VIEWER, scope, now=NOW, actor=THE_HOUSE)
    service.revoke_role(grant, scope, now=NOW, actor=THE_HOUSE)
    unit_of_work.commit()
    told = [(entry.fact, entry.changes.get("role")) for entry in audit.list_of_units([unit.id])]
    assert told == [
        ("RoleRevoked", ["unit_viewer", None]),
        ("RoleChanged", ["officer", "unit_viewer"]),
        ("RoleGranted", [None, "officer"]),
        ("UnitCreated", None),
    ]
    assert queries.list_held_roles(user.id) == []


def test_a_role_of_an_event_is_not_given_for_a_unit(context: Flask) -> None:
    unit, user = make_unit(), make_user()
    with pytest.raises(RoleDoesNotFit):
        service.grant_role(user, Role.MANAGER, Scope.unit(unit.id), now=NOW, actor=THE_HOUSE)
    with pytest.raises(RoleDoesNotFit):
        service.grant_role(user, Role.ADMIN, Scope.event(1, unit.id), now=NOW, actor=THE_HOUSE)


def test_the_same_role_is_not_held_twice(context: Flask) -> None:
    unit = make_unit()
    user = make_user(role=Role.OFFICER, unit=unit)
    with pytest.raises(RoleIsHeldAlready):
        service.grant_role(user, Role.OFFICER, Scope.unit(unit.id), now=NOW, actor=THE_HOUSE)


def test_the_last_administrator_stays(context: Flask) -> None:
    unit = make_unit()
    user = make_user(role=Role.ADMIN, unit=unit)
    (grant,) = queries.list_grants("unit", [unit.id])
    scope = Scope.unit(unit.id)
    with pytest.raises(LastAdmin):
        service.revoke_role(grant, scope, now=NOW, actor=THE_HOUSE)
    with pytest.raises(LastAdmin):
        service.change_role(grant, Role.OFFICER, scope, now=NOW, actor=THE_HOUSE)
    with pytest.raises(LastAdmin):
        service.disable_user(user, scope, now=NOW, actor=THE_HOUSE)


def test_who_was_only_invited_or_is_disabled_does_not_count_as_an_administrator(context: Flask) -> None:
    unit = make_unit()
    user = make_user("mei", Role.ADMIN, unit)
    make_user("invited", Role.ADMIN, unit, password="")
    disabled = make_user("disabled", Role.ADMIN, unit)
    service.disable_user(disabled, Scope.unit(unit.id), now=NOW, actor=actor_of(user))
    with pytest.raises(LastAdmin):
        service.disable_user(user, Scope.unit(unit.id), now=NOW, actor=actor_of(user))


def test_an_administrator_above_is_enough(context: Flask) -> None:
    university = make_unit("university")
    school = make_unit("school", parent=university)
    make_user("rector", Role.ADMIN, university)
    dean = make_user("dean", Role.ADMIN, school)
    service.disable_user(dean, Scope.unit(school.id), now=NOW, actor=THE_HOUSE)
    assert not dean.is_enabled


def test_a_profile_is_changed_and_only_the_names_of_fields_are_written_down(context: Flask) -> None:
    user = make_user()
    details = ProfileDetails(name="Wang Mei", original_name="王梅", language="fr", prefers_compact=True)
    service.change_profile(user, details, now=NOW, actor=actor_of(user))
    unit_of_work.commit()
    (entry, _created) = audit.list_about("user", user.id)
    assert entry.changes == {"fields": [None, ["name", "original_name", "language", "prefers_compact"]]}


@both_databases
def test_two_administrators_cannot_remove_each_other_at_the_same_moment(app: Flask) -> None:
    with app.app_context():
        unit = make_unit()
        for name in ("mei", "ana"):
            make_user(name, Role.ADMIN, unit)
        unit_of_work.commit()
        unit_id = unit.id
    ready, outcomes = threading.Barrier(2), []

    def remove(position: int) -> None:
        with app.app_context():
            ready.wait()
            grant = queries.list_grants("unit", [unit_id])[position]
            try:
                service.revoke_role(grant, Scope.unit(unit_id), now=NOW, actor=THE_HOUSE)
                unit_of_work.commit()
                outcomes.append("removed")
            except LastAdmin:
                unit_of_work.discard()
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=remove, args=(position,)) for position in (0, -1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert len(queries.list_grants("unit", [unit_id])) == 1
        db.session.remove()
