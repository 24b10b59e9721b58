"""Who works in a unit, through the door."""

from __future__ import annotations

import re

from flask import Flask

from coopevents.accounts import queries
from coopevents.accounts.models import Grant, User
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.mail.models import OutboxMessage
from tests.desks import Desk

PAGE = "/desk/colleagues"
ANA = {"email": "ana@example.edu", "name": "Ana Silva", "role": "officer"}


def test_an_administrator_invites_and_the_colleague_is_listed_as_invited(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    answer = admin.post(f"{PAGE}/invite", {**ANA, "unit": desk.unit_id})
    assert answer.location == PAGE
    page = admin.get(PAGE).text
    assert "Ana Silva" in page
    assert "Invited" in page
    with desk.app.app_context():
        assert [message.to_email for message in db.session.query(OutboxMessage)] == ["ana@example.edu"]


def test_without_a_mail_server_the_link_is_shown_once(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    admin.post(f"{PAGE}/invite", {**ANA, "unit": desk.unit_id})
    link = re.search(r'value="http://localhost(/account/invitation/[^"]+)"', admin.get(PAGE).text)
    assert link is not None
    assert desk.app.test_client().get(link[1]).status_code == 200
    assert "/account/invitation/" not in admin.get(PAGE).text


def test_a_wrong_address_or_role_keeps_what_was_typed(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    for wrong in ({"email": "ana"}, {"role": "manager"}, {"role": "emperor"}, {"name": ""}):
        answer = admin.post(f"{PAGE}/invite", {**ANA, "unit": desk.unit_id, **wrong})
        assert answer.status_code == 422
    assert 'value="ana@example.edu"' in answer.text


def test_a_foreign_unit_is_not_offered_and_not_accepted(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    assert admin.post(f"{PAGE}/invite", {**ANA, "unit": desk.other_unit_id}).status_code == 422
    with desk.app.app_context():
        assert queries.find_user_by_email("ana@example.edu") is None


def test_colleagues_of_another_unit_are_not_seen(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    desk.colleague(Role.OFFICER, scope_id=desk.other_unit_id)
    grant_id = _grant_of(desk, "user1@example.edu")
    assert "user1@example.edu" not in admin.get(PAGE).text
    assert admin.get(f"{PAGE}/{grant_id}").status_code == 404
    for verb in ("role", "remove", "resend", "disable", "enable"):
        assert admin.post(f"{PAGE}/{grant_id}/{verb}", role="admin").status_code == 404


def test_a_role_for_an_event_is_not_changed_here(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    desk.colleague(Role.MANAGER, scope_kind="event", scope_id=desk.event())
    assert admin.post(f"{PAGE}/{_grant_of(desk, 'user1@example.edu')}/remove").status_code == 404


def test_a_role_is_changed_and_taken_away_and_bites_at_once(desk: Desk) -> None:
    admin, officer = desk.colleague(Role.ADMIN), desk.colleague(Role.OFFICER)
    grant_id = _grant_of(desk, "user1@example.edu")
    assert officer.get("/desk/events/new").status_code == 200
    assert admin.post(f"{PAGE}/{grant_id}/role", role="unit_viewer").location == PAGE
    assert officer.get("/desk/events/new").status_code == 403
    assert admin.post(f"{PAGE}/{grant_id}/role", role="manager").status_code == 422
    _set_password(desk.app, "user1@example.edu")
    assert admin.post(f"{PAGE}/{grant_id}/remove").location == PAGE
    assert admin.get(f"{PAGE}/{grant_id}").status_code == 404


def test_the_last_administrator_stays(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    _set_password(desk.app, "user0@example.edu")
    grant_id = _grant_of(desk, "user0@example.edu")
    for verb, status in (("remove", 409), ("role", 422)):
        answer = admin.post(f"{PAGE}/{grant_id}/{verb}", role="officer")
        assert (answer.status_code, "last administrator" in answer.text) == (status, True)


def test_nobody_disables_themself_or_who_also_works_elsewhere(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    desk.colleague(Role.OFFICER)
    own, other = _grant_of(desk, "user0@example.edu"), _grant_of(desk, "user1@example.edu")
    assert admin.post(f"{PAGE}/{own}/disable").status_code == 403
    event_id = desk.event("elsewhere", unit_id=desk.other_unit_id)
    with desk.app.app_context():
        user = queries.get_grant(other).user
        user.grants.append(Grant(scope_kind="event", scope_id=event_id, role=Role.MANAGER, granted_at=user.created_at))
        db.session.commit()
    assert admin.post(f"{PAGE}/{other}/disable").status_code == 403


def test_disabling_signs_out_and_enabling_lets_in_again(desk: Desk) -> None:
    admin, officer = desk.colleague(Role.ADMIN), desk.colleague(Role.OFFICER)
    grant_id = _grant_of(desk, "user1@example.edu")
    assert admin.post(f"{PAGE}/{grant_id}/disable").status_code == 302
    assert "Disabled" in admin.get(PAGE).text
    assert officer.get("/desk/").status_code == 302
    assert admin.post(f"{PAGE}/{grant_id}/enable").status_code == 302
    assert officer.get("/desk/").status_code == 200


def test_an_invitation_is_sent_again_or_taken_back(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    admin.post(f"{PAGE}/invite", {**ANA, "unit": desk.unit_id})
    first = re.search(r"/account/invitation/[\w-]+", admin.get(PAGE).text)
    grant_id = _grant_of(desk, "ana@example.edu")
    assert admin.post(f"{PAGE}/{grant_id}/resend").location == PAGE
    assert first is not None
    assert desk.app.test_client().get(first[0]).status_code == 410
    admin.post(f"{PAGE}/{grant_id}/remove")
    assert "Ana Silva" not in re.sub(r"<div class=\"toasts.*", "", admin.get(PAGE).text, flags=re.DOTALL)


def test_hostile_names_come_out_as_text(desk: Desk) -> None:
    admin = desk.colleague(Role.ADMIN)
    admin.post(f"{PAGE}/invite", {**ANA, "name": "<script>alert(1)</script>", "unit": desk.unit_id})
    pages = admin.get(PAGE).text + admin.get(f"{PAGE}/{_grant_of(desk, 'ana@example.edu')}").text
    assert "<script>alert" not in pages
    with desk.app.app_context():
        assert "<script>alert" not in db.session.query(OutboxMessage).one().html_body


def _grant_of(desk: Desk, email: str) -> int:
    with desk.app.app_context():
        user = queries.find_user_by_email(email)
        assert user is not None
        return user.grants[0].id


def _set_password(app: Flask, email: str) -> None:
    with app.app_context():
        db.session.query(User).filter_by(email=email).update({"password_hash": "set"})
        db.session.commit()
