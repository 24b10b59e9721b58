"""Tries, proofs and sessions."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from flask import Flask

from coopevents import sealing, unit_of_work
from coopevents.accounts import credentials, queries, second_factor, signing_in, tokens
from coopevents.accounts.models import SignedInSession, SignInAttempt
from coopevents.accounts.rules import CodeIsWrong, TooManyTries, network_of
from coopevents.db import db
from tests.accounts.offices import NOW, PASSWORD, actor_of, make_user
from tests.databases import both_databases


def test_the_sixth_try_for_an_account_waits_a_quarter_of_an_hour(context: Flask) -> None:
    for number in range(5):
        signing_in.count_try("mei@example.edu", f"192.0.2.{number}", now=NOW)
    with pytest.raises(TooManyTries):
        signing_in.count_try("MEI@example.edu ", "192.0.2.99", now=NOW + timedelta(minutes=14))
    signing_in.count_try("mei@example.edu", "192.0.2.99", now=NOW + timedelta(minutes=15))


def test_the_sixth_try_from_an_address_waits_too(context: Flask) -> None:
    for number in range(5):
        signing_in.count_try(f"user{number}@example.edu", "192.0.2.1", now=NOW)
    with pytest.raises(TooManyTries):
        signing_in.count_try("another@example.edu", "192.0.2.1", now=NOW)
    signing_in.count_try("another@example.edu", "192.0.2.2", now=NOW)


def test_neither_address_is_kept_in_clear(context: Flask) -> None:
    signing_in.count_try("mei@example.edu", "192.0.2.1", now=NOW)
    unit_of_work.commit()
    keys = list(db.session.scalars(db.select(SignInAttempt.key)))
    assert len(keys) == 2
    assert not any("mei" in key or "192" in key for key in keys)


def test_a_right_password_is_no_failed_try(context: Flask) -> None:
    user = make_user()
    for minute in range(10):
        now = NOW + timedelta(seconds=minute)
        signing_in.count_try(user.email, "192.0.2.1", now=now)
        signing_in.forgive_try(user.email, "192.0.2.1", now=now)


def test_signing_in_forgets_the_accounts_tries_but_not_the_addresss(context: Flask) -> None:
    user = make_user()
    for _number in range(5):
        signing_in.count_try(user.email, "192.0.2.1", now=NOW)
    signing_in.begin_session(user, "Firefox", now=NOW)
    signing_in.count_try(user.email, "192.0.2.2", now=NOW)
    with pytest.raises(TooManyTries):
        signing_in.count_try("other@example.edu", "192.0.2.1", now=NOW)


@both_databases
def test_fifty_tries_at_the_same_moment_are_five(app: Flask) -> None:
    ready, let_through = threading.Barrier(10), []

    def attempt(number: int) -> None:
        with app.app_context():
            ready.wait()
            for _each in range(5):
                try:
                    signing_in.count_try("mei@example.edu", f"192.0.2.{number}", now=NOW)
                    unit_of_work.commit()
                    let_through.append(number)
                except TooManyTries:
                    unit_of_work.discard()
            db.session.remove()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_through) == 5


def test_one_browser_of_a_network_counts_for_all_its_ipv6_addresses() -> None:
    assert network_of("2001:db8:1:2:aaaa::1") == network_of("2001:db8:1:2:bbbb::2")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")
    assert network_of("192.0.2.1") != network_of("192.0.2.2")


def test_a_disabled_colleague_has_no_right_password(context: Flask) -> None:
    user = make_user()
    assert signing_in.find_user_with_password("Mei@Example.edu", PASSWORD) is user
    user.is_enabled = False
    assert signing_in.find_user_with_password(user.email, PASSWORD) is None
    assert signing_in.find_user_with_password("nobody@example.edu", PASSWORD) is None


def test_a_session_is_known_by_its_secret_until_it_is_ended(context: Flask) -> None:
    user = make_user()
    token = signing_in.begin_session(user, "Firefox · Windows", now=NOW)
    db.session.flush()
    living = queries.find_living_session(tokens.hash_of(token))
    assert living is not None
    assert (living.user, living.browser) == (user, "Firefox · Windows")
    assert token not in {living.token_hash, living.browser}
    signing_in.end_session(living, now=NOW)
    db.session.flush()
    assert queries.find_living_session(tokens.hash_of(token)) is None


def test_sessions_of_long_ago_are_not_kept(context: Flask) -> None:
    user = make_user()
    signing_in.begin_session(user, "", now=NOW - timedelta(days=91))
    signing_in.begin_session(user, "", now=NOW - timedelta(days=89))
    signing_in.begin_session(user, "", now=NOW)
    db.session.flush()
    assert db.session.query(SignedInSession).count() == 2


def test_all_other_sessions_end_together(context: Flask) -> None:
    user, other = make_user(), make_user("ana")
    for person in (user, user, user, other):
        signing_in.begin_session(person, "", now=NOW)
    db.session.flush()
    present = queries.list_living_sessions(user.id, started_after=NOW - timedelta(days=1))[0]
    assert signing_in.end_sessions(user, besides=present, now=NOW, actor=actor_of(user)) == 2
    assert queries.list_living_sessions(user.id, started_after=NOW - timedelta(days=1)) == [present]
    assert db.session.query(SignedInSession).filter_by(ended_at=None).count() == 2


def test_a_code_of_the_app_works_once(context: Flask) -> None:
    user = make_user()
    secret = second_factor.new_secret()
    credentials.turn_on_second_factor(user, secret, _code(secret, -1), now=NOW, actor=actor_of(user))
    assert signing_in.check_code(user.id, _code(secret, 0), now=NOW) is user
    with pytest.raises(CodeIsWrong):
        signing_in.check_code(user.id, _code(secret, 0), now=NOW)


def test_a_recovery_code_works_once(context: Flask) -> None:
    user = make_user()
    secret = second_factor.new_secret()
    codes = credentials.turn_on_second_factor(user, secret, _code(secret, 0), now=NOW, actor=actor_of(user))
    db.session.flush()
    assert signing_in.check_code(user.id, codes[3].upper(), now=NOW) is user
    with pytest.raises(CodeIsWrong):
        signing_in.check_code(user.id, codes[3], now=NOW)


def test_the_secret_of_the_app_is_not_in_the_database(context: Flask) -> None:
    user = make_user()
    secret = second_factor.new_secret()
    credentials.turn_on_second_factor(user, secret, _code(secret, 0), now=NOW, actor=actor_of(user))
    assert secret not in user.totp_secret
    assert sealing.unseal(user.totp_secret) == secret
    assert sealing.unseal("something else") == ""


def test_without_a_second_factor_no_code_fits(context: Flask) -> None:
    user = make_user()
    for typed in ("", "000000", "k7mnp-3xwq9"):
        with pytest.raises(CodeIsWrong):
            signing_in.check_code(user.id, typed, now=NOW)


def _code(secret: str, steps_away: int) -> str:
    return second_factor.code_at(secret, second_factor.step_at(NOW) + steps_away)
