"""Approving: the unit, the legal review and the office, each with its reasons; and giving the text up again."""

from datetime import datetime

from coopevents.agreements import queries, rules, turning
from coopevents.agreements.facts import (
    AgreementAbandoned,
    AgreementApproved,
    AgreementHandedToLegal,
    AgreementReturned,
    AgreementStageApproved,
    AgreementSubmitted,
    TextGivenUp,
)
from coopevents.agreements.models import Agreement
from coopevents.agreements.recording import move, record, subject_of
from coopevents.agreements.states import PREPARED
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.turning import LEGAL, OFFICE, UNIT
from coopevents.approvals import service as deciding
from coopevents.approvals.deciders import decider_of
from coopevents.approvals.models import Case, CaseState, Verdict
from coopevents.approvals.rules import Decider
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import cleaned

WAITS_FOR = {S.UNIT_APPROVAL: UNIT, S.LEGAL_REVIEW: LEGAL, S.TRANSLATIONS_CHECKED: OFFICE}
"""Which stage decides in which state."""
_YES = {UNIT: S.LEGAL_REVIEW, LEGAL: S.NEGOTIATION, OFFICE: S.APPROVED}
_BACK = {UNIT: S.PROPOSAL, LEGAL: S.NEGOTIATION, OFFICE: S.NEGOTIATION}


class NothingToDecide(Refusal):
    """No stage decides in this state."""

    sentence = _l("Nothing waits for a decision here: the agreement is not at one of the stages of approval.")


class TextIsWithLegal(Refusal):
    """The legal review has it, or has approved it."""

    sentence = _l("The legal review has approved this text already. It comes back to it when the text changes.")


class SignatureStands(Refusal):
    """A signed text is not given up."""

    sentence = _l("Somebody has signed this text already. Take the signatures back first, or abandon the agreement.")


def submit_agreement(agreement: Agreement, *, now: datetime, actor: Actor) -> None:
    """Let the unit decide about the proposal; who submits it may not approve it.

    Raises StateForbids.
    """
    agreement = queries.lock_agreement(agreement.id)
    changes = move(agreement, S.UNIT_APPROVAL, now=now)
    entered_by_id = actor.id if actor.kind == "user" else None
    plan = turning.plan_for(agreement.unit_id, now=now)
    case = deciding.open_case(subject_of(agreement), now=now, plan=plan, entered_by_id=entered_by_id)
    if case.state is CaseState.RETURNED:
        deciding.resume(case, now=now)
    record(AgreementSubmitted, agreement, now=now, actor=actor, changes=changes)


def decide_agreement(
    agreement: Agreement,
    verdict: Verdict,
    reason: str = "",
    *,
    now: datetime,
    actor: Actor,
    decider: Decider | None = None,
    turn: int | None = None,
) -> None:
    """Decide at the stage the agreement waits at: approve, send back, or decline, which abandons it.

    Sent back by the office, the frozen text is given up. ``turn`` is the one of the case that was looked at. Raises
    NothingToDecide or what :func:`coopevents.approvals.service.decide` raises.
    """
    agreement = queries.lock_agreement(agreement.id)
    case, stage = ensure_waits(agreement)
    decider = decider or decider_of(actor, agreement.unit_id)
    deciding.decide(case, verdict, reason, now=now, actor=actor, decider=decider, turn=turn)
    reason = cleaned(reason)
    if verdict is Verdict.DECLINE:
        agreement.end_reason = reason
        record(AgreementAbandoned, agreement, now=now, actor=actor, changes=move(agreement, S.ABANDONED, now=now),
               reason=reason)  # fmt: skip
    elif verdict is Verdict.RETURN:
        if stage == OFFICE:
            _give_up_frozen(agreement, now)
            deciding.go_back(case, LEGAL, CaseState.RETURNED, now=now)
        changes = move(agreement, _BACK[stage], now=now)
        record(AgreementReturned, agreement, now=now, actor=actor, changes=changes, reason=reason)
    else:
        changes = move(agreement, _YES[stage], now=now)
        kind = AgreementApproved if stage == OFFICE else AgreementStageApproved
        record(kind, agreement, now=now, actor=actor, changes=changes, reason=reason)


def ensure_waits(agreement: Agreement) -> tuple[Case, str]:
    """The case and the stage that decides now.

    Raises NothingToDecide.
    """
    case = turning.find_case(agreement)
    stage = WAITS_FOR.get(agreement.state)
    if case is None or stage is None or case.stage != stage:
        raise NothingToDecide
    return case, stage


def hand_to_legal(agreement: Agreement, *, now: datetime, actor: Actor) -> None:
    """Let the legal review look at the text that came out of the negotiation.

    Raises TextIsWithLegal or StateForbids.
    """
    agreement = queries.lock_agreement(agreement.id)
    case = turning.find_case(agreement)
    if agreement.state is not S.NEGOTIATION:
        raise rules.StateForbids(agreement.state)
    if case is None or turning.is_legally_approved(case):
        raise TextIsWithLegal
    changes = move(agreement, S.LEGAL_REVIEW, now=now)
    deciding.resume(case, now=now)
    record(AgreementHandedToLegal, agreement, now=now, actor=actor, changes=changes)


def give_text_up(agreement: Agreement, reason: str, *, now: datetime, actor: Actor) -> None:
    """The frozen text is not the final one after all: it is negotiated again, and goes through legal review again.

    Raises StateForbids, ReasonIsMissing, or SignatureStands.
    """
    agreement = queries.lock_agreement(agreement.id)
    rules.ensure_reason(reason)
    if queries.list_signatures([agreement.id]):
        raise SignatureStands
    if agreement.state not in PREPARED:
        raise rules.StateForbids(agreement.state)
    changes = move(agreement, S.NEGOTIATION, now=now)
    _give_up_frozen(agreement, now)
    case = turning.find_case(agreement)
    if case is not None:
        deciding.go_back(case, LEGAL, CaseState.RETURNED, now=now)
    record(TextGivenUp, agreement, now=now, actor=actor, changes=changes, reason=cleaned(reason))


def _give_up_frozen(agreement: Agreement, now: datetime) -> None:
    for document in agreement.documents:
        if document.is_frozen:
            document.given_up_at = now
