"""Doors through which a request turns: taken up, handed on, asked back, submitted, decided, postponed, ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString
from wtforms import SelectField
from wtforms.validators import Length

from coopevents import unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.organiser.delegation_door import acting, delegations, done, own, page
from coopevents.delegations import calling_off, deciding, triage
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import MAY_BE_POSTPONED, UNDECIDED, VisitState
from coopevents.i18n import _, _l, localized
from coopevents.refusals import Refusal


class TurnForm(Form):
    """Why, to whom, or what is asked: each way takes the fields it needs."""

    unit = SelectField(_l("Unit"), coerce=int, default=0)
    to = OneLineField(_l("Whom they should turn to"), [Length(max=300)])
    question = LongTextField(
        _l("Your question"), [Length(max=4000)], description=_l("They are told by e-mail and answer on their page."),
        render_kw={"rows": 4},
    )  # fmt: skip
    reason = LongTextField(
        _l("Reason"), [Length(max=4000)], description=_l("The requester reads it."), render_kw={"rows": 4}
    )


@dataclass(frozen=True)
class Turn:
    """One way a visit may take, as its page says it."""

    title: LazyString
    consequence: LazyString
    verb: LazyString
    done: LazyString
    fields: frozenset[str]
    states: frozenset[VisitState]
    deed: Callable[..., Any]
    is_dangerous: bool = False


def _hand_on(delegation: Delegation, form: TurnForm, **who: Any) -> None:
    triage.hand_on(delegation, form.unit.data, **who)


def _ask(delegation: Delegation, form: TurnForm, **who: Any) -> None:
    triage.ask_back(delegation, form.question.data or "", **who)


def _redirect(delegation: Delegation, form: TurnForm, **who: Any) -> None:
    deciding.redirect_visit(delegation, form.to.data or "", form.reason.data or "", **who)


def _decline(delegation: Delegation, form: TurnForm, **who: Any) -> None:
    deciding.decline_visit(delegation, form.reason.data or "", **who)


def _postpone(delegation: Delegation, form: TurnForm, **who: Any) -> None:
    calling_off.postpone_visit(delegation, form.reason.data or "", **who)


def _cancel(delegation: Delegation, form: TurnForm, **who: Any) -> None:
    calling_off.cancel_visit(delegation, form.reason.data or "", **who)


TAKEN_UP = UNDECIDED - {VisitState.REQUESTED}
"""Somebody looks after the request, and nobody has decided yet."""

TURNS = {
    "hand-on": Turn(
        _l("Hand the request to another unit"),
        _l("That unit takes it up itself; the number stays, and the requester’s link goes on working."),
        _l("Hand it on"),
        _l("Handed on. The unit finds it in its list."),
        frozenset({"unit"}),
        frozenset({VisitState.REQUESTED, VisitState.TRIAGE}),
        _hand_on,
    ),
    "ask": Turn(
        _l("Ask the requester"),
        _l("The request waits for the answer and then goes on where it was."),
        _l("Send the question"),
        _l("The question is on its way."),
        frozenset({"question"}),
        TAKEN_UP,
        _ask,
    ),
    "redirect": Turn(
        _l("Send them to somebody else"),
        _l("They get a letter that names whom to turn to. This cannot be undone."),
        _l("Send them there"),
        _l("They are told whom to turn to."),
        frozenset({"to", "reason"}),
        TAKEN_UP,
        _redirect,
        is_dangerous=True,
    ),
    "decline": Turn(
        _l("Refuse the visit"),
        _l("They get a letter with your reason. This cannot be undone."),
        _l("Refuse the visit"),
        _l("The visit is refused, and they are told."),
        frozenset({"reason"}),
        TAKEN_UP,
        _decline,
        is_dangerous=True,
    ),
    "postpone": Turn(
        _l("Postpone the visit"),
        _l("Everything is kept, and it goes on where it was when you take it up again."),
        _l("Postpone it"),
        _l("The visit is postponed, and they are told."),
        frozenset({"reason"}),
        MAY_BE_POSTPONED,
        _postpone,
    ),
    "cancel": Turn(
        _l("Call the visit off"),
        _l("Everybody concerned is told. This cannot be undone."),
        _l("Call it off"),
        _l("The visit is called off."),
        frozenset({"reason"}),
        MAY_BE_POSTPONED | {VisitState.POSTPONED, VisitState.ON_SITE},
        _cancel,
        is_dangerous=True,
    ),
}


@delegations.route("/desk/delegations/<int:delegation_id>/turn/<turning>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def turn(delegation_id: int, turning: str) -> ResponseReturnValue:
    """Name the consequence, ask for what is needed, then do it."""
    delegation, way = own(delegation_id), TURNS.get(turning) or abort(404)
    form = TurnForm()
    for name in ("unit", "to", "question", "reason"):
        if name not in way.fields:
            del form[name]
    if "unit" in way.fields:
        form.unit.choices = choices_of(_other_units(delegation))
    if form.validate_on_submit():
        try:
            way.deed(delegation, form, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
        else:
            flash(way.done, "success")
            return redirect(_after(turning, delegation_id))
    elif delegation.state not in way.states and not form.is_sent:
        abort(404)
    return page("organiser/delegations/turn.html", delegation, form=form, turning=way), form.status


@delegations.post("/desk/delegations/<int:delegation_id>/take-up")
@requires(Permission.EDIT_DELEGATIONS)
def take_up(delegation_id: int) -> ResponseReturnValue:
    """Look after the request."""
    delegation = own(delegation_id)
    return done(delegation, lambda **who: triage.take_up(delegation, **who), _("You look after this visit now."))


@delegations.post("/desk/delegations/<int:delegation_id>/submit")
@requires(Permission.EDIT_DELEGATIONS)
def submit(delegation_id: int) -> ResponseReturnValue:
    """Let the stages of its level decide."""
    delegation = own(delegation_id)
    return done(delegation, lambda **who: deciding.submit_visit(delegation, **who), _("Submitted for approval."))


@delegations.post("/desk/delegations/<int:delegation_id>/resume")
@requires(Permission.EDIT_DELEGATIONS)
def resume(delegation_id: int) -> ResponseReturnValue:
    """Let a postponed visit go on where it was."""
    delegation = own(delegation_id)
    return done(delegation, lambda **who: calling_off.resume_visit(delegation, **who), _("The visit goes on."))


def _after(turning: str, delegation_id: int) -> str:
    """Where to next: who handed it on may not know it any more."""
    if turning == "hand-on":
        return url_for(".index")
    return url_for(".show", delegation_id=delegation_id)


def _other_units(delegation: Delegation) -> list[tuple[str, str]]:
    return [(str(each.id), localized(each.name)) for each in accounts.list_units() if each.id != delegation.unit_id]
