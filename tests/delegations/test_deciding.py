"""From the desk's first look to yes, no, somewhere else, or not now."""

from __future__ import annotations

from datetime import date

import pytest

from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.approvals import planning
from coopevents.approvals.details import PlanDetails
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import DecidedMeanwhile, FourEyes, NotForYou
from coopevents.approvals.rules import ReasonIsMissing as VerdictHasNoReason
from coopevents.db import db
from coopevents.delegations import calling_off, deciding, rules, triage, turning
from coopevents.delegations.details import Days
from coopevents.delegations.states import VisitLevel
from coopevents.delegations.states import VisitState as S
from coopevents.text import LocalizedText
from tests.delegations.conftest import JUNE, Reception

EARLIER = Days(date(2027, 6, 7), date(2027, 6, 8))


def test_a_president_is_screened_and_then_decided_by_somebody_else(reception: Reception) -> None:
    delegation = reception.submitted()
    assert reception.decide(delegation, "screener") is S.SCREENING
    with pytest.raises(NotForYou):
        reception.decide(delegation, "screener")
    assert reception.decide(delegation, "head") is S.ACCEPTED


def test_nobody_decides_two_stages_of_one_visit(reception: Reception) -> None:
    delegation = reception.submitted()
    reception.decide(delegation, "head")
    with pytest.raises(FourEyes):
        reception.decide(delegation, "head")


def test_colleagues_of_a_unit_are_decided_by_the_unit_alone(reception: Reception) -> None:
    delegation = reception.submitted(level=VisitLevel.UNIT)
    assert reception.decide(delegation, "lead") is S.ACCEPTED


def test_an_office_may_decide_without_any_stage(reception: Reception) -> None:
    subject = turning.plan_subject(reception.unit_id, VisitLevel.UNIT)
    planning.set_plan(subject, PlanDetails(), now=reception.now)
    assert reception.submitted(level=VisitLevel.UNIT).state is S.ACCEPTED


def test_refused_at_screening_it_is_over_with_the_reason(reception: Reception) -> None:
    delegation = reception.submitted()
    with pytest.raises(VerdictHasNoReason):
        deciding.decide_visit(delegation, Verdict.DECLINE, **reception.by("screener"))
    deciding.decide_visit(delegation, Verdict.DECLINE, "The invitation cannot be verified.", **reception.by("screener"))
    assert (delegation.state, delegation.reason) == (S.DECLINED, "The invitation cannot be verified.")
    with pytest.raises(deciding.NothingToDecide):
        reception.decide(delegation, "head")


def test_sent_back_to_the_desk_it_comes_to_the_same_stage_again(reception: Reception) -> None:
    delegation = reception.submitted()
    reception.decide(delegation, "screener")
    assert reception.decide(delegation, "head", Verdict.RETURN, "Who pays the hotel?") is S.TRIAGE
    deciding.submit_visit(delegation, **reception.by())
    assert reception.decide(delegation, "head") is S.ACCEPTED


def test_a_question_waits_for_its_answer_and_then_the_visit_goes_on(reception: Reception) -> None:
    delegation = reception.taken_up()
    first = triage.ask_back(delegation, "Who pays the hotel?", **reception.by())
    second = triage.ask_back(delegation, "Do you bring an interpreter?", **reception.by())
    db.session.flush()
    assert delegation.state is S.INFO_NEEDED
    with pytest.raises(rules.AnswerIsEmpty) as refused:
        triage.answer(delegation, {first.id: "We do."}, **reception.by("guest"))
    assert refused.value.field == f"answer-{second.id}"
    triage.answer(delegation, {first.id: "We do.", second.id: "No."}, **reception.by("guest"))
    assert (delegation.state, first.answer, second.answer) == (S.TRIAGE, "We do.", "No.")


def test_who_decides_sees_that_an_answer_came_in_between(reception: Reception) -> None:
    delegation = reception.submitted()
    case = turning.find_case(delegation)
    assert case is not None
    looked_at = case.turn
    asked = triage.ask_back(delegation, "Which ministry invites?", **reception.by("screener"))
    db.session.flush()
    with pytest.raises(deciding.NothingToDecide):
        reception.decide(delegation, "screener")
    triage.answer(delegation, {asked.id: "None."}, **reception.by("guest"))
    assert delegation.state is S.SCREENING
    with pytest.raises(DecidedMeanwhile):
        deciding.decide_visit(delegation, Verdict.APPROVE, turn=looked_at, **reception.by("screener"))


def test_an_empty_question_is_not_asked(reception: Reception) -> None:
    with pytest.raises(rules.QuestionIsEmpty):
        triage.ask_back(reception.taken_up(), "  ", **reception.by())


def test_another_unit_takes_up_what_is_handed_on(reception: Reception) -> None:
    school = Unit(
        slug="computing",
        name=LocalizedText(en="School of Computing"),
        kind=UnitKind.SCHOOL,
        parent_id=reception.unit_id,
    )
    db.session.add(school)
    db.session.flush()
    delegation = reception.taken_up()
    triage.hand_on(delegation, school.id, **reception.by())
    assert (delegation.unit_id, delegation.state, delegation.officer_id) == (school.id, S.REQUESTED, None)
    with pytest.raises(rules.VisitForbids):
        triage.hand_on(reception.submitted(), school.id, **reception.by())


def test_redirecting_says_where_to_and_why(reception: Reception) -> None:
    delegation = reception.taken_up()
    with pytest.raises(rules.AnotherIsMissing):
        deciding.redirect_visit(delegation, " ", "Not ours", **reception.by())
    with pytest.raises(rules.ReasonIsMissing):
        deciding.redirect_visit(delegation, "The museum", "", **reception.by())
    deciding.redirect_visit(delegation, "The museum", "It keeps the collection.", **reception.by())
    assert (delegation.state, delegation.redirected_to) == (S.REDIRECTED, "The museum")


def test_other_days_are_agreed_on_and_the_wished_ones_kept(reception: Reception) -> None:
    delegation = reception.taken_up(alternatives=())
    deciding.agree_on_days(delegation, EARLIER, **reception.by())
    assert (delegation.days, delegation.alternatives) == (EARLIER, (JUNE,))


def test_postponed_it_goes_on_where_it_was(reception: Reception) -> None:
    delegation = reception.accepted()
    calling_off.postpone_visit(delegation, "An election", **reception.by())
    assert (delegation.state, delegation.postponed_from) == (S.POSTPONED, S.ACCEPTED)
    calling_off.resume_visit(delegation, **reception.by())
    assert (delegation.state, delegation.postponed_from) == (S.ACCEPTED, None)
    with pytest.raises(rules.VisitForbids):
        calling_off.resume_visit(delegation, **reception.by())


def test_a_cancelled_visit_waits_for_no_decision(reception: Reception) -> None:
    delegation = reception.submitted()
    calling_off.cancel_visit(delegation, "The journey is called off", **reception.by())
    with pytest.raises(deciding.NothingToDecide):
        reception.decide(delegation, "screener")
    assert delegation.state is S.CANCELLED
