"""The team of an event, through the door."""

from __future__ import annotations

from coopevents.accounts import queries
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.mail.models import OutboxMessage
from tests.desks import Colleague, Desk

PAGE = "/desk/events/week/team"
BEN = {"email": "ben@example.edu", "name": "Ben", "role": "reception"}


def test_the_team_and_the_office_stand_on_the_page(desk: Desk) -> None:
    officer = _officer(desk)
    page = officer.get(PAGE).text
    assert "Nobody is on the team yet" in page
    assert "Through the office" in page
    assert "user0@example.edu" in page
    officer.post(f"{PAGE}/add", BEN)
    assert "ben@example.edu" in officer.get(PAGE).text


def test_the_invitation_names_the_event(desk: Desk) -> None:
    _officer(desk).post(f"{PAGE}/add", BEN)
    with desk.app.app_context():
        message = db.session.query(OutboxMessage).one()
        assert (message.kind, "Global Partnership Week" in message.text_body) == ("invitation", True)


def test_a_unit_role_cannot_be_given_here(desk: Desk) -> None:
    assert _officer(desk).post(f"{PAGE}/add", {**BEN, "role": "admin"}).status_code == 422


def test_the_same_role_twice_is_refused_at_its_field(desk: Desk) -> None:
    officer = _officer(desk)
    officer.post(f"{PAGE}/add", BEN)
    again = officer.post(f"{PAGE}/add", BEN)
    assert (again.status_code, "They already have this role here." in again.text) == (422, True)


def test_a_member_gets_another_role_and_leaves(desk: Desk) -> None:
    officer, event_id = _officer(desk), 1
    helper = desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=event_id)
    with desk.app.app_context():
        (grant,) = queries.list_grants("event", [event_id])
        grant_id = grant.id
    assert helper.get("/desk/events/week/registrations").status_code == 200
    assert officer.get(f"{PAGE}/{grant_id}").status_code == 200
    assert officer.post(f"{PAGE}/{grant_id}/role", role="scheduler").location == PAGE
    assert helper.get("/desk/events/week/registrations").status_code == 403
    assert officer.post(f"{PAGE}/{grant_id}/remove").location == PAGE
    assert helper.get("/desk/events/week/").status_code == 404


def test_the_team_of_another_event_is_not_changed_here(desk: Desk) -> None:
    officer = _officer(desk)
    other = desk.event("school", unit_id=desk.other_unit_id)
    desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=other)
    with desk.app.app_context():
        (grant,) = queries.list_grants("event", [other])
        grant_id = grant.id
    for verb in ("", "/role", "/remove", "/resend"):
        path = f"{PAGE}/{grant_id}{verb}"
        assert (officer.post(path, role="manager") if verb else officer.get(path)).status_code == 404


def test_a_scheduler_does_not_choose_the_team(desk: Desk) -> None:
    event_id = desk.event()
    assert desk.colleague(Role.SCHEDULER, scope_kind="event", scope_id=event_id).get(PAGE).status_code == 403


def _officer(desk: Desk) -> Colleague:
    desk.event()
    return desk.colleague(Role.OFFICER)
