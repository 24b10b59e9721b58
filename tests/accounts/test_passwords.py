"""Which passwords are strong enough, and how they are kept."""

from __future__ import annotations

import pytest
from flask import Flask

from coopevents.accounts import passwords

PERSONAL = ("amelie.laurent@polytech.example", "Amélie Laurent", "")


@pytest.mark.parametrize(
    "password",
    ["four teapots on Mars", "木星上的四只茶壶真的很好看啊", "Amélie Laurent likes seven teapots", "xK9#mQ2$vL5&wR"],
)
def test_a_few_words_are_accepted(password: str) -> None:
    passwords.ensure_strong(password, PERSONAL)


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("elevensigns", passwords.PasswordIsTooShort),
        ("a" * 201, passwords.PasswordIsTooLong),
        ("Password1234", passwords.PasswordIsGuessable),
        ("P@ssw0rd!!!!", passwords.PasswordIsGuessable),
        ("qwertyuiop123", passwords.PasswordIsGuessable),
        ("123456789012", passwords.PasswordIsGuessable),
        ("abcabcabcabc", passwords.PasswordIsGuessable),
        ("AmelieLaurent7", passwords.PasswordIsPersonal),
        ("amelie.laurent!", passwords.PasswordIsPersonal),
        ("polytech-2026", passwords.PasswordIsPersonal),
    ],
)
def test_what_others_would_try_is_refused_at_its_field(password: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as refused:
        passwords.ensure_strong(password, PERSONAL)
    assert refused.value.field == "password"


def test_only_the_password_itself_is_right(context: Flask) -> None:
    kept = passwords.hashed("four teapots on Mars")
    assert kept.startswith("$argon2id$")
    assert passwords.is_right(kept, "four teapots on Mars")
    assert not passwords.is_right(kept, "four teapots on mars")


def test_nobodys_password_is_never_right(context: Flask) -> None:
    assert not passwords.is_right("", "")
    assert not passwords.is_right("", "nobody's password, against which tries for unknown addresses are checked")


def test_a_hash_of_another_cost_is_kept_anew(context: Flask) -> None:
    expensive = "$argon2id$v=19$m=19456,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$9X0Jc3lTnHT1FYtkiPK6hrbQqFQcF0vdQKq3WkBE9Sc"
    assert passwords.needs_rehash(expensive)
    assert not passwords.needs_rehash(passwords.hashed("four teapots on Mars"))
