"""The page of one agreement."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.agreements import freezing, list_queries, queries, turning, words
from coopevents.agreements.approving import WAITS_FOR
from coopevents.agreements.models import Agreement, AgreementDocument
from coopevents.agreements.numbering import day_of
from coopevents.agreements.states import DRAFTING, HOLDING, OVER, PREPARED, UNSIGNED, AgreementState
from coopevents.agreements.waiting_queries import DECIDED_BY
from coopevents.approvals import queries as approvals
from coopevents.approvals import service as deciding
from coopevents.approvals.deciders import decider_of
from coopevents.approvals.models import Case, Verdict
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, present_actor, requires
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.agreement_document_form import DocumentForm
from coopevents.blueprints.organiser.agreement_door import agreements, present_reader, seen
from coopevents.blueprints.organiser.agreement_history import tell_history, title_of
from coopevents.blueprints.organiser.agreement_steps import POSITIONS, STEPS, Situation, next_step
from coopevents.blueprints.organiser.agreement_words import about_rows
from coopevents.blueprints.organiser.decision_lines import lines_of, stage_name
from coopevents.blueprints.organiser.delegation_door import visitor_of
from coopevents.blueprints.organiser.review_view import due_words
from coopevents.ceremonies import queries as ceremonies
from coopevents.delegations import after_queries
from coopevents.facts import Subject
from coopevents.i18n import localized
from coopevents.refusals import Refusal


@agreements.get("/desk/agreements/<int:agreement_id>")
@requires(Permission.SEE_UNIT)
def show(agreement_id: int) -> ResponseReturnValue:
    """One agreement: how far it is, what comes next, and everything said of it."""
    return page_of(seen(agreement_id))


def page_of(
    agreement: Agreement,
    *,
    fault: Refusal | None = None,
    decision: DecisionForm | None = None,
    document: DocumentForm | None = None,
) -> str:
    """The page; with what was refused, and with the form that was sent and has something to correct."""
    now, may = clock.now(), access().for_unit(agreement.unit_id)
    case, successors = turning.find_case(agreement), _related(queries.list_successors(agreement.id))
    situation = Situation(agreement, case, may, day_of(now), bool(successors))
    document = document or DocumentForm.blank()
    document.offer(agreement)
    texts = freezing.frozen_texts(agreement)
    return render_template(
        "organiser/agreements/show.html",
        agreement=agreement,
        fault=fault,
        step=next_step(situation),
        steps=[str(each) for each in STEPS],
        position=POSITIONS.get(agreement.state),
        **_deciding(agreement, case, decision),
        about=about_rows(agreement, _people(agreement)),
        title_of=title_of,
        document_form=document,
        newest=_newest(agreement.documents),
        older=_older(agreement.documents),
        texts=texts,
        to_check=freezing.to_check(agreement) if agreement.state is AgreementState.FROZEN else [],
        signatures=_signed(agreement),
        predecessor=next(iter(_related([agreement.predecessor_id])), None),
        successors=successors,
        **_came_about(agreement),
        entries=tell_history(agreement, audit.list_about("agreement", agreement.id), zone_of_office()),
        may_edit=Permission.EDIT_AGREEMENTS in may,
        **_standing(agreement.state),
        words=words,
        user_id=access().user_id,
        zone=zone_of_office(),
    )


def _came_about(agreement: Agreement) -> dict[str, Any]:
    """The ceremonies that sign it, and the visits it grew out of as far as the reader may see them."""
    return {
        "ceremonies": ceremonies.list_ceremonies_of_agreements([agreement.id]),
        "grew_out_of": after_queries.list_visits_of(agreement.id, access().units(Permission.SEE_UNIT)),
        "visitor_of": visitor_of,
    }


def _standing(state: AgreementState) -> dict[str, bool]:
    return {
        "is_drafting": state in DRAFTING,
        "is_prepared": state in PREPARED,
        "is_unsigned": state in UNSIGNED,
        "is_holding": state in HOLDING,
        "is_over": state in OVER,
    }


def zone_of_office() -> ZoneInfo:
    """The zone in which days and times of agreements are said."""
    return ZoneInfo(current_app.config["SETTINGS"].default_time_zone)


def refused_on_page(agreement_id: int, refusal: Refusal) -> ResponseReturnValue:
    """The page again, with the sentence of what was refused."""
    return page_of(seen(agreement_id), fault=refusal), refusal.status


def _deciding(agreement: Agreement, case: Case | None, form: DecisionForm | None) -> dict[str, Any]:
    """Who decides now, whether the reader may, and what was decided so far."""
    stage = WAITS_FOR.get(agreement.state)
    said: dict[str, Any] = {
        "decisions": lines_of(_cases(agreement)),
        "decision_form": None,
        "decision_refusal": "",
        "due": {},
    }
    if case is None or stage is None or case.stage != stage:
        return said
    said |= {"due": due_words(case, now=clock.now(), zone=zone_of_office()), "stage": stage_name(case, stage)}
    permission = DECIDED_BY[agreement.state]
    if permission not in access().for_unit(agreement.unit_id):
        return said
    decider = decider_of(present_actor(), agreement.unit_id)
    try:
        deciding.ensure_may_decide(case, Verdict.APPROVE, decider=decider)
    except Refusal as refusal:
        return {**said, "decision_refusal": str(refusal)}
    form = form or DecisionForm(formdata=None)
    form.turn.data = str(case.turn)
    return {**said, "decision_form": form, "decision_door": DECISION_DOORS[agreement.state]}


DECISION_DOORS = {
    AgreementState.UNIT_APPROVAL: "organiser_agreements.decide_for_unit",
    AgreementState.LEGAL_REVIEW: "organiser_agreements.decide_legally",
    AgreementState.TRANSLATIONS_CHECKED: "organiser_agreements.decide_for_office",
}


def _cases(agreement: Agreement) -> list[Case]:
    return approvals.list_cases(Subject("agreement", agreement.id))


def _people(agreement: Agreement) -> dict[str, Any]:
    """Units and the responsible colleague, by name."""
    units = {unit.id: localized(unit.name) for unit in accounts.list_units()}
    responsible = accounts.list_users_with_grants([agreement.responsible_id]) if agreement.responsible_id else []
    return {
        "unit_name": units.get(agreement.unit_id, ""),
        "unit_names": [units[each.unit_id] for each in agreement.units if each.unit_id in units],
        "responsible": responsible[0].name if responsible else "",
    }


def _newest(documents: Sequence[AgreementDocument]) -> list[AgreementDocument]:
    """The newest version of each document, and every frozen one."""
    latest = {(each.kind, each.language): each for each in documents}
    return [each for each in documents if each.is_frozen or latest[(each.kind, each.language)] is each]


def _older(documents: Sequence[AgreementDocument]) -> list[AgreementDocument]:
    shown = _newest(documents)
    return [each for each in documents if each not in shown]


def _signed(agreement: Agreement) -> dict[tuple[int, int], Any]:
    """(signatory, original) to the signature."""
    return {(each.signatory_id, each.original): each for each in queries.list_signatures([agreement.id])}


def _related(found: Sequence[Agreement] | Sequence[int | None]) -> list[Agreement]:
    """Those of them that the reader may know of."""
    ids = [each.id if isinstance(each, Agreement) else each for each in found]
    wanted = [each for each in ids if each is not None]
    return list_queries.list_seen(present_reader(), wanted) if wanted else []
