"""A delegate's invitation letter: the passport compared by one colleague, the letter issued by another."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DateField
from wtforms.validators import InputRequired, Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import ensure_unit, present_actor, requires
from coopevents.blueprints.forms import Form, OneLineField
from coopevents.blueprints.organiser.delegation_door import page, seen
from coopevents.blueprints.organiser.delegation_people import about, people
from coopevents.blueprints.papers import own_paper, set_paper
from coopevents.blueprints.uploads import present_store
from coopevents.blueprints.visit_letter_sheets import masked_visit_letter, office_said, visit_letter_paper
from coopevents.delegations import delegate_queries
from coopevents.delegations.own_form import LETTER_KEYS
from coopevents.delegations.people_models import Delegate
from coopevents.i18n import _, _l
from coopevents.issuing import visit_letter_queries, visit_letters
from coopevents.issuing.visit_letters import VisitLetterDetails
from coopevents.refusals import NotFound, Refusal


class VerifyForm(Form):
    """That the passport was compared, and what the letter is for."""

    addressee = OneLineField(_l("Embassy or consulate"), validators=[Length(max=300)], render_kw={"maxlength": 300})
    stay_from = DateField(_l("Stay from"), validators=[InputRequired(_l("Choose a day."))])
    stay_until = DateField(_l("Stay until"), validators=[InputRequired(_l("Choose a day."))])
    was_compared = BooleanField(_l("I compared the data with the passport or its scan, and they are the same"))

    def to_details(self) -> VisitLetterDetails:
        """What was said."""
        return VisitLetterDetails(
            addressee=self.addressee.data or "",
            stay_from=self.stay_from.data,
            stay_until=self.stay_until.data,
            was_compared=bool(self.was_compared.data),
        )


class WithdrawForm(Form):
    """Why a letter is withdrawn."""

    reason = OneLineField(_l("Why"), validators=[Length(max=300)], render_kw={"maxlength": 300})


@people.route("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/letter", methods=["GET", "POST"])
@requires(Permission.ISSUE_PAPERS)
def letter(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """How the letter stands; write down that the passport was compared."""
    delegate = _delegate(delegation_id, delegate_id)
    known, visit = visit_letter_queries.find_live(delegate.id), delegate.delegation
    usual = {"stay_from": visit.arrives_on, "stay_until": visit.leaves_on}
    form = VerifyForm(obj=known) if known is not None else VerifyForm(data=usual)
    if form.is_sent and form.validate():
        try:
            visit_letters.verify(delegate, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The passport is verified. A second colleague issues the letter."), "success")
            return redirect(url_for(".letter", delegation_id=delegation_id, delegate_id=delegate_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegate = _delegate(delegation_id, delegate_id)
    return _page(delegate, form, WithdrawForm(formdata=None)), form.status


@people.post("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/letter/issue")
@requires(Permission.ISSUE_PAPERS)
def issue_letter(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """Give the number, set the letter while nobody waits for the database, then let it be out."""
    now, actor = clock.now(), present_actor()
    try:
        visit_letters.give_number(_delegate(delegation_id, delegate_id), now=now, actor=actor)
        unit_of_work.commit()
        with unit_of_work.looking():
            delegate = _delegate(delegation_id, delegate_id)
            known = visit_letter_queries.find_live(delegate.id)
            if known is None:
                raise NotFound
            version, office, paper = (
                known.version,
                office_said(known.unit_id),
                visit_letter_paper(known, delegate, now=now),
            )
        pdf, store = set_paper(paper), present_store()
        delegate = _delegate(delegation_id, delegate_id)
        visit_letters.issue(delegate, version, pdf, office, store=store, now=now, actor=actor)
        unit_of_work.commit()
        flash(_("The letter is issued, and the delegate is told."), "success")
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
    return redirect(url_for(".letter", delegation_id=delegation_id, delegate_id=delegate_id))


@people.post("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/letter/withdraw")
@requires(Permission.ISSUE_PAPERS)
def withdraw_letter(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """Give the letter up, or let it no longer be valid."""
    delegate, form = _delegate(delegation_id, delegate_id), WithdrawForm()
    if form.validate():
        try:
            visit_letters.withdraw(delegate, form.reason.data or "", now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The letter is withdrawn."), "success")
            return redirect(url_for(".letter", delegation_id=delegation_id, delegate_id=delegate_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegate = _delegate(delegation_id, delegate_id)
    return _page(delegate, VerifyForm(formdata=None), form), 422


@people.get("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/letter.png")
@requires(Permission.ISSUE_PAPERS)
def letter_preview(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """A picture of the letter that shows nothing of the passport."""
    delegate = _delegate(delegation_id, delegate_id)
    known = visit_letter_queries.find_live(delegate.id)
    if known is None:
        raise NotFound
    return own_paper(masked_visit_letter(known, delegate, now=known.issued_at or clock.now()), "letter.png")


def _delegate(delegation_id: int, delegate_id: int) -> Delegate:
    delegation = seen(delegation_id)
    ensure_unit(delegation.unit_id, Permission.ISSUE_PAPERS)
    return delegate_queries.get_delegate(delegation.id, delegate_id)


def _page(delegate: Delegate, form: VerifyForm, withdraw: WithdrawForm) -> str:
    known = visit_letter_queries.find_live(delegate.id)
    said: dict[str, Any] = {
        "letter": known,
        "is_complete": set(visit_letters.passport_of(delegate)) == set(LETTER_KEYS),
        "is_as_verified": known is not None and visit_letters.is_as_verified(known, delegate),
        "is_mine": known is not None and known.verified_by_id == present_actor().id,
        "form": form,
        "withdraw": withdraw,
    }
    return page("organiser/delegations/letter.html", delegate.delegation, **said, **about(delegate))
