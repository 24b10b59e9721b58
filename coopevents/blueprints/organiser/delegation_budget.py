"""Doors to what a visit is to cost, what it cost, and the receipts that prove it."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.downloads import csv_download, file_download, xlsx_download
from coopevents.blueprints.organiser.delegation_door import acting, done, own, page, seen
from coopevents.blueprints.organiser.gift_forms import BudgetForm, ReceiptForm
from coopevents.blueprints.organiser.preparation_parts import parts_of
from coopevents.blueprints.uploads import bytes_of
from coopevents.delegations import budget, budget_queries, gift_tables, gift_words, receipt_queries, receipts
from coopevents.delegations.budget_models import BudgetLine
from coopevents.delegations.models import Delegation
from coopevents.i18n import _
from coopevents.refusals import Refusal

visit_budget = Blueprint("organiser_delegation_budget", __name__)


@visit_budget.get("/desk/delegations/<int:delegation_id>/preparation/budget")
@requires(Permission.SEE_UNIT)
def index(delegation_id: int) -> ResponseReturnValue:
    """Line by line, and what it comes to by who pays."""
    delegation = seen(delegation_id)
    lines, proofs = budget_queries.list_lines(delegation.id), receipt_queries.map_receipts(delegation.id)
    return page(
        "organiser/delegations/budget.html",
        delegation,
        parts=parts_of(delegation),
        lines=lines,
        proofs=proofs,
        unproven=receipts.without_receipt(lines, proofs),
        totals=budget.totals(lines),
        gift_words=gift_words,
        may_write=Permission.EDIT_DELEGATIONS in access().for_unit(delegation.unit_id),
    )


@visit_budget.get("/desk/delegations/<int:delegation_id>/preparation/budget/export.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export(delegation_id: int, ending: str) -> ResponseReturnValue:
    """The lines as a table for spreadsheets."""
    known = receipt_queries.map_receipts(seen(delegation_id).id)
    lines = gift_tables.budget_lines(budget_queries.list_lines(delegation_id), known)
    send = csv_download if ending == "csv" else xlsx_download
    return send("budget", gift_tables.budget_headings(), lines)


@visit_budget.route("/desk/delegations/<int:delegation_id>/preparation/budget/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def create(delegation_id: int) -> ResponseReturnValue:
    """One more thing that costs."""
    return _form(own(delegation_id), None, BudgetForm())


@visit_budget.route("/desk/delegations/<int:delegation_id>/preparation/budget/<int:cost_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(delegation_id: int, cost_id: int) -> ResponseReturnValue:
    """Say anew what is planned, or what was spent."""
    delegation = own(delegation_id)
    line = budget_queries.get_line(delegation.id, cost_id)
    return _form(delegation, line, BudgetForm() if request.method == "POST" else BudgetForm.showing(line))


@visit_budget.post("/desk/delegations/<int:delegation_id>/preparation/budget/<int:cost_id>/remove")
@requires(Permission.EDIT_DELEGATIONS)
def remove(delegation_id: int, cost_id: int) -> ResponseReturnValue:
    """It costs nothing after all."""
    delegation = own(delegation_id)
    line = budget_queries.get_line(delegation.id, cost_id)
    words = _("The line is removed.")
    return done(delegation, lambda **who: budget.remove_line(line, **who), words, "organiser_delegation_budget.index")


@visit_budget.post("/desk/delegations/<int:delegation_id>/preparation/budget/<int:cost_id>/receipts")
@requires(Permission.EDIT_DELEGATIONS)
def add_receipt(delegation_id: int, cost_id: int) -> ResponseReturnValue:
    """Hand in a receipt for a line."""
    delegation, form = own(delegation_id), ReceiptForm()
    line = budget_queries.get_line(delegation.id, cost_id)
    try:
        upload = receipts.read_receipt(bytes_of(form.file.data))
        receipts.add_receipt(line, str(form.file.data.filename or ""), upload, **acting())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        form.show_refusal(refusal)
        line = budget_queries.get_line(delegation_id, cost_id)
        return _line_page(own(delegation_id), line, BudgetForm.showing(line), form), form.status
    flash(_("The receipt is kept."), "success")
    return redirect(url_for(".edit", delegation_id=delegation_id, cost_id=cost_id, _anchor="receipts"))


@visit_budget.get("/desk/delegations/<int:delegation_id>/preparation/budget/<int:cost_id>/receipts/<int:receipt_id>")
@requires(Permission.SEE_UNIT)
def receipt(delegation_id: int, cost_id: int, receipt_id: int) -> ResponseReturnValue:
    """A receipt as it was handed in, for who may see the budget."""
    line = budget_queries.get_line(seen(delegation_id).id, cost_id)
    found = receipt_queries.get_receipt(line, receipt_id)
    return file_download(found.name, receipts.open_receipt(found))


@visit_budget.post(
    "/desk/delegations/<int:delegation_id>/preparation/budget/<int:cost_id>/receipts/<int:receipt_id>/remove"
)
@requires(Permission.EDIT_DELEGATIONS)
def remove_receipt(delegation_id: int, cost_id: int, receipt_id: int) -> ResponseReturnValue:
    """It belongs elsewhere."""
    delegation = own(delegation_id)
    found = receipt_queries.get_receipt(budget_queries.get_line(delegation.id, cost_id), receipt_id)
    return done(
        delegation,
        lambda **who: receipts.remove_receipt(found, **who),
        _("The receipt is removed."),
        "organiser_delegation_budget.edit",
        cost_id=cost_id,
        _anchor="receipts",
    )


def _form(delegation: Delegation, line: BudgetLine | None, form: BudgetForm) -> ResponseReturnValue:
    delegation_id, cost_id = delegation.id, line.id if line else None
    if form.is_sent and form.validate():
        try:
            budget.write_line(line or budget.line_for(delegation), form.to_details(), **acting())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
            line = budget_queries.get_line(delegation_id, cost_id) if cost_id else None
    return _line_page(delegation, line, form), form.status


def _line_page(
    delegation: Delegation, line: BudgetLine | None, form: BudgetForm, receipt_form: ReceiptForm | None = None
) -> str:
    return page(
        "organiser/delegations/budget_line.html",
        delegation,
        form=form,
        line=line,
        receipt_form=receipt_form or ReceiptForm(formdata=None),
        receipts=receipt_queries.list_receipts(line.id) if line else [],
    )
