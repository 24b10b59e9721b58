"""Seats are counted in one place: guests, who comes with them, on the whole and on each form."""

from __future__ import annotations

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.registration import event_forms, groups, queries, rules, seats, service
from coopevents.registration.details import GroupDetails, GroupTermsDetails
from coopevents.registration.models import EventForm
from coopevents.registration.questions import FIRST_ROLE, TITLE
from coopevents.registration.states import RegistrationState as S
from tests.databases import both_databases
from tests.registration.conftest import Registrar


def a_form(registrar: Registrar, slug: str, capacity: int | None) -> EventForm:
    form = EventForm(
        event_id=registrar.event.id, slug=slug, position=1, title=TITLE, role=FIRST_ROLE, capacity=capacity
    )
    db.session.add(form)
    unit_of_work.commit()
    return form


def test_who_comes_along_takes_a_seat_each(registrar: Registrar) -> None:
    registrar.terms(capacity=4)
    assert registrar.register("anna", companion_count=2).state is S.APPROVED
    assert registrar.register("ben", companion_count=1).state is S.WAITLISTED
    assert registrar.register("cem").state is S.APPROVED
    assert seats.seats_taken(registrar.event.id) == 4


@both_databases
def test_everything_counted_at_once_is_what_is_counted_one_by_one(registrar: Registrar) -> None:
    registrar.terms(capacity=9)
    assert seats.tally(registrar.event.id) == seats.Tally({}, 0)
    registrar.register("anna", companion_count=2)
    registrar.do(service.withdraw_registration, registrar.register("ben"))
    registrar.do(groups.change_group_terms, registrar.event, GroupTermsDetails())
    details = GroupDetails(name="Chorus", leader_name="Dana", leader_email="dana@example.org", places=4)
    groups.open_group(registrar.event, details, now=registrar.later(), actor=THE_HOUSE)
    unit_of_work.commit()
    registrar.register("eva", companion_count=5)
    counted = seats.tally(registrar.event.id)
    assert counted == seats.Tally({S.APPROVED: 1, S.WITHDRAWN: 1, S.WAITLISTED: 1}, 7)
    assert counted.seats_taken == seats.seats_taken(registrar.event.id)


def test_seats_that_become_free_go_past_who_needs_more_of_them_than_there_are(registrar: Registrar) -> None:
    registrar.terms(capacity=2)
    first = registrar.register("anna")
    registrar.register("ben")
    pair = registrar.register("cem", companion_count=1)
    single = registrar.register("dana")
    registrar.do(service.withdraw_registration, first)
    assert (pair.state, single.state) == (S.WAITLISTED, S.APPROVED)
    assert seats.seats_taken(registrar.event.id) == 2


def test_a_form_gives_away_its_own_share_and_no_more(registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    press = a_form(registrar, "press", 1)
    reporter = registrar.register("anna", form_slug="press")
    second = registrar.register("ben", form_slug="press")
    assert (reporter.state, second.state) == (S.APPROVED, S.WAITLISTED)
    assert registrar.register("cem").state is S.APPROVED
    assert (seats.seats_taken_on(press.id), seats.seats_taken(registrar.event.id)) == (1, 2)
    registrar.do(service.withdraw_registration, reporter)
    assert second.state is S.APPROVED


def test_a_seat_on_another_form_is_not_for_who_waits_on_a_full_one(registrar: Registrar) -> None:
    registrar.terms(capacity=2)
    a_form(registrar, "press", 1)
    registrar.register("anna", form_slug="press")
    waits = registrar.register("ben", form_slug="press")
    guest = registrar.register("cem")
    behind = registrar.register("dana")
    registrar.do(service.withdraw_registration, guest)
    assert (waits.state, behind.state) == (S.WAITLISTED, S.APPROVED)


def test_what_is_full_cannot_be_taken_and_what_has_no_limit_always_can(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    terms, form = queries.get_terms(registrar.event.id), event_forms.get_form(registrar.event.id)
    seats.take(terms, form)
    with pytest.raises(rules.EventIsFull):
        seats.take(terms, form, 2)
    registrar.terms(capacity=None)
    seats.take(terms, form, 1_000_000)
