"""The worker sees to waiting lists and groups: what is due happens at its moment, is told, and happens once."""

from __future__ import annotations

from contextvars import Context
from datetime import datetime, timedelta

from flask import Flask

from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.registration import queries, service, waiting_queries, waiting_service
from coopevents.registration.group_states import GroupState
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.waiting_states import WaitingRule
from coopevents.ushering import Usher
from tests.registration.conftest import Registrar, registrar
from tests.registration.test_groups import let_groups_come, open_group
from tests.registration.test_waiting import full_with_two_waiting, with_rules

__all__ = ["registrar"]


def usher(app: Flask, now: datetime) -> datetime | None:
    """As the worker calls it, which knows nothing of the test's context."""
    db.session.rollback()
    return Context().run(Usher(app).usher, now)


def state_of(registration: Registration) -> S:
    return queries.get_by_id(registration.id).state


def kinds_to(address: str) -> list[str]:
    found = db.session.query(OutboxMessage).filter_by(to_email=address).order_by(OutboxMessage.id)
    return [each.kind for each in found]


def test_an_offer_is_told_reminded_of_expires_and_goes_to_the_next(context: Flask, registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=48)
    registrar.do(service.withdraw_registration, anna)
    began, until = registrar.now, registrar.now + timedelta(hours=48)
    assert usher(context, began) == until
    half = began + timedelta(hours=24)
    usher(context, half)
    usher(context, half + timedelta(minutes=1))
    assert state_of(ben) is S.OFFERED
    assert usher(context, until) == until + timedelta(hours=48)
    assert (state_of(ben), state_of(cem)) == (S.OFFER_EXPIRED, S.OFFERED)
    assert kinds_to("ben@example.org") == [
        "registration_waitlisted",
        "place_offered",
        "offer_reminder",
        "offer_expired",
    ]
    assert kinds_to("cem@example.org") == ["registration_waitlisted", "place_offered"]


def test_a_waiting_group_is_offered_places_and_loses_them_to_the_next(context: Flask, registrar: Registrar) -> None:
    registrar.terms(capacity=2)
    let_groups_come(registrar)
    with_rules(registrar, offer_hours=2)
    seated = [registrar.register(name) for name in ("anna", "ben")]
    group = open_group(registrar, 2, deputy_email="deputy@example.org")
    cem = registrar.register("cem")
    for each in seated:
        registrar.do(service.withdraw_registration, each)
    assert state_of(cem) is S.OFFERED
    offer = waiting_queries.find_open_offer(registration_id=cem.id)
    assert offer is not None
    waiting_service.decline_offer(offer, now=registrar.later(), actor=THE_HOUSE)
    registrar.do(service.send_link_again, cem)
    offer = waiting_queries.find_open_offer(group_id=group.id)
    assert offer is not None
    until = offer.expires_at
    usher(context, until)
    db.session.refresh(group)
    assert group.state is GroupState.RELEASED
    assert kinds_to("li.wei@example.org") == ["group_registered", "place_offered", "offer_expired"]
    assert kinds_to("deputy@example.org") == kinds_to("li.wei@example.org")


def test_lots_are_drawn_at_their_moment_and_places_go_to_who_is_drawn(context: Flask, registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    moment = registrar.now + timedelta(hours=1)
    with_rules(registrar, waiting_rule=WaitingRule.DRAW, draw_at=moment)
    registrar.do(service.withdraw_registration, anna)
    assert usher(context, moment - timedelta(seconds=1)) == moment
    assert {state_of(ben), state_of(cem)} == {S.WAITLISTED}
    assert usher(context, moment) is None
    assert {state_of(ben), state_of(cem)} == {S.WAITLISTED, S.APPROVED}


def test_a_leader_is_warned_before_places_without_a_name_are_released(context: Flask, registrar: Registrar) -> None:
    let_groups_come(registrar, hold_days=5)
    group = open_group(registrar)
    until = group.hold_until
    assert until is not None
    usher(context, until - timedelta(days=2))
    usher(context, until - timedelta(days=1))
    usher(context, until)
    db.session.refresh(group)
    assert group.state is GroupState.RELEASED
    assert kinds_to("li.wei@example.org") == ["group_registered", "group_hold_ends", "group_released"]
