"""Codes of authenticator apps and recovery codes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents.accounts import second_factor

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238's test vectors."""

NOW = datetime.fromtimestamp(1111111109, UTC)


def test_codes_are_those_of_the_standard() -> None:
    assert second_factor.code_at(SECRET, second_factor.step_at(NOW)) == "081804"


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_a_clock_may_be_half_a_minute_off(seconds: int) -> None:
    code = second_factor.code_at(SECRET, second_factor.step_at(NOW + timedelta(seconds=seconds)))
    assert second_factor.find_step(SECRET, code, now=NOW, used_step=0) is not None


@pytest.mark.parametrize("seconds", [-90, 90])
def test_older_and_newer_codes_do_not_fit(seconds: int) -> None:
    code = second_factor.code_at(SECRET, second_factor.step_at(NOW + timedelta(seconds=seconds)))
    assert second_factor.find_step(SECRET, code, now=NOW, used_step=0) is None


def test_a_code_works_once() -> None:
    step = second_factor.find_step(SECRET, "081804", now=NOW, used_step=0)
    assert step is not None
    assert second_factor.find_step(SECRET, "081804", now=NOW, used_step=step) is None


@pytest.mark.parametrize("typed", ["", "08180", "0818044", "abcdef", "٠٨١٨٠٤"])
def test_anything_else_is_no_code(typed: str) -> None:
    assert second_factor.find_step(SECRET, second_factor.plain_code(typed), now=NOW, used_step=0) is None


def test_spaces_and_dashes_are_overlooked() -> None:
    assert second_factor.plain_code(" 081 804 ") == "081804"
    assert second_factor.plain_code("K7MNP-3xwq9") == "k7mnp3xwq9"


def test_ten_recovery_codes_that_nobody_misreads() -> None:
    codes = second_factor.new_recovery_codes()
    assert len(set(codes)) == 10
    assert not set("".join(codes)) & set("01iloOIL")


def test_the_app_is_told_whose_account_it_is() -> None:
    address = second_factor.address_for_app(SECRET, email="mei@example.edu", issuer="Office & Co")
    assert address.startswith("otpauth://totp/Office%20%26%20Co:mei%40example.edu?secret=" + SECRET)
