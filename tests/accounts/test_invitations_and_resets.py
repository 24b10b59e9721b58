"""Links that work once: invitations and password resets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from coopevents import ledger, unit_of_work
from coopevents.accounts import credentials, invitations, passwords, queries, rules, signing_in, tokens
from coopevents.accounts.details import Scope
from coopevents.accounts.facts import ColleagueInvited, PasswordResetRequested
from coopevents.accounts.models import OneTimeLink
from coopevents.accounts.roles import Role
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from tests.accounts.offices import NOW, PASSWORD, actor_of, make_unit, make_user

NEW_PASSWORD = "seven umbrellas in Lyon"


def test_an_invited_colleague_chooses_name_and_password_once(context: Flask) -> None:
    token = _invite()
    user = invitations.accept_invitation(token, name="Ana Silva", password=NEW_PASSWORD, now=NOW)
    assert (user.name, passwords.is_right(user.password_hash, NEW_PASSWORD)) == ("Ana Silva", True)
    with pytest.raises(rules.LinkHasEnded):
        invitations.accept_invitation(token, name="Eve", password=NEW_PASSWORD, now=NOW)


def test_an_invitation_lasts_seven_days_and_a_new_one_ends_the_old(context: Flask) -> None:
    token = _invite()
    with pytest.raises(rules.LinkHasEnded):
        invitations.accept_invitation(token, name="Ana", password=NEW_PASSWORD, now=NOW + timedelta(days=7))
    user = queries.find_user_by_email("ana@example.edu")
    assert user is not None
    newer = invitations.send_invitation(user, Scope.unit(1), now=NOW, actor=THE_HOUSE)
    with pytest.raises(rules.LinkHasEnded):
        invitations.accept_invitation(token, name="Ana", password=NEW_PASSWORD, now=NOW)
    invitations.accept_invitation(newer, name="Ana", password=NEW_PASSWORD, now=NOW)


def test_a_weak_password_does_not_use_the_invitation_up(context: Flask) -> None:
    token = _invite()
    with pytest.raises(passwords.PasswordIsTooShort):
        invitations.accept_invitation(token, name="Ana", password="short", now=NOW)
    assert queries.find_open_link(invitations.PURPOSE, tokens.hash_of(token), now=NOW) is not None


def test_an_invitation_taken_back_lets_nobody_in(context: Flask) -> None:
    token = _invite()
    user = queries.find_user_by_email("ana@example.edu")
    assert user is not None
    unit_id = user.grants[0].scope_id
    invitations.revoke_invitation(user, Scope.unit(unit_id), now=NOW, actor=THE_HOUSE)
    with pytest.raises(rules.LinkHasEnded):
        invitations.accept_invitation(token, name="Ana", password=NEW_PASSWORD, now=NOW)
    assert queries.list_held_roles(user.id) == []


def test_who_has_an_account_is_told_of_the_role_without_a_link(context: Flask) -> None:
    unit, admin = make_unit(), make_user("mei")
    make_user("ana")
    invited = invitations.invite_colleague(
        email="ANA@example.edu",
        name="Ana",
        role=Role.OFFICER,
        scope=Scope.unit(unit.id),
        now=NOW,
        actor=actor_of(admin),
    )
    unit_of_work.commit()
    assert invited.token == ""
    (message,) = db.session.query(OutboxMessage).all()
    assert (message.kind, message.to_email) == ("role_given", "ana@example.edu")
    assert "Officer" in message.text_body


def test_the_invitation_message_holds_the_link_and_no_outbox_shows_it(context: Flask) -> None:
    token = _invite()
    unit_of_work.commit()
    (message,) = db.session.query(OutboxMessage).all()
    assert f"http://localhost/account/invitation/{token}" in message.text_body
    assert token in message.html_body
    assert (message.unit_id, message.event_id) == (None, None)


def test_a_reset_sets_the_password_and_ends_every_session(context: Flask) -> None:
    user = make_user()
    signing_in.begin_session(user, "", now=NOW)
    token = _ask_for_reset()
    assert credentials.reset_password(token, NEW_PASSWORD, now=NOW + timedelta(minutes=59)) is user
    assert passwords.is_right(user.password_hash, NEW_PASSWORD)
    assert queries.list_living_sessions(user.id, started_after=NOW - timedelta(days=1)) == []
    with pytest.raises(rules.LinkHasEnded):
        credentials.reset_password(token, PASSWORD, now=NOW)


def test_a_reset_link_lasts_an_hour(context: Flask) -> None:
    make_user()
    token = _ask_for_reset()
    with pytest.raises(rules.LinkHasEnded):
        credentials.reset_password(token, NEW_PASSWORD, now=NOW + timedelta(hours=1))


def test_only_the_newest_reset_link_works(context: Flask) -> None:
    make_user()
    older, newer = _ask_for_reset(), _ask_for_reset()
    with pytest.raises(rules.LinkHasEnded):
        credentials.reset_password(older, NEW_PASSWORD, now=NOW)
    credentials.reset_password(newer, NEW_PASSWORD, now=NOW)


def test_nothing_happens_for_an_unknown_or_disabled_address(context: Flask) -> None:
    make_user().is_enabled = False
    for email in ("nobody@example.edu", "mei@example.edu"):
        credentials.request_password_reset(email, now=NOW, actor=THE_HOUSE)
    assert db.session.query(OneTimeLink).count() == 0


def test_secrets_are_in_no_table_but_the_outbox(context: Flask) -> None:
    make_user("mei")
    invitation, reset = _invite(), None
    credentials.request_password_reset("mei@example.edu", now=NOW, actor=THE_HOUSE)
    reset = next(fact.token for fact in db.session().info["facts"] if isinstance(fact, PasswordResetRequested))
    unit_of_work.commit()
    kept = [link.token_hash for link in db.session.query(OneTimeLink)]
    written = [str(entry.changes) for entry in db.session.query(AuditEntry)]
    assert not any(secret in text for secret in (invitation, reset) for text in kept + written)


def test_changing_the_password_keeps_only_the_present_session(context: Flask) -> None:
    user = make_user()
    for _browser in range(3):
        signing_in.begin_session(user, "", now=NOW)
    db.session.flush()
    present = queries.list_living_sessions(user.id, started_after=NOW - timedelta(days=1))[1]
    credentials.change_password(user, NEW_PASSWORD, present=present, now=NOW, actor=actor_of(user))
    unit_of_work.commit()
    assert queries.list_living_sessions(user.id, started_after=NOW - timedelta(days=1)) == [present]
    (message,) = db.session.query(OutboxMessage).all()
    assert (message.kind, message.subject) == ("account_changed", "Your account was changed: Password changed")


def _invite() -> str:
    unit = make_unit()
    invited = invitations.invite_colleague(
        email="ana@example.edu", name="Ana", role=Role.OFFICER, scope=Scope.unit(unit.id), now=NOW, actor=THE_HOUSE
    )
    db.session.flush()
    assert any(isinstance(fact, ColleagueInvited) for fact in db.session().info["facts"])
    return invited.token


def _ask_for_reset() -> str:
    credentials.request_password_reset("mei@example.edu", now=NOW, actor=THE_HOUSE)
    asked = [fact for fact in ledger.take() if isinstance(fact, PasswordResetRequested)]
    return asked[-1].token
