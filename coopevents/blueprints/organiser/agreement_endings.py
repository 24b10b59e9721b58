"""Doors through which an agreement goes on or ends: renewed, amended, terminated, abandoned, its text given up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString
from wtforms import DateField
from wtforms.validators import InputRequired, Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.agreements import approving, endings
from coopevents.agreements.models import Agreement
from coopevents.agreements.numbering import day_of
from coopevents.agreements.states import HOLDING, PREPARED, UNSIGNED, AgreementState, Succession
from coopevents.blueprints.access import requires
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.organiser.agreement_door import acting, agreements, own
from coopevents.blueprints.organiser.agreement_page import refused_on_page
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal


class EndingForm(Form):
    """Why, and for a termination on which day."""

    ended_on = DateField(_l("It ends on"), [InputRequired(_l("Write the day on which it ends."))])
    reason = LongTextField(
        _l("Reason"), [Length(max=2000)], description=_l("It stays in the history."), render_kw={"rows": 4}
    )


@dataclass(frozen=True)
class Ending:
    """One way to end something, as its page says it."""

    title: LazyString
    consequence: LazyString
    verb: LazyString
    done: LazyString
    states: frozenset[AgreementState]
    deed: Callable[..., Any]


def _terminate(agreement: Agreement, form: EndingForm, **who: Any) -> None:
    ends_on: date = form.ended_on.data
    endings.terminate(agreement, ends_on, form.reason.data or "", **who)


def _abandon(agreement: Agreement, form: EndingForm, **who: Any) -> None:
    endings.abandon(agreement, form.reason.data or "", **who)


def _give_up(agreement: Agreement, form: EndingForm, **who: Any) -> None:
    approving.give_text_up(agreement, form.reason.data or "", **who)


ENDINGS = {
    "terminate": Ending(
        _l("Terminate the agreement"),
        _l("It holds until the day you write and is over then. Reminders of its end stop. This cannot be undone."),
        _l("Terminate it"),
        _l("The termination is recorded."),
        HOLDING,
        _terminate,
    ),
    "abandon": Ending(
        _l("Abandon the agreement"),
        _l("Nothing more happens to it. Its documents and its history stay to be read. This cannot be undone."),
        _l("Abandon it"),
        _l("The agreement is abandoned."),
        UNSIGNED,
        _abandon,
    ),
    "give-up-text": Ending(
        _l("Give the frozen text up"),
        _l("The text goes through legal review and is frozen once more. The files frozen so far stay to be read."),
        _l("Give the text up"),
        _l("The frozen text is given up. Add the new one, then hand it to legal review."),
        PREPARED,
        _give_up,
    ),
}


@agreements.route("/desk/agreements/<int:agreement_id>/end/<way>", methods=["GET", "POST"])
@requires(Permission.EDIT_AGREEMENTS)
def end(agreement_id: int, way: str) -> ResponseReturnValue:
    """Name the consequence, ask for the reason, then end it."""
    agreement, ending = own(agreement_id), ENDINGS.get(way) or abort(404)
    form = EndingForm(data={"ended_on": day_of(clock.now())})
    if way != "terminate":
        del form.ended_on
    if form.validate_on_submit():
        try:
            ending.deed(agreement, form, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            agreement = own(agreement_id)
        else:
            flash(ending.done, "success")
            return redirect(url_for(".show", agreement_id=agreement_id))
    elif agreement.state not in ending.states and not form.is_sent:
        abort(404)
    html = render_template("organiser/agreements/end.html", form=form, agreement=agreement, ending=ending)
    return html, form.status


@agreements.post("/desk/agreements/<int:agreement_id>/renew")
@requires(Permission.EDIT_AGREEMENTS)
def renew(agreement_id: int) -> ResponseReturnValue:
    """A proposal that renews it, with everything copied but its days and signatures."""
    return _succeed(agreement_id, Succession.RENEWAL)


@agreements.post("/desk/agreements/<int:agreement_id>/amend")
@requires(Permission.EDIT_AGREEMENTS)
def amend(agreement_id: int) -> ResponseReturnValue:
    """A proposal that amends it."""
    return _succeed(agreement_id, Succession.AMENDMENT)


def _succeed(agreement_id: int, succession: Succession) -> ResponseReturnValue:
    agreement = own(agreement_id)
    try:
        new = endings.succeed(agreement, succession, **acting())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        return refused_on_page(agreement_id, refusal)
    flash(
        _("%(number)s is proposed, with everything copied but its days. Look at what changes.", number=new.number),
        "success",
    )
    return redirect(url_for(".edit", agreement_id=new.id))
