"""From the proposal to the approval for signature: by role, with reasons, with four eyes, and never unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopevents import unit_of_work
from coopevents.agreements import approving, freezing, rules, service, turning
from coopevents.agreements.states import AgreementState as S
from coopevents.approvals.models import CaseState, Verdict
from coopevents.approvals.rules import DecidedMeanwhile, EnteredByYou, FourEyes, NotForYou, ReasonIsMissing
from coopevents.text import LocalizedText
from tests.agreements.conftest import Registry

YES, NO, BACK = Verdict.APPROVE, Verdict.DECLINE, Verdict.RETURN


def test_it_goes_from_the_unit_to_legal_to_the_office(registry: Registry) -> None:
    agreement = registry.at(S.APPROVED)
    case = turning.find_case(agreement)
    assert case is not None
    decided = [(each.stage, each.verdict, each.decided_by_label) for each in case.decisions]
    assert decided == [("stage1", YES, "Lead"), ("stage2", YES, "Legal"), ("stage3", YES, "Head")]
    assert case.state is CaseState.APPROVED


@pytest.mark.parametrize(
    ("state", "wrong"),
    [
        (S.UNIT_APPROVAL, ["legal", "viewer"]),
        (S.LEGAL_REVIEW, ["lead", "viewer"]),
        (S.TRANSLATIONS_CHECKED, ["legal", "lead", "viewer"]),
    ],
)
def test_each_stage_is_decided_by_its_role_alone(registry: Registry, state: S, wrong: list[str]) -> None:
    agreement = registry.at(state)
    for name in wrong:
        with pytest.raises((NotForYou, FourEyes)):
            approving.decide_agreement(agreement, YES, **registry.by(name))
    assert agreement.state is state


def test_nobody_approves_what_they_submitted_or_decides_two_stages(registry: Registry) -> None:
    agreement = registry.at(S.UNIT_APPROVAL)
    with pytest.raises(EnteredByYou):
        approving.decide_agreement(agreement, YES, **registry.by("officer"))
    approving.decide_agreement(agreement, YES, **registry.by("head"))
    with pytest.raises(FourEyes):
        approving.decide_agreement(agreement, YES, **registry.by("head"))


@pytest.mark.parametrize(
    ("state", "by", "after"),
    [
        (S.UNIT_APPROVAL, "lead", S.PROPOSAL),
        (S.LEGAL_REVIEW, "legal", S.NEGOTIATION),
        (S.TRANSLATIONS_CHECKED, "head", S.NEGOTIATION),
    ],
)
def test_each_stage_may_send_it_back_or_decline_it_but_not_without_a_reason(
    registry: Registry, state: S, by: str, after: S
) -> None:
    agreement = registry.at(state)
    for verdict in (BACK, NO):
        with pytest.raises(ReasonIsMissing):
            approving.decide_agreement(agreement, verdict, " ", **registry.by(by))
    approving.decide_agreement(agreement, BACK, "Article 4 names no currency.", **registry.by(by))
    unit_of_work.commit()
    assert agreement.state is after
    declined = registry.at(state)
    approving.decide_agreement(declined, NO, "No budget.", **registry.by(by))
    assert (declined.state, declined.end_reason) == (S.ABANDONED, "No budget.")


def test_what_legal_sent_back_comes_back_to_legal(registry: Registry) -> None:
    agreement = registry.at(S.LEGAL_REVIEW)
    approving.decide_agreement(agreement, BACK, "Article 4.", **registry.by("legal"))
    with pytest.raises(freezing.TextIsNotApproved):
        freezing.freeze_text(agreement, **registry.by())
    registry.add(agreement, "Article 4 mended")
    approving.hand_to_legal(agreement, **registry.by())
    assert agreement.state is S.LEGAL_REVIEW
    approving.decide_agreement(agreement, YES, **registry.by("legal"))
    frozen = freezing.freeze_text(agreement, **registry.by())
    assert [(each.language, each.number) for each in frozen] == [("en", 2), ("zh_Hans_CN", 1)]


def test_a_text_changed_after_the_legal_review_comes_back_to_it(registry: Registry) -> None:
    agreement = registry.at(S.NEGOTIATION)
    with pytest.raises(approving.TextIsWithLegal):
        approving.hand_to_legal(agreement, **registry.by())
    registry.add(agreement, "The partner wants more")
    with pytest.raises(freezing.TextIsNotApproved):
        freezing.freeze_text(agreement, **registry.by())
    approving.hand_to_legal(agreement, **registry.by())
    assert agreement.state is S.LEGAL_REVIEW


def test_nobody_decides_about_what_they_have_not_seen(registry: Registry) -> None:
    agreement = registry.at(S.LEGAL_REVIEW)
    case, _stage = approving.ensure_waits(agreement)
    seen = case.turn
    details = replace(service.as_details(agreement), title=LocalizedText(en="Another title"))
    service.change_agreement(agreement, details, **registry.by())
    with pytest.raises(DecidedMeanwhile):
        approving.decide_agreement(agreement, YES, **registry.by("legal"), turn=seen)


def test_sent_back_by_the_office_the_frozen_text_is_given_up_and_reviewed_again(registry: Registry) -> None:
    agreement = registry.at(S.TRANSLATIONS_CHECKED)
    approving.decide_agreement(agreement, BACK, "Wrong year.", **registry.by("head"))
    assert freezing.frozen_texts(agreement) == []
    with pytest.raises(freezing.TextIsNotApproved):
        freezing.freeze_text(agreement, **registry.by())


@pytest.mark.parametrize("state", [S.FROZEN, S.TRANSLATIONS_CHECKED, S.APPROVED])
def test_a_frozen_text_is_given_up_for_a_reason_and_goes_through_the_review_again(registry: Registry, state: S) -> None:
    agreement = registry.at(state)
    with pytest.raises(rules.ReasonIsMissing):
        approving.give_text_up(agreement, "", **registry.by())
    approving.give_text_up(agreement, "The partner's name was wrong.", **registry.by())
    registry.add(agreement, "With the right name")
    approving.hand_to_legal(agreement, **registry.by())
    approving.decide_agreement(agreement, YES, **registry.by("legal"))
    frozen = freezing.freeze_text(agreement, **registry.by())
    assert [(each.language, each.number) for each in frozen] == [("en", 2), ("zh_Hans_CN", 1)]
    registry.bring(agreement, S.TRANSLATIONS_CHECKED) if agreement.state is S.FROZEN else None
    registry.bring(agreement, S.APPROVED)
    assert agreement.state is S.APPROVED


@pytest.mark.parametrize("state", [S.PROPOSAL, S.NEGOTIATION, S.FROZEN, S.SCHEDULED])
def test_no_stage_decides_where_none_waits(registry: Registry, state: S) -> None:
    agreement = registry.at(state)
    with pytest.raises(approving.NothingToDecide):
        approving.decide_agreement(agreement, YES, **registry.by("head"))
