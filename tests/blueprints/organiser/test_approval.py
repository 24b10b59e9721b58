"""Setting up by which stages an event's registrations are approved."""

from __future__ import annotations

import pytest

from coopevents.accounts.roles import Role
from coopevents.approvals.details import PlanDetails, StageDetails
from coopevents.approvals.planning import as_details
from coopevents.registration import plans, queries
from coopevents.text import LocalizedText
from tests.desks import Colleague, Desk

PAGE = "/desk/events/week/approval"
REVIEW = "review_registrations"


class Office:
    """An event, its organiser and two reviewers."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.event_id = desk, desk.event()
        self.organiser = desk.colleague(Role.ADMIN)
        self.una, self.lea = (self._reviewer(desk) for _each in range(2))

    def _reviewer(self, desk: Desk) -> int:
        colleague = desk.colleague(Role.REVIEWER, scope_kind="event", scope_id=self.event_id)
        with colleague.client.session_transaction() as cookie:
            return int(cookie["_user_id"])

    def plan(self) -> tuple[bool, PlanDetails | None]:
        """Whether the event's guests are approved, and how."""
        with self.desk.app.app_context():
            plan = plans.plan_of_event(self.event_id)
            return queries.get_terms(self.event_id).needs_approval, as_details(plan) if plan is not None else None


@pytest.fixture
def office(desk: Desk) -> Office:
    return Office(desk)


def two_stages(office: Office) -> dict[str, object]:
    return {
        "way": "in_stages",
        "needs_four_eyes": "y",
        "stage1-name-en": "School",
        "stage1-name-zh_Hans_CN": "学院",
        "stage1-reviewers": [str(office.una), str(office.lea)],
        "stage1-assigns_in_turn": "y",
        "stage1-due_days": "3",
        "stage2-name-en": "Leadership",
    }


def test_stages_are_kept_as_they_were_said_and_shown_again(office: Office) -> None:
    assert office.organiser.post(PAGE, two_stages(office)).status_code == 302
    school = StageDetails(
        name=LocalizedText(en="School", zh_Hans_CN="学院"),
        reviewer_ids=(office.una, office.lea),
        assigns_in_turn=True,
        due_days=3,
    )
    leadership = StageDetails(name=LocalizedText(en="Leadership"), permission=REVIEW)
    assert office.plan() == (True, PlanDetails(stages=(school, leadership), needs_four_eyes=True))
    page = office.organiser.get(PAGE).get_data(as_text=True)
    assert page.count(" checked") == 5  # the way, four eyes, two reviewers, in turn
    assert 'name="stage3-name-en"' in page
    assert 'name="stage4-name-en"' not in page


def test_who_confirms_at_once_has_no_stages_any_more(office: Office) -> None:
    office.organiser.post(PAGE, two_stages(office))
    assert office.organiser.post(PAGE, {**two_stages(office), "way": "at_once"}).status_code == 302
    assert office.plan() == (False, PlanDetails())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"way": "in_stages"}, "Give at least the first stage a name."),
        ({"way": "in_stages", "stage1-due_days": "3"}, "Give the stage a name in at least one language."),
        ({"way": "in_stages", "stage1-name-en": "A", "stage1-due_days": "0"}, "Write a whole number of days, from 1"),
        ({"way": "in_stages", "stage1-name-en": "A", "stage1-reviewers": "9999"}, "not a valid choice"),
        ({}, "Choose one of these."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(
    office: Office, said: dict[str, str], sentence: str
) -> None:
    answer = office.organiser.post(PAGE, said)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert office.plan() == (False, None)


def test_a_reviewer_does_not_set_the_stages_up(office: Office) -> None:
    reviewer: Colleague = office.desk.colleague(Role.REVIEWER, scope_kind="event", scope_id=office.event_id)
    assert reviewer.get(PAGE).status_code in {403, 404}
