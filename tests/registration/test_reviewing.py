"""Approval in stages: verdicts, four eyes, back to the guest and again, in turn, and anew after a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coopevents import unit_of_work
from coopevents.approvals import queries as approvals
from coopevents.approvals import rules
from coopevents.approvals.assigning import assignee_of
from coopevents.approvals.details import PlanDetails
from coopevents.approvals.models import Case
from coopevents.facts import Actor, Subject
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, FieldType, Question, Section
from coopevents.registration import event_forms, plans, reviewing, service, snapshots
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from coopevents.text import LocalizedText
from tests.registration.conftest import ANNA, GUEST, NOW, OFFICER, Registrar, messages
from tests.registration.reviews import Panel, panel, stage

__all__ = ["panel"]


def case_of(registration: Registration) -> Case:
    """The case that waits."""
    case = approvals.find_open_case(Subject("registration", registration.id))
    assert case is not None
    return case


def decide(panel: Panel, deed: object, registration: Registration, *said: object, actor: Actor, **more: object) -> None:
    """A colleague decides."""
    deed(registration, *said, now=panel.registrar.later(), actor=actor, **more)  # type: ignore[operator]
    unit_of_work.commit()


def asks(panel: Panel, *questions: Question) -> None:
    """Let the form ask these."""
    form = event_forms.get_form(panel.event.id)
    title = LocalizedText(en="Registration")
    definition = Definition((Section(key="all", title=title, questions=questions),))
    asking.define_form(event_forms.subject_of(form.id), event_forms.PURPOSE, definition, title=title, now=NOW)
    unit_of_work.commit()


def change(panel: Panel, registration: Registration, **said: object) -> None:
    """The guest saves other words."""
    details = replace(ANNA, email=registration.email, **said)  # type: ignore[arg-type]
    service.change_registration(registration, details, now=panel.registrar.later(), actor=GUEST)
    unit_of_work.commit()


def test_two_stages_end_in_one_confirmation(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register()
    decide(panel, service.approve_registration, anna, actor=panel.una)
    assert (anna.state, case_of(anna).stage, case_of(anna).due_at) == (S.PENDING, "stage2", None)
    decide(panel, service.approve_registration, anna, actor=panel.lea)
    assert anna.state is S.APPROVED
    assert [kind for kind, _to, _method in messages()] == ["registration_received", "registration_confirmed"]


def test_only_the_colleagues_of_a_stage_decide_it(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register()
    with pytest.raises(rules.NotForYou):
        decide(panel, service.approve_registration, anna, actor=panel.lea)
    with pytest.raises(rules.NotForYou):
        decide(panel, service.decline_registration, anna, "No.", actor=panel.lea)
    assert anna.state is S.PENDING


def test_four_eyes_refuse_the_second_stage_to_who_decided_the_first(panel: Panel) -> None:
    panel.two_stages(four_eyes=True)
    anna = panel.registrar.register()
    decide(panel, service.approve_registration, anna, actor=panel.una)
    with pytest.raises(rules.FourEyes):
        decide(panel, service.approve_registration, anna, actor=panel.una)
    decide(panel, service.approve_registration, anna, actor=panel.lea)
    assert anna.state is S.APPROVED


def test_with_four_eyes_who_entered_a_guest_cannot_approve_them(panel: Panel) -> None:
    panel.plan(stage("Office"), four_eyes=True)
    made = service.register_guest(panel.event, ANNA, now=panel.registrar.later(), actor=panel.una, by_office=True)
    unit_of_work.commit()
    assert made.state is S.PENDING
    with pytest.raises(rules.EnteredByYou):
        decide(panel, service.approve_registration, made, actor=panel.una)
    decide(panel, service.approve_registration, made, actor=panel.ugo)
    assert made.state is S.APPROVED


def test_sent_back_and_sent_again_waits_at_the_stage_that_sent_it_back(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register()
    decide(panel, service.approve_registration, anna, actor=panel.una)
    decide(panel, reviewing.return_registration, anna, "Name your faculty.", actor=panel.lea)
    assert (anna.state, anna.state_reason) == (S.RETURNED, "Name your faculty.")
    change(panel, anna, position="Dean of Engineering")
    assert (anna.state, anna.state_reason, case_of(anna).stage) == (S.PENDING, "", "stage2")
    assert [(each.name, each.old, each.new) for each in snapshots.differences_of(anna)] == [
        ("position", "", "Dean of Engineering")
    ]
    decide(panel, service.approve_registration, anna, actor=panel.lea)
    assert (anna.state, snapshots.differences_of(anna)) == (S.APPROVED, [])
    assert [kind for kind, _to, _method in messages()] == [
        "registration_received", "registration_returned", "registration_resubmitted", "registration_confirmed",
    ]  # fmt: skip


def test_sending_back_needs_a_reason_and_happens_once(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register()
    with pytest.raises(rules.ReasonIsMissing):
        decide(panel, reviewing.return_registration, anna, " ", actor=panel.una)
    decide(panel, reviewing.return_registration, anna, "Which faculty?", actor=panel.una)
    with pytest.raises(rules.CaseIsReturned):
        decide(panel, reviewing.return_registration, anna, "Which faculty?", actor=panel.ugo)
    decide(panel, service.approve_registration, anna, actor=panel.ugo)
    assert (anna.state, case_of(anna).stage) == (S.PENDING, "stage2")


def test_who_is_with_the_guest_may_withdraw_and_nothing_waits(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register()
    decide(panel, reviewing.return_registration, anna, "Which faculty?", actor=panel.una)
    panel.registrar.do(service.withdraw_registration, anna)
    assert (anna.state, approvals.find_open_case(Subject("registration", anna.id))) == (S.WITHDRAWN, None)


def test_a_decision_on_what_was_changed_meanwhile_is_refused(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register()
    seen = case_of(anna).turn
    change(panel, anna, position="Dean")
    with pytest.raises(rules.DecidedMeanwhile):
        decide(panel, service.approve_registration, anna, actor=panel.una, turn=seen)
    decide(panel, service.approve_registration, anna, actor=panel.una, turn=case_of(anna).turn)


def test_cases_go_to_the_colleagues_of_a_stage_in_turn(panel: Panel) -> None:
    panel.two_stages()
    made = [panel.registrar.register(name) for name in ("anna", "ben", "carla", "dan")]
    una, ugo = panel.una.id, panel.ugo.id
    assert [assignee_of(case_of(each)) for each in made] == [una, ugo, una, ugo]
    assert case_of(made[0]).due_at == made[0].submitted_at + timedelta(days=3)


def test_a_case_is_given_by_hand_only_to_who_may_decide_it(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register()
    with pytest.raises(rules.NotForYou):
        decide(panel, reviewing.assign_review, anna, plans.decider_of(panel.lea, panel.event), actor=OFFICER)
    decide(panel, reviewing.assign_review, anna, plans.decider_of(panel.ugo, panel.event), actor=OFFICER)
    assert assignee_of(case_of(anna)) == panel.ugo.id


def test_open_cases_keep_the_plan_they_were_opened_under(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register("anna")
    panel.plan(stage("Office"))
    ben = panel.registrar.register("ben")
    assert (case_of(anna).stages, case_of(ben).stages) == ("stage1 stage2", "stage1")
    decide(panel, service.approve_registration, ben, actor=panel.lea)
    decide(panel, service.approve_registration, anna, actor=panel.una)
    assert (anna.state, ben.state) == (S.PENDING, S.APPROVED)


def test_an_equal_plan_is_the_same_one_and_no_stages_confirm_at_once(panel: Panel) -> None:
    panel.two_stages()
    first = plans.plan_of_event(panel.event.id)
    panel.two_stages()
    assert plans.plan_of_event(panel.event.id) is first
    panel.plan()
    assert panel.registrar.register().state is S.APPROVED


def test_a_form_may_have_a_plan_of_its_own_and_give_it_up(panel: Panel) -> None:
    form = event_forms.get_form(panel.event.id)
    one = PlanDetails(stages=(stage("Press office"),))
    plans.change_plan(panel.event, one, form=form, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert panel.registrar.register("anna").state is S.PENDING
    plans.withdraw_plan(panel.event, form, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert panel.registrar.register("ben").state is S.APPROVED


def test_only_colleagues_who_may_review_can_be_named(panel: Panel) -> None:
    stranger = Actor("user", 9_999, "Nobody")
    with pytest.raises(plans.ReviewerIsAStranger):
        panel.plan(stage("Unit", [stranger]))


def test_a_change_that_needs_it_is_approved_again_from_the_first_stage(panel: Panel) -> None:
    dates = Question(key="dates", type=FieldType.SHORT_TEXT, label=LocalizedText(en="Dates"), needs_approval_again=True)
    diet = Question(key="diet", type=FieldType.SHORT_TEXT, label=LocalizedText(en="Diet"))
    asks(panel, dates, diet)
    panel.plan(stage("Unit"))
    anna = panel.registrar.register(answers={"dates": "1–3", "diet": "none"})
    decide(panel, service.approve_registration, anna, actor=panel.una)
    change(panel, anna, answers={"dates": "1–3", "diet": "halal"})
    assert anna.state is S.APPROVED
    change(panel, anna, answers={"dates": "1–5", "diet": "halal"})
    assert (anna.state, messages()[-1][0]) == (S.PENDING, "registration_reopened")
    assert [(each.name, each.old, each.new) for each in snapshots.differences_of(anna)] == [("dates", "1–3", "1–5")]


def test_the_difference_of_a_sensitive_answer_says_nothing_of_what_it_was(panel: Panel) -> None:
    passport = Question(key="passport", type=FieldType.SHORT_TEXT, label=LocalizedText(en="No."), is_sensitive=True)
    asks(panel, passport)
    panel.plan(stage("Unit"))
    anna = panel.registrar.register(answers={"all_consent": "yes", "passport": "X1234567"})
    decide(panel, reviewing.return_registration, anna, "The number is too short.", actor=panel.una)
    change(panel, anna, answers={"all_consent": "yes", "passport": "X12345678"})
    [found] = snapshots.differences_of(anna)
    assert (found.name, found.is_hidden, found.old, found.new) == ("passport", True, None, None)


def test_who_was_cancelled_goes_through_the_stages_again(panel: Panel) -> None:
    panel.two_stages()
    anna = panel.registrar.register()
    panel.registrar.do(service.cancel_registration, anna, "Another colleague comes.")
    decide(panel, service.approve_registration, anna, actor=panel.una)
    assert (anna.state, case_of(anna).stage) == (S.PENDING, "stage2")


def test_reviewers_without_a_plan_are_the_office(registrar: Registrar) -> None:
    registrar.terms(needs_approval=True)
    anna = registrar.register()
    registrar.do(service.approve_registration, anna)
    assert anna.state is S.APPROVED
