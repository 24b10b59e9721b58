"""The waiting list and the groups at the desk."""

from __future__ import annotations

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.registration import group_queries, queries, service, waiting_queries
from coopevents.registration.details import TermsDetails
from coopevents.registration.group_models import Group
from coopevents.registration.group_states import GroupState
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.waiting_states import WaitingRule
from tests.desks import NOW, Colleague, Desk, desk

__all__ = ["desk"]
LIST = "/desk/events/week/waiting-list"
GROUPS = "/desk/events/week/groups"
GROUP = {
    "name": "Sing Institute",
    "leader_name": "Li Wei",
    "leader_email": "li.wei@example.org",
    "places": "2",
    "language": "en",
    "has_consented": "y",
}


@pytest.fixture
def officer(desk: Desk) -> Colleague:
    """At the desk of an event with two places: anna and ben have them, cem and dana wait."""
    event_id = desk.event()
    with desk.writing():
        event = events.get_event(event_id)
        service.change_terms(event, TermsDetails(capacity=2), now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    for name in ("anna", "ben", "cem", "dana"):
        desk.guest(event_id, f"{name}@example.org", family_name=name.title())
    return desk.colleague()


def state_of(desk: Desk, number: int) -> S:
    with desk.app.app_context():
        return queries.list_numbered(1, [number])[0].state


def withdraw(desk: Desk, number: int) -> None:
    with desk.writing():
        service.withdraw_registration(queries.list_numbered(1, [number])[0], now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()


def test_the_rules_are_chosen_and_shown(desk: Desk, officer: Colleague) -> None:
    said = {"waiting_rule": "by_hand", "offer_hours": "48"}
    assert officer.post(f"{LIST}/rules", said).status_code == 302
    page = officer.get(LIST).text
    assert "In an order the organisers choose" in page
    assert "48 hours" in page
    with desk.app.app_context():
        terms = queries.get_terms(1)
        assert (terms.waiting_rule, terms.offer_hours, terms.passes_on_itself) == (WaitingRule.BY_HAND, 48, False)


def test_a_draw_without_a_moment_is_refused_at_its_field(officer: Colleague) -> None:
    answer = officer.post(f"{LIST}/rules", {"waiting_rule": "draw", "offer_hours": "48"})
    assert answer.status_code == 422
    assert "Choose a moment to come for the draw" in answer.text
    assert 'value="48"' in answer.text


def test_who_waits_is_ranked_offered_and_the_offer_taken_back(desk: Desk, officer: Colleague) -> None:
    officer.post(f"{LIST}/rules", {"waiting_rule": "by_hand", "offer_hours": "48"})
    officer.post(f"{LIST}/4/move", {"place": "1"})
    withdraw(desk, 1)
    assert state_of(desk, 4) is S.WAITLISTED
    officer.post(f"{LIST}/pass-on")
    assert (state_of(desk, 4), state_of(desk, 3)) == (S.OFFERED, S.WAITLISTED)
    with desk.app.app_context():
        offer_id = waiting_queries.list_open_offers(1)[0].id
    officer.post(f"{LIST}/offers/{offer_id}/extend")
    officer.post(f"{LIST}/offers/{offer_id}/take-back")
    officer.post(f"{LIST}/3/offer")
    assert (state_of(desk, 4), state_of(desk, 3)) == (S.WAITLISTED, S.OFFERED)
    with desk.app.app_context():
        kinds = [each.kind for each in db.session.query(OutboxMessage).filter_by(to_email="dana@example.org")]
    assert kinds == ["registration_waitlisted", "place_offered", "offer_extended", "offer_taken_back"]


def test_the_office_registers_a_group_that_waits_and_releases_it(desk: Desk, officer: Colleague) -> None:
    assert officer.post(f"{GROUPS}/new", {**GROUP, "places": "1"}).status_code == 422
    answer = officer.post(f"{GROUPS}/new", GROUP)
    assert answer.headers["Location"] == f"{GROUPS}/5"
    assert "Sing Institute" in officer.get(GROUPS).text
    assert "Group: all or none" in officer.get(LIST).text
    for number in (1, 2, 3, 4):
        withdraw(desk, number)
    page = officer.get(f"{GROUPS}/5").text
    assert "2 places held, 0 named" in page
    officer.post(f"{GROUPS}/5/hold", {"until": "2031-01-01T12:00"})
    officer.post(f"{GROUPS}/5/link", {"verb": "replace"})
    officer.post(f"{GROUPS}/5/release")
    with desk.app.app_context():
        group = db.session.query(Group).one()
        assert (group.state, group.link_version) == (GroupState.RELEASED, 2)


def test_groups_come_by_the_event_s_page_once_that_is_said(desk: Desk, officer: Colleague) -> None:
    said = {"is_offered": "y", "largest": "12", "hold_days": "7", "swaps_until": "2026-11-29T18:00"}
    assert officer.post(f"{GROUPS}/terms", said).status_code == 302
    with desk.app.app_context():
        terms = group_queries.group_terms(1)
        assert (terms.is_offered, terms.largest, terms.hold_days, terms.may_stay_nameless) == (True, 12, 7, False)
        assert terms.swaps_until is not None
        assert f"{terms.swaps_until:%Y-%m-%dT%H:%M}" == "2026-11-29T10:00"
    assert officer.post(f"{GROUPS}/terms", {**said, "largest": "1"}).status_code == 422


def test_who_may_only_look_changes_nothing(desk: Desk, officer: Colleague) -> None:
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert viewer.get(LIST).status_code == 200
    assert viewer.get(GROUPS).status_code == 200
    assert viewer.post(f"{LIST}/pass-on").status_code == 403
    assert viewer.get(f"{LIST}/rules").status_code == 403
    assert viewer.get(f"{GROUPS}/new").status_code == 403
