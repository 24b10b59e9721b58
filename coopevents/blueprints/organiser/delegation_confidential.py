"""A delegate's confidential answers at the desk: told of by name, shown once to who says why; erasing at their wish."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import ensure_unit, present_actor, requires
from coopevents.blueprints.answer_words import answer_text
from coopevents.blueprints.downloads import file_download
from coopevents.blueprints.forms import Form, OneLineField
from coopevents.blueprints.organiser.confidential import RevealForm
from coopevents.blueprints.organiser.delegation_door import own, page, seen
from coopevents.blueprints.organiser.delegation_people import about, people
from coopevents.delegations import confidential, delegate_queries, people_erasing
from coopevents.delegations.people_models import Delegate
from coopevents.forms.fields import UPLOADS
from coopevents.i18n import _, _l, current_language
from coopevents.refusals import NotFound, Refusal
from coopevents.storage.sealed_files import Purpose


class EraseDelegateForm(Form):
    """Why a delegate is erased."""

    reason = OneLineField(_l("Why"), validators=[Length(max=300)], render_kw={"maxlength": 300, "autocomplete": "off"})


@people.route("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/confidential", methods=["GET", "POST"])
@requires(Permission.REVEAL_ANSWERS)
def reveal(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """Ask what is needed and why; then show it, in this one answer and nowhere else."""
    delegate = _revealable(delegation_id, delegate_id)
    known = confidential.list_protected(delegate)
    form = RevealForm.showing(each.question for each in known if each.erased_on is None)
    if form.is_sent and form.validate():
        try:
            keys, reason, language = form.keys.data or [], form.reason.data or "", current_language()
            found = confidential.reveal(delegate, keys, reason, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            delegate = _revealable(delegation_id, delegate_id)
            return page(
                "organiser/delegations/revealed.html",
                delegate.delegation,
                reason=reason,
                answers=[
                    (q.label.in_language(language), answer_text(q, value, language))
                    for q, value in found
                    if q.type not in UPLOADS
                ],
                files=[(q.key, q.label.in_language(language)) for q, _value in found if q.type in UPLOADS],
                **about(delegate),
            )
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegate = _revealable(delegation_id, delegate_id)
    said = {"form": form, **about(delegate)}
    return page("organiser/delegations/confidential.html", delegate.delegation, **said), form.status


@people.post("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/confidential/<key>")
@requires(Permission.REVEAL_ANSWERS)
def reveal_file(delegation_id: int, delegate_id: int, key: str) -> ResponseReturnValue:
    """Hand out a confidential file, for the reason given."""
    delegate = _revealable(delegation_id, delegate_id)
    name, upload = confidential.open_file(delegate, key, Purpose.REVEALED)
    confidential.reveal(delegate, [key], request.form.get("reason", ""), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    return file_download(name, upload)


@people.get("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/portrait")
@requires(Permission.SEE_UNIT)
def portrait(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """The photograph a delegate handed in."""
    delegate = delegate_queries.get_delegate(seen(delegation_id).id, delegate_id)
    if not delegate.photo:
        raise NotFound
    name, upload = confidential.open_file(delegate, "portrait", Purpose.COLLEAGUE)
    return file_download(name, upload)


@people.route("/desk/delegations/<int:delegation_id>/people/<int:delegate_id>/erase", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def erase(delegation_id: int, delegate_id: int) -> ResponseReturnValue:
    """Ask why; then erase everything about a delegate."""
    delegation = own(delegation_id)
    delegate, form = delegate_queries.get_delegate(delegation.id, delegate_id), EraseDelegateForm()
    form.reason.flags.required = True
    if form.is_sent and form.validate():
        try:
            reason = form.reason.data or ""
            people_erasing.erase_delegate(delegate, now=clock.now(), actor=present_actor(), reason=reason)
            unit_of_work.commit()
            flash(_("Everything about this delegate is erased."), "success")
            return redirect(url_for(".index", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
            delegate = delegate_queries.get_delegate(delegation.id, delegate_id)
    return page("organiser/delegations/person_erase.html", delegation, form=form, **about(delegate)), form.status


def _revealable(delegation_id: int, delegate_id: int) -> Delegate:
    delegation = seen(delegation_id)
    ensure_unit(delegation.unit_id, Permission.REVEAL_ANSWERS)
    return delegate_queries.get_delegate(delegation.id, delegate_id)
