"""Doors through which a list of institutions comes in: sent, looked at, taken over."""

from functools import cached_property
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, present_actor, requires
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.organiser.partner_words import REASONS, details_rows, filled_rows
from coopevents.blueprints.organiser.partners import partners
from coopevents.blueprints.uploads import bytes_of
from coopevents.i18n import _, _l, ngettext
from coopevents.partners import words
from coopevents.partners.exchange import holding
from coopevents.partners.exchange.plans import Choice, Plan, PlannedRow
from coopevents.partners.exchange.taking import Outcome, take_over
from coopevents.refusals import Refusal

MOST_SHOWN = 300
CHOICES = {
    Choice.SKIP: _l("Leave it out"),
    Choice.FILL: _l("Fill in what is empty"),
    Choice.ADD: _l("Add it all the same"),
}


class ListForm(Form):
    """A file, or a table copied from a spreadsheet."""

    file = FileField(_l("File"), description=_l("An Excel workbook (.xlsx) or a CSV file. Choose it or drop it here."))
    table = LongTextField(
        _l("Or paste a table"),
        [Length(max=500_000)],
        description=_l("Copied from a spreadsheet, with the line of column names on top."),
    )

    @cached_property
    def data_sent(self) -> bytes:
        """The bytes of what was sent, whichever way."""
        return bytes_of(self.file.data) or (self.table.data or "").encode()


@partners.route("/desk/partners/import", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def send() -> ResponseReturnValue:
    """Hold a list to be looked at; nothing is taken over yet."""
    form = ListForm()
    if form.is_sent and not form.data_sent:
        form.file.errors = [_("Choose a file, or paste a table.")]
    elif form.validate_on_submit():
        try:
            held = holding.hold_list(
                form.data_sent,
                name=str(getattr(form.file.data, "filename", "") or ""),
                unit_id=min(_units()),
                user_id=access().user_id,
                now=clock.now(),
            )
            token = held.token
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            return redirect(url_for(".look", held=token))
    return render_template("organiser/partners/import.html", form=form), form.status


@partners.get("/desk/partners/import/<held>")
@requires(Permission.EDIT_PARTNERS)
def look(held: str) -> ResponseReturnValue:
    """What taking the list over would do, row by row."""
    kept = holding.get_held(held, user_id=access().user_id)
    plan = holding.plan_for(kept.data, _units())
    return render_template(
        "organiser/partners/look.html",
        held=kept,
        plan=plan,
        most=MOST_SHOWN,
        choices=CHOICES,
        reasons=REASONS,
        kinds=words.KINDS,
        rows_of=details_rows,
        fills_of=lambda each: filled_rows(_target_of(plan, each), each),
        known_of=lambda each: plan.known.get(each.like.one.key),
        row_of=lambda each: plan.row_number(-each.like.one.key),
    )


@partners.post("/desk/partners/import/<held>")
@requires(Permission.EDIT_PARTNERS)
def take(held: str) -> ResponseReturnValue:
    """Take over what was looked at; when the register changed since, it is looked at anew."""
    kept = holding.get_held(held, user_id=access().user_id)
    again = redirect(url_for(".look", held=held))
    accounts.lock_units(_units())
    plan = holding.plan_for(kept.data, _units())
    if request.form.get("mark") != plan.mark:
        unit_of_work.discard()
        flash(_("The register changed in the meantime. This is what the list would do now."), "warning")
        return again
    try:
        outcome = take_over(plan, _choices(plan), unit_id=kept.unit_id, now=clock.now(), actor=present_actor())
        holding.let_go(kept)
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
        return again
    flash(_told(outcome), "success")
    return redirect(url_for(".index"))


def _units() -> frozenset[int]:
    return access().units(Permission.EDIT_PARTNERS)


def _choices(plan: Plan) -> dict[int, Choice]:
    given = {each.row: request.form.get(f"row-{each.row}", "") for each in plan.rows}
    return {row: Choice(said) for row, said in given.items() if said in set(Choice)}


def _target_of(plan: Plan, planned: PlannedRow) -> Any:
    key = planned.like.one.key if planned.like is not None else 0
    if key in plan.known:
        return plan.known[key].details
    row = plan.row_number(-key)
    return row.read.details if row is not None else None


def _told(outcome: Outcome) -> str:
    added, filled, left = len(outcome.added), len(outcome.filled), len(outcome.left)
    parts = [
        ngettext("%(num)s institution added", "%(num)s institutions added", added) if added else "",
        ngettext("%(num)s filled in", "%(num)s filled in", filled) if filled else "",
        ngettext("%(num)s row left out", "%(num)s rows left out", left) if left else "",
    ]
    said = str(_(", ")).join(filter(None, parts))
    return f"{said}." if said else _("There was nothing to change.")
