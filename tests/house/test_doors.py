"""Every door states its lock, the checked-in list shows every change, and no lock can be walked around.

After adding, moving or relocking a door:  python -m tests.house.test_doors
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter, IntegerConverter

from coopevents.accounts.roles import GRANTS, UNIT_ROLES, Permission, Role
from coopevents.app import create_app
from coopevents.blueprints.access import Lock, lock_of
from coopevents.config import Settings
from tests.desks import Colleague, Desk

LIST = Path(__file__).parent / "doors.txt"
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def doors_of(app: Flask) -> list[tuple[Rule, Lock | None]]:
    """Every rule of the application with its lock."""
    return [(rule, lock_of(app.view_functions[rule.endpoint])) for rule in app.url_map.iter_rules()]


def listing(app: Flask) -> list[str]:
    """The list of doors: endpoint, methods, address, lock."""
    lines = []
    for rule, lock in doors_of(app):
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        lines.append(f"{rule.endpoint} {methods} {rule.rule} {lock or 'NO LOCK'}")
    return sorted(lines)


def filled(rule: Rule, **values: object) -> str:
    """An address of the door, with harmless values for what is not given."""
    chosen = {name: values.get(name, _harmless(converter)) for name, converter in rule._converters.items()}
    built = rule.build(chosen)
    assert built is not None
    return built[1]


def _harmless(converter: object) -> object:
    if isinstance(converter, IntegerConverter):
        return 1
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)[0]
    return "made-up"


def test_every_door_states_a_lock(app: Flask) -> None:
    assert [rule.endpoint for rule, lock in doors_of(app) if lock is None] == []


def test_the_list_of_doors_is_up_to_date(app: Flask) -> None:
    assert listing(app) == LIST.read_text(encoding="utf-8").splitlines(), "run: python -m tests.house.test_doors"


def test_an_unmarked_door_stays_shut(app: Flask) -> None:
    app.add_url_rule("/forgotten-lock", "forgotten_lock", lambda: "a secret")
    answer = app.test_client().get("/forgotten-lock")
    assert (answer.status_code, b"a secret" in answer.data) == (403, False)


def test_organisers_doors_for_one_event_ask_for_a_permission(app: Flask) -> None:
    weak = [
        rule.rule
        for rule, lock in doors_of(app)
        if rule.rule.startswith("/desk/events/<event_slug>") and (lock is None or lock.permission is None)
    ]
    assert weak == []


def test_a_secret_in_the_address_is_the_only_lock_of_its_doors(app: Flask) -> None:
    with_token = {rule.rule for rule, lock in doors_of(app) if "<token>" in rule.rule}
    by_token = {rule.rule for rule, lock in doors_of(app) if lock is not None and lock.kind == "token"}
    assert with_token == by_token


def test_nobody_in_particular_opens_no_locked_door(app: Flask, client: FlaskClient) -> None:
    opened = []
    for rule, lock in doors_of(app):
        if lock is None or lock.kind == "open" or "GET" not in (rule.methods or set()):
            continue
        answer = client.get(filled(rule))
        is_sent_to_sign_in = answer.status_code == 302 and answer.location.startswith("/account/sign-in")
        if not (is_sent_to_sign_in if lock.kind != "token" else answer.status_code in {403, 404, 410}):
            opened.append((rule.rule, answer.status_code))
    assert opened == []


def test_no_door_is_opened_by_a_form_without_its_token(app: Flask, client: FlaskClient) -> None:
    accepted = []
    for rule, _lock in doors_of(app):
        for method in UNSAFE & (rule.methods or set()):
            answer = client.open(filled(rule), method=method, data={"email": "mei@example.edu", "csrf_token": "forged"})
            if answer.status_code != 400:
                accepted.append((method, rule.rule, answer.status_code))
    assert accepted == []


def test_doors_that_change_something_are_not_opened_by_a_link(app: Flask) -> None:
    verbs = re.compile(r"\b(cancel|delete|remove|discard|resend|end|withdraw|approve|decline|publish|unpublish)$")
    one_click = [
        rule.rule
        for rule, _lock in doors_of(app)
        if verbs.search(rule.endpoint) and "POST" not in (rule.methods or set()) and not _has_twin(app, rule)
    ]
    assert one_click == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_officer_of_another_unit_finds_no_event_door(desk: Desk, method: str) -> None:
    desk.event("week")
    stranger = desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id)
    assert _statuses(desk.app, method, stranger) == {404}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_team_of_another_event_finds_no_event_door(desk: Desk, method: str) -> None:
    desk.event("week")
    other = desk.event("school")
    stranger = desk.colleague(Role.MANAGER, scope_kind="event", scope_id=other)
    assert _statuses(desk.app, method, stranger) == {404}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_the_table_of_grants_says_and_nothing_else(desk: Desk, role: Role) -> None:
    event_id = desk.event("week")
    is_of_unit = role in UNIT_ROLES
    somebody = desk.colleague(
        role, scope_kind="unit" if is_of_unit else "event", scope_id=desk.unit_id if is_of_unit else event_id
    )
    wrong = []
    for rule, lock in doors_of(desk.app):
        if lock is None or lock.permission is None or "GET" not in (rule.methods or set()):
            continue
        is_about_event = "event_slug" in rule.arguments
        may = lock.permission in GRANTS[role] and (is_of_unit or is_about_event)
        status = somebody.get(filled(rule, event_slug="week")).status_code
        is_unseen = is_about_event and Permission.SEE_EVENT not in GRANTS[role]
        if (status == (404 if is_unseen else 403)) == may or status >= 500:
            wrong.append((rule.rule, str(lock), status))
    assert wrong == []


def test_every_permission_guards_something(app: Flask) -> None:
    asked = {lock.permission for _rule, lock in doors_of(app) if lock is not None}
    asked |= {Permission.CHECK_IN, Permission.EXPORT_REGISTRATIONS, Permission.SEND_MESSAGES, Permission.SEE_OUTBOX}
    assert set(Permission) - asked == set()


def _has_twin(app: Flask, rule: Rule) -> bool:
    return any(each.rule == rule.rule and "POST" in (each.methods or set()) for each in app.url_map.iter_rules())


def _statuses(app: Flask, method: str, somebody: Colleague) -> set[int]:
    found = set()
    for rule, _lock in doors_of(app):
        if rule.rule.startswith("/desk/events/<event_slug>") and method in (rule.methods or set()):
            path = filled(rule, event_slug="week")
            found.add((somebody.get(path) if method == "GET" else somebody.post(path)).status_code)
    return found


def main() -> None:
    """Write the list of doors anew."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings.from_environment({"COOPEVENTS_MODE": "testing", "COOPEVENTS_DATA_DIR": folder}))
        LIST.write_text("\n".join(listing(app)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
