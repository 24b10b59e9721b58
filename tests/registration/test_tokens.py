"""Secrets in personal addresses."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from coopevents.registration import tokens


@dataclass
class Place:
    """What has personal addresses."""

    reference: str
    link_version: int = 1
    agenda_version: int = 1


def test_a_secret_opens_its_own_door_and_no_other(context: Flask) -> None:
    one, other = Place(tokens.new_reference()), Place(tokens.new_reference())
    assert tokens.opens_link(one, tokens.link_token(one))
    assert not tokens.opens_agenda(one, tokens.link_token(one))
    assert not tokens.opens_link(other, tokens.link_token(one))


def test_raising_a_version_makes_the_old_secret_worthless(context: Flask) -> None:
    place = Place(tokens.new_reference())
    old = tokens.agenda_token(place)
    place.agenda_version += 1
    assert not tokens.opens_agenda(place, old)
    assert tokens.opens_agenda(place, tokens.agenda_token(place))


def test_secrets_are_long_and_plain(context: Flask) -> None:
    token = tokens.link_token(Place(tokens.new_reference()))
    assert len(token) == 58
    assert token.isalnum()
    assert tokens.reference_in(token) == token[:26]
    assert [tokens.reference_in(wrong) for wrong in ("", "x", token + "a", "ä" * 58, "-" * 58)] == [None] * 5
