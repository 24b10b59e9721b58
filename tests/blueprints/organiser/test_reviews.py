"""My reviews, the page of a case, and what is decided there."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from coopevents import unit_of_work
from coopevents.accounts.models import User
from coopevents.accounts.roles import Role
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE, Actor
from coopevents.registration import plans, service
from coopevents.registration.details import GuestDetails
from coopevents.registration.models import Registration
from coopevents.text import LocalizedText
from tests.desks import NOW, Colleague, Desk

GUEST = Actor("guest", None, "guest")
CASE = "/desk/events/week/reviews/1"


@dataclass
class Panel:
    """Two stages: a reviewer of the unit, then the leadership; three guests wait."""

    desk: Desk
    event_id: int
    una: Colleague
    lea: Colleague

    def states(self) -> list[str]:
        """The states of all registrations, by number."""
        with self.desk.app.app_context():
            return [each.state.value for each in db.session.query(Registration).order_by(Registration.number)]


@pytest.fixture
def panel(desk: Desk) -> Panel:
    """Somebody decides first, somebody else after them, with four eyes."""
    event_id = desk.event("week")
    una, lea = (desk.colleague(Role.REVIEWER, scope_kind="event", scope_id=event_id) for _each in range(2))
    with desk.writing():
        event = events.get_event(event_id)
        publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
        ids = [user.id for user in db.session.query(User).order_by(User.id)]
        unit = StageDetails(name=LocalizedText(en="Unit"), reviewer_ids=(ids[0],), due_days=2)
        leadership = StageDetails(name=LocalizedText(en="Leadership"), reviewer_ids=(ids[1], ids[0]))
        plan = PlanDetails(stages=(unit, leadership), needs_four_eyes=True)
        plans.change_plan(event, plan, now=NOW, actor=THE_HOUSE)
        for name in ("Anna", "Ben", "Carla"):
            details = GuestDetails(email=f"{name}@example.org", given_name=name, family_name="X", has_consented=True)
            service.register_guest(event, details, now=NOW, actor=GUEST)
        unit_of_work.commit()
    return Panel(desk, event_id, una, lea)


def turn_on(page: str) -> str:
    """What the form of a case says was looked at."""
    return page.split('name="turn" type="hidden" value="')[1].split('"', maxsplit=1)[0]


def test_my_reviews_are_those_of_my_stage(panel: Panel) -> None:
    mine, others = panel.una.get("/desk/reviews").text, panel.lea.get("/desk/reviews").text
    assert [name in mine for name in ("Anna X", "Ben X", "Carla X")] == [True, True, True]
    assert ("Nothing waits for you" in others, "Anna" in others) == (True, False)
    assert "3 registrations wait for your decision" in panel.una.get("/desk/").text


def test_a_decision_leads_on_to_the_next_case_and_the_next_stage(panel: Panel) -> None:
    page = panel.una.get(CASE)
    answer = panel.una.post(CASE, verb="approve", turn=turn_on(page.text))
    assert answer.headers["Location"] == "/desk/events/week/reviews/2"
    assert "Anna X" in panel.lea.get("/desk/reviews").text
    assert panel.states() == ["pending", "pending", "pending"]
    assert panel.lea.post(CASE, verb="approve").status_code == 302
    assert panel.states() == ["approved", "pending", "pending"]


def test_four_eyes_show_who_decided_before_why_they_cannot(panel: Panel) -> None:
    panel.una.post(CASE, verb="approve")
    page = panel.una.get(CASE)
    assert "Four eyes are needed: you have decided an earlier stage of this yourself." in page.text
    assert 'name="verb"' not in page.text
    refused = panel.una.post(CASE, verb="approve")
    assert (refused.status_code, "Four eyes are needed" in refused.text) == (422, True)


def test_sending_back_without_a_reason_keeps_the_page_and_says_so(panel: Panel) -> None:
    answer = panel.una.post(CASE, verb="return", reason=" ")
    assert (answer.status_code, "Give the reason" in answer.text) == (422, True)
    assert panel.una.post(CASE, verb="return", reason="Which faculty?").status_code == 302
    assert panel.states() == ["returned", "pending", "pending"]
    again = panel.una.post(CASE, verb="return", reason="Which faculty?")
    assert (again.status_code, again.headers["Location"]) == (302, CASE)


def test_a_decision_on_an_older_look_is_refused_and_keeps_what_was_typed(panel: Panel) -> None:
    old = turn_on(panel.una.get(CASE).text)
    panel.una.post(CASE, verb="approve", turn=old)
    answer = panel.lea.post(CASE, verb="decline", turn=old, reason="No host for her.")
    assert (answer.status_code, "Look at it once more" in answer.text) == (422, True)
    assert ("No host for her." in answer.text, turn_on(answer.text) == old) == (True, False)


def test_reviewers_see_their_cases_and_nothing_else(panel: Panel) -> None:
    assert panel.una.get("/desk/events/week/registrations").status_code == 403
    stranger = panel.desk.colleague(Role.REVIEWER, scope_kind="event", scope_id=panel.event_id)
    assert stranger.get(CASE).status_code == 404
    assert stranger.post(CASE, verb="approve").status_code == 404
    elsewhere = panel.desk.colleague(scope_id=panel.desk.other_unit_id)
    assert elsewhere.get(CASE).status_code == 404


def test_an_officer_gives_a_case_only_to_who_may_decide_it(panel: Panel) -> None:
    officer = panel.desk.colleague()
    with panel.desk.app.app_context():
        una, lea, *_rest = [user.id for user in db.session.query(User).order_by(User.id)]
    assert officer.post(f"{CASE}/assign", reviewer=str(una)).status_code == 302
    assert "given to you" in panel.una.get("/desk/reviews").text
    assert officer.post(f"{CASE}/assign", reviewer=str(lea)).status_code == 409
    assert officer.post(f"{CASE}/assign", reviewer="nobody").status_code == 400
    assert panel.una.post(f"{CASE}/assign", reviewer=str(una)).status_code == 403


def test_without_a_plan_the_office_finds_its_cases_here_too(desk: Desk) -> None:
    event_id = desk.event("week")
    with desk.writing():
        event = events.get_event(event_id)
        publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
        event_terms = plans.queries.lock_terms(event_id)
        event_terms.needs_approval = True
        details = GuestDetails(email="anna@example.org", family_name="Anna", has_consented=True)
        service.register_guest(event, details, now=NOW, actor=GUEST)
        unit_of_work.commit()
    officer, viewer = desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    assert "Anna" in officer.get("/desk/reviews").text
    assert "Anna" not in viewer.get("/desk/reviews").text
    assert officer.post(CASE, verb="approve").headers["Location"] == "/desk/reviews"
