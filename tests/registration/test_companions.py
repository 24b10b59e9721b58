"""Who comes along takes seats: as many as the form allows, as many as are left, and those given back are passed on."""

from __future__ import annotations

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.registration import companions, queries, rules, seats, service
from coopevents.registration.form_queries import get_form
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from tests.registration.conftest import GUEST, Registrar, registrar

__all__ = ["registrar"]


def allow(registrar: Registrar, most: int) -> None:
    """A guest may bring so many."""
    get_form(registrar.event.id).most_companions = most
    unit_of_work.commit()


def bring(registrar: Registrar, guest: Registration, count: int) -> int:
    """The guest says how many come along; returns how many do."""
    companions.bring(guest, count, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    return guest.companion_count


def test_each_takes_a_seat_and_gives_it_back(context: Flask, registrar: Registrar) -> None:
    registrar.terms(capacity=5)
    allow(registrar, 3)
    guest = registrar.register()
    assert (bring(registrar, guest, 3), seats.seats_taken(registrar.event.id)) == (3, 4)
    assert (bring(registrar, guest, 1), seats.seats_taken(registrar.event.id)) == (1, 2)


def test_no_more_than_the_form_allows_come_along_but_those_who_do_stay(context: Flask, registrar: Registrar) -> None:
    allow(registrar, 3)
    guest = registrar.register()
    assert bring(registrar, guest, 9) == 3
    allow(registrar, 1)
    assert bring(registrar, guest, 9) == 3
    assert bring(registrar, guest, 2) == 2


def test_nobody_is_squeezed_in(context: Flask, registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    allow(registrar, 5)
    guest, _other = registrar.register(), registrar.register("ben")
    with pytest.raises(companions.NoPlaceForCompanions):
        companions.bring(guest, 2, now=registrar.later(), actor=GUEST)
    unit_of_work.discard()
    guest = queries.get_by_id(guest.id)
    assert (bring(registrar, guest, 1), seats.seats_taken(registrar.event.id)) == (1, 3)


def test_who_waits_gets_the_place_of_somebody_who_stays_at_home(context: Flask, registrar: Registrar) -> None:
    registrar.terms(capacity=2)
    allow(registrar, 1)
    anna = registrar.register(companion_count=1)
    ben = registrar.register("ben")
    assert ben.state is S.WAITLISTED
    bring(registrar, anna, 0)
    assert queries.get_by_id(ben.id).state is S.APPROVED


def test_who_has_left_brings_nobody(context: Flask, registrar: Registrar) -> None:
    allow(registrar, 1)
    guest = registrar.register()
    registrar.do(service.check_in_guest, guest)
    with pytest.raises(rules.StateForbids):
        companions.bring(guest, 1, now=registrar.later(), actor=GUEST)
