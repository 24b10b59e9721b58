"""Doors to the approval of the report on a visit, and to the agreements that grew out of the visit."""

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.agreements import list_queries as agreements
from coopevents.approvals.deciders import permission_of
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import NotForYou
from coopevents.blueprints.access import ensure_unit, requires
from coopevents.blueprints.organiser.agreement_decision_form import DecisionForm
from coopevents.blueprints.organiser.delegation_after import after, page_of
from coopevents.blueprints.organiser.delegation_door import acting, done, own, seen
from coopevents.blueprints.organiser.delegation_report import present_agreement_reader, report_to_keep
from coopevents.blueprints.papers import set_paper
from coopevents.delegations import after_queries, growing, queries, reporting
from coopevents.i18n import _, _l
from coopevents.refusals import NotFound, Refusal
from coopevents.storage.sealed_files import Purpose, open_sealed
from coopevents.storage.store import present_store

INDEX = "organiser_delegation_after.index"
VERDICTS = {"approve": Verdict.APPROVE, "return": Verdict.RETURN}
SAID = {
    Verdict.APPROVE: _l("The report is approved."),
    Verdict.RETURN: _l("The report is sent back, with your reason."),
}


@after.post("/desk/delegations/<int:delegation_id>/after/report/submit")
@requires(Permission.EDIT_DELEGATIONS)
def submit_report(delegation_id: int) -> ResponseReturnValue:
    """Let the report be approved."""
    delegation = own(delegation_id)
    said = _("The report is submitted. Whoever approves it finds it on their first page.")
    return done(delegation, lambda **who: reporting.submit_report(delegation, **who), said, INDEX, _anchor="report")


@after.post("/desk/delegations/<int:delegation_id>/after/report/unit")
@requires(Permission.APPROVE_FOR_UNIT)
def decide_for_unit(delegation_id: int) -> ResponseReturnValue:
    """The unit decides about the report."""
    return _decide(delegation_id, Permission.APPROVE_FOR_UNIT)


@after.post("/desk/delegations/<int:delegation_id>/after/report/office")
@requires(Permission.APPROVE_FOR_OFFICE)
def decide_for_office(delegation_id: int) -> ResponseReturnValue:
    """The office decides about the report."""
    return _decide(delegation_id, Permission.APPROVE_FOR_OFFICE)


@after.get("/desk/delegations/<int:delegation_id>/after/report/<int:number>.pdf")
@requires(Permission.SEE_UNIT)
def approved_report(delegation_id: int, number: int) -> ResponseReturnValue:
    """The report as it was when it was approved."""
    seen(delegation_id)
    kept = next((each for each in after_queries.list_reports(delegation_id) if each.id == number), None)
    if kept is None or kept.file is None:
        raise NotFound
    file = open_sealed(kept.file.key, Purpose.VISIT_REPORT, store=present_store())
    response = Response(file.data, mimetype=file.media_type)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = f'inline; filename="visit-{delegation_id}-report-approved.pdf"'
    return response


@after.post("/desk/delegations/<int:delegation_id>/after/agreements")
@requires(Permission.EDIT_DELEGATIONS)
def link_agreement(delegation_id: int) -> ResponseReturnValue:
    """Say that an agreement grew out of this visit."""
    delegation, chosen = own(delegation_id), request.form.get("agreement", "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
        abort(400)
    agreement = agreements.get_seen(present_agreement_reader(), int(chosen))
    return done(
        delegation,
        lambda **who: growing.link_agreement(delegation, agreement, **who),
        _("Saved."),
        INDEX,
        _anchor="agreements",
    )


@after.post("/desk/delegations/<int:delegation_id>/after/agreements/<int:agreement_id>/remove")
@requires(Permission.EDIT_DELEGATIONS)
def unlink_agreement(delegation_id: int, agreement_id: int) -> ResponseReturnValue:
    """It did not grow out of it after all."""
    delegation = own(delegation_id)
    agreement = agreements.get_seen(present_agreement_reader(), agreement_id)
    return done(
        delegation,
        lambda **who: growing.unlink_agreement(delegation, agreement, **who),
        _("Saved."),
        INDEX,
        _anchor="agreements",
    )


def _decide(delegation_id: int, permission: Permission) -> ResponseReturnValue:
    delegation, form = queries.get_delegation(delegation_id), DecisionForm()
    ensure_unit(delegation.unit_id, permission)
    verdict = VERDICTS.get(request.form.get("verb", "")) or abort(400)
    if form.validate():
        try:
            if permission_of(reporting.ensure_waits(delegation)) not in {permission.value, ""}:
                raise NotForYou
            copy = set_paper(report_to_keep(delegation)) if verdict is Verdict.APPROVE else b""
            reason = form.reason.data or ""
            reporting.decide_report(delegation, verdict, reason, copy=copy, **acting(), turn=form.seen)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(SAID[verdict], "success")
            return redirect(url_for(".index", delegation_id=delegation_id, _anchor="report"))
    return page_of(queries.get_delegation(delegation_id), form), form.status
