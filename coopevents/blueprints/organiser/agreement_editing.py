"""Doors that propose an agreement and change what is said of it."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import GRANTS, Permission
from coopevents.agreements import service
from coopevents.agreements.models import Agreement
from coopevents.agreements.rules import PartnerIsMissing
from coopevents.agreements.states import DRAFTING
from coopevents.blueprints.access import access, ensure_unit, requires
from coopevents.blueprints.listing import asked
from coopevents.blueprints.organiser.agreement_door import acting, agreements, own
from coopevents.blueprints.organiser.agreement_forms import AgreementForm
from coopevents.blueprints.organiser.delegation_door import own as own_visit
from coopevents.delegations import growing
from coopevents.delegations.models import Delegation
from coopevents.i18n import _, localized
from coopevents.partners import queries as partners
from coopevents.refusals import Refusal


@agreements.route("/desk/agreements/new", methods=["GET", "POST"])
@requires(Permission.EDIT_AGREEMENTS)
def create() -> ResponseReturnValue:
    """Propose an agreement; one that grows out of the visit named in the address is linked with it."""
    visit = _visit()
    form = AgreementForm() if request.method == "POST" else _blank()
    known = _offer(form)
    if not _wants_rows() and form.validate_on_submit():
        unit_id = form.unit.data or min(access().units(Permission.EDIT_AGREEMENTS))
        ensure_unit(unit_id, Permission.EDIT_AGREEMENTS)
        try:
            agreement = service.propose_agreement(form.to_details(known), unit_id=unit_id, **acting())
            if visit is not None:
                growing.link_agreement(visit, agreement, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            _show_refusal(form, refusal)
        else:
            words = _("%(number)s is proposed. Now name who signs, and add the text.", number=agreement.number)
            flash(words, "success")
            return redirect(url_for(".show", agreement_id=agreement.id))
    return _page(form, None)


@agreements.route("/desk/agreements/<int:agreement_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_AGREEMENTS)
def edit(agreement_id: int) -> ResponseReturnValue:
    """Change what is said of an agreement; what the frozen text says stays."""
    agreement = own(agreement_id)
    form = AgreementForm() if request.method == "POST" else AgreementForm.showing(agreement)
    known = _offer(form, agreement)
    if agreement.state not in DRAFTING:
        form.keep_frozen()
    if not _wants_rows() and form.validate_on_submit():
        try:
            details = form.to_details(known, service.as_details(agreement))
            service.change_agreement(agreement, details, **acting(), seen=form.expected_version)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            _show_refusal(form, refusal)
            agreement = own(agreement_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", agreement_id=agreement_id))
    return _page(form, agreement)


def _page(form: AgreementForm, agreement: Agreement | None) -> tuple[str, int]:
    html = render_template("organiser/agreements/form.html", form=form, agreement=agreement)
    return html, 200 if _wants_rows() else form.status


def _blank() -> AgreementForm:
    """A new form; the partner named in the address is chosen already."""
    said: dict[str, Any] = {"responsible": str(access().user_id), "languages": ["en", "zh_Hans_CN"]}
    partner = asked("partner", longest=9)
    return AgreementForm(data={**said, "partners": [{"partner": partner}] if partner.isascii() else []})


def _visit() -> Delegation | None:
    """The visit named in the address, which the colleague looks after."""
    number = asked("visit", longest=9)
    return own_visit(int(number)) if number.isascii() and number.isdigit() else None


def _wants_rows() -> bool:
    """Whether the form was only sent for more rows; everything typed stays."""
    return request.method == "POST" and "more" in request.form


def _show_refusal(form: AgreementForm, refusal: Refusal) -> None:
    if isinstance(refusal, PartnerIsMissing) and "partners" in form:
        form.show_partner_refusal(str(refusal))
        form.refused_with = 422
    else:
        form.show_refusal(refusal)


def _offer(form: AgreementForm, agreement: Agreement | None = None) -> dict[str, str]:
    """Let partners, units and colleagues be chosen; returns the partners, by id as it stands in the form."""
    mine = access().units(Permission.EDIT_AGREEMENTS) or abort(403)
    near = {above for each in mine for above in lineage(each, access().parents)}
    found = partners.list_institutions(access().units(Permission.SEE_UNIT) | near)
    known = {str(each.id): localized(each.name) for each in found}
    if agreement is not None:
        known |= {str(each.institution_id): localized(each.institution.name) for each in agreement.parties}
    units = {unit.id: localized(unit.name) for unit in accounts.list_units()}
    about = [agreement.unit_id] if agreement is not None else sorted(mine)
    form.offer(
        partners=sorted(known.items(), key=lambda each: each[1].casefold()),
        units=[(str(each), units[each]) for each in sorted(mine)],
        all_units=[(str(each), name) for each, name in units.items() if _is_ours(each, about)],
        colleagues=[(str(each), name) for each, name in colleagues_of(about).items()],
    )
    return known


def _is_ours(unit_id: int, about: list[int]) -> bool:
    """Whether the unit lies in the same university as one of these."""
    top = {lineage(each, access().parents)[-1] for each in about}
    return lineage(unit_id, access().parents)[-1] in top


def colleagues_of(unit_ids: list[int]) -> dict[int, str]:
    """Who may see agreements of these units, by id, in the order of their names."""
    path = {above for each in unit_ids for above in lineage(each, access().parents)}
    able = [each.user for each in accounts.list_grants("unit", path) if Permission.SEE_UNIT in GRANTS[each.role]]
    return {user.id: user.name for user in able if user.is_enabled}
