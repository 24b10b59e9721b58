"""What a unit sets for its visits, through the doors: tasks, steps of deciding, lead times."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from coopevents.accounts.models import Grant, Unit, User
from coopevents.accounts.roles import Role
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.delegations import queries as delegations
from coopevents.delegations.recording import subject_of
from coopevents.tasks import queries
from coopevents.tasks.models import Task
from tests.desks import Colleague, Desk, desk
from tests.visits import request_of, token_in

__all__ = ["desk"]
SETTINGS = "/desk/delegations/settings"
PLATES = {"title-en": "Order name plates", "title-zh_Hans_CN": "制作席卡", "days": "2", "when": "before-first"}


def administrator(desk: Desk) -> Colleague:
    """Who may set up the university and all below it."""
    with desk.writing():
        top = db.session.query(Unit).filter_by(slug="university").one().id
    return desk.colleague(Role.ADMIN, scope_id=top)


def accepted_visit(desk: Desk, stranger: FlaskClient, officer: Colleague, **said: str) -> int:
    """A visit to the office of colleagues of a unit, decided by whoever may."""
    stranger.post("/visits/new", data={**request_of(level="unit", **said), "csrf_token": token_in(stranger)})
    with desk.writing():
        number = max(each.id for each in delegations.list_all([desk.unit_id], delegations.VisitFilter()))
    for deed in ("take-up", "submit"):
        officer.post(f"/desk/delegations/{number}/{deed}")
    officer.post(f"/desk/delegations/{number}/decide/unit", verb="approve")
    return number


def tasks_of(desk: Desk, number: int) -> dict[str, Task]:
    """The tasks of a visit by what they are called."""
    with desk.writing():
        return {each.title: each for each in queries.list_of(subject_of(delegations.get_delegation(number)))}


def test_a_visit_begins_with_the_list_of_its_unit_and_those_before_keep_theirs(desk: Desk, client: FlaskClient) -> None:
    admin, officer, lead = administrator(desk), desk.colleague(), desk.colleague(Role.UNIT_LEAD)
    tasks = f"{SETTINGS}/{desk.unit_id}/tasks"
    before = tasks_of(desk, accepted_visit(desk, client, officer))
    assert admin.post(f"{tasks}/new", {**PLATES, "title-en": "", "title-zh_Hans_CN": ""}).status_code == 422
    assert admin.post(f"{tasks}/new", {**PLATES, "days": "731"}).status_code == 422
    admin.post(f"{tasks}/new", {**PLATES, "owner": "unit_lead"})
    admin.post(f"{tasks}/new", {**PLATES, "title-en": "Only when they sign", "kinds": "signing"})
    admin.post(f"{tasks}/report", {"title-en": "Write it up", "days": "5", "when": "after-last", "owner": "nobody"})
    undo = f"{tasks}/host/restore"
    assert undo in admin.client.post(
        f"{tasks}/host/remove", data={"csrf_token": admin.csrf}, follow_redirects=True
    ).text  # fmt: skip
    admin.post(f"{tasks}/hotel/remove")
    admin.post(undo)
    number = accepted_visit(desk, client, officer, kind="courtesy", contact_email="b@example.edu")
    after = tasks_of(desk, number)
    host = "Agree who receives them, and ask the hosts"
    assert (host in before, host in after, "Only when they sign" in after) == (True, True, False)
    assert tasks_of(desk, 1).keys() == before.keys()
    with desk.writing():
        visit = delegations.get_delegation(number)
        first, last = visit.arrives_on, visit.leaves_on
        led = db.session.query(Grant).filter_by(role=Role.UNIT_LEAD).one().user_id
    assert (after["Order name plates"].due_on, after["Order name plates"].owner_id) == (first - timedelta(days=2), led)
    assert (after["Write it up"].due_on, after["Write it up"].owner_id) == (last + timedelta(days=5), None)
    assert "制作席卡" in officer.get(f"/desk/delegations/{number}/preparation", lang="zh_Hans_CN").text
    done = f"/desk/delegations/{number}/preparation/{after['Order name plates'].id}/done"
    assert [each.post(done).status_code for each in (desk.colleague(Role.UNIT_VIEWER), lead)] == [403, 302]


def test_the_list_is_ordered_copied_given_up_and_tried(desk: Desk) -> None:
    admin, here = administrator(desk), f"{SETTINGS}/{desk.unit_id}/tasks"
    there = f"{SETTINGS}/{desk.other_unit_id}/tasks"
    keys = lambda path: re.findall(r'id="line-([a-z0-9-]+)"', admin.get(path).text)  # noqa: E731 - read at a glance
    house = keys(here)
    assert house[:3] == ["host", "leadership", "names"]
    admin.post(f"{here}/host/down")
    assert keys(here)[:2] == ["leadership", "host"]
    admin.post(f"{here}/leadership/up")
    assert keys(here)[:2] == ["leadership", "host"]
    admin.post(f"{here}/list/sort")
    assert [keys(here)[0], keys(here)[-1]] == ["leadership", "report"]
    admin.post(f"{here}/host/remove")
    admin.post(f"{there}/list/copy", from_unit=str(desk.unit_id))
    assert keys(there) == keys(here) != house
    admin.post(f"{there}/list/house")
    assert keys(there) == house
    admin.post(f"{there}/list/own")
    assert keys(there) == keys(here)
    first = (datetime.now(UTC) + timedelta(days=400)).date()
    tried = {"kind": "signing", "level": "unit", "first": first.isoformat(), "last": first.isoformat()}
    page = admin.get(f"{here}/preview", **tried).text
    assert "Settle the text of the agreement" in page
    assert f"{first - timedelta(days=30):%-d %B %Y}" in page
    assert "Book the hotel" not in page
    assert "Choose the first day" in admin.get(f"{here}/preview", **{**tried, "first": ""}).text
    with desk.writing():
        told = {each.fact for each in db.session.query(AuditEntry).filter_by(subject_kind="visit_tasks")}
    assert told == {
        "VisitTasksOrdered", "VisitTaskRemoved", "VisitTasksCopied", "HouseTasksChosen", "OwnTasksChosen",
    }  # fmt: skip


def test_requests_pass_the_steps_a_unit_names_and_those_under_way_keep_theirs(desk: Desk, client: FlaskClient) -> None:
    admin, officer = administrator(desk), desk.colleague()
    lead, deputy = desk.colleague(Role.UNIT_LEAD), desk.colleague(Role.UNIT_LEAD)
    level = f"{SETTINGS}/{desk.unit_id}/approval/unit"
    with desk.writing():
        ids = [str(each.user_id) for each in db.session.query(Grant).filter_by(role=Role.UNIT_LEAD)]
        stranger = User(email="stranger@example.edu", name="Stranger", created_at=datetime.now(UTC))
        db.session.add(stranger)
        db.session.commit()
        unknown = str(stranger.id)
    client.post("/visits/new", data={**request_of(level="unit"), "csrf_token": token_in(client)})
    for deed in ("take-up", "submit"):
        officer.post(f"/desk/delegations/1/{deed}")
    assert "1 request is being decided now" in admin.get(level).text
    leaders = {"leadership-stands": "y", "leadership-due_days": "3", "unit-decider": "0", "office-decider": "0"}
    assert admin.post(level, {**leaders, "leadership-decider": "0"}).status_code == 422
    assert admin.post(level, {**leaders, "leadership-decider": unknown}).status_code == 422
    said = {**leaders, "leadership-decider": ids[0], "leadership-stand_ins": ids[1], "screening-decider": "0"}
    assert admin.post(level, said).status_code == 302
    assert "stands in" in admin.get(f"{SETTINGS}/{desk.unit_id}/approval").text
    second = request_of(level="unit", contact_email="b@example.edu")
    client.post("/visits/new", data={**second, "csrf_token": token_in(client)})
    for deed in ("take-up", "submit"):
        officer.post(f"/desk/delegations/2/{deed}")
    assert "Approved" in follow(officer, "/desk/delegations/1/decide/unit")
    assert "decided by other colleagues" in officer.post("/desk/delegations/2/decide/named", verb="approve").text
    assert "decided by other colleagues" in lead.post("/desk/delegations/2/decide/unit", verb="approve").text
    assert "/desk/delegations/2/decide/named" in deputy.get("/desk/delegations/2").text
    assert "Approved" in follow(deputy, "/desk/delegations/2/decide/named")
    assert "Its own" in admin.get(SETTINGS).text
    admin.post(f"{level}/house")
    assert "Its own" not in admin.get(SETTINGS).text


def follow(colleague: Colleague, door: str) -> str:
    """The page after an approval."""
    said = {"csrf_token": colleague.csrf, "verb": "approve"}
    return colleague.client.post(door, data=said, headers={"Accept-Language": "en"}, follow_redirects=True).text


def test_lead_times_stand_on_the_public_form_and_warn_both_sides(desk: Desk, client: FlaskClient) -> None:
    admin, officer = administrator(desk), desk.colleague()
    times = f"{SETTINGS}/{desk.unit_id}/lead-times"
    usual = {"leadership-days": "182", "dean-days": "91", "unit-days": "300"}
    assert admin.post(times, {**usual, "dean-days": "-1"}).status_code == 422
    admin.post(times, {**usual, "unit-text-en": "Ask our school first.", "unit-text-fr": "Demandez à l’école."})
    form = client.get("/visits/new", headers={"Accept-Language": "fr"}).text
    assert ("300" in form, "Demandez à l’école." in form) == (True, True)
    assert re.search(r'<input checked [^>]*name="languages"[^>]*value="fr"', form)
    asked = client.post("/visits/new", data={**request_of(level="unit"), "csrf_token": token_in(client)})
    assert "Ask our school first." in client.get(asked.location, headers={"Accept-Language": "en"}).text
    page = officer.get("/desk/delegations/1").text
    assert ("300 days are usual" in page, "Ask our school first." in page) == (True, True)
    admin.post(f"{times}/house")
    assert "300 days" not in officer.get("/desk/delegations/1").text


def test_only_who_may_set_up_the_unit_comes_in(desk: Desk) -> None:
    pages = [f"{SETTINGS}/{desk.unit_id}/{part}" for part in ("tasks", "tasks/host", "approval", "approval/dean")]
    pages += [f"{SETTINGS}/{desk.unit_id}/{part}" for part in ("tasks/new", "tasks/preview", "lead-times")]
    officer, neighbour = desk.colleague(), desk.colleague(Role.ADMIN, scope_id=desk.other_unit_id)
    for page in pages:
        assert [each.get(page).status_code for each in (officer, neighbour, desk_admin(desk))] == [403, 404, 200], page
    copy = f"{SETTINGS}/{desk.other_unit_id}/tasks/list/copy"
    assert neighbour.post(copy, from_unit=str(desk.unit_id)).status_code == 404
    assert "Set up" not in officer.get("/desk/delegations").text


def desk_admin(desk: Desk) -> Colleague:
    """Who may set up the office alone."""
    return desk.colleague(Role.ADMIN)
