"""Keys can be replaced: the newest seals, all of them open."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from flask import Flask

from coopevents import sealing
from coopevents.config import ConfigurationError, Settings
from tests.ground.test_config import GOOD

OLD, NEW = (base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"o", b"n"))


def use(app: Flask, *keys: str) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], sealing_keys=keys)


def test_every_configured_key_opens_and_the_newest_seals(context: Flask) -> None:
    made_from_secret = sealing.seal("护照 E1234")
    use(context, OLD)
    sealed_with_old = sealing.seal("护照 E1234")
    use(context, NEW, OLD)
    assert [sealing.unseal(each) for each in (made_from_secret, sealed_with_old)] == ["护照 E1234"] * 2
    assert sealing.seal("x").startswith(sealing.newest_head())
    assert not sealed_with_old.startswith(sealing.newest_head())


def test_what_was_sealed_before_keys_had_marks_still_opens(context: Flask) -> None:
    bare = sealing.seal("a secret of 2026").split(".", 2)[2]
    assert sealing.unseal(bare) == "a secret of 2026"


def test_without_its_key_nothing_opens(context: Flask) -> None:
    use(context, OLD)
    sealed = sealing.seal("secret")
    use(context, NEW)
    assert sealing.unseal(sealed) == ""
    with pytest.raises(sealing.Unopenable):
        sealing.sealed_anew(sealed.encode())


def test_sealing_anew_changes_only_what_is_older(context: Flask) -> None:
    use(context, OLD)
    sealed = sealing.seal("secret").encode()
    assert sealing.sealed_anew(sealed) == sealed
    use(context, NEW, OLD)
    assert sealing.unseal_bytes(sealing.sealed_anew(sealed)) == b"secret"
    use(context, NEW)
    assert sealing.unseal(sealed.decode()) == ""


@pytest.mark.parametrize("given", ["short", f"{OLD},no key", f"{OLD},{OLD}", OLD[:-4] + "é===", "=" * 44])
def test_malformed_keys_are_complained_about_at_start(given: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Settings.from_environment(GOOD | {"COOPEVENTS_SEALING_KEYS": given})
    assert [complaint.split()[0] for complaint in refused.value.complaints] == ["COOPEVENTS_SEALING_KEYS"]
    assert given not in str(refused.value)


def test_keys_are_read_in_their_order() -> None:
    settings = Settings.from_environment(GOOD | {"COOPEVENTS_SEALING_KEYS": f" {NEW} , {OLD}"})
    assert settings.sealing_keys == (NEW, OLD)
