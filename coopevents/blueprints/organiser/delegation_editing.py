"""Doors that enter a visit for its guests, and change what is said of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from coopevents import unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, requires
from coopevents.blueprints.forms import LongTextField, choices_of
from coopevents.blueprints.listing import asked
from coopevents.blueprints.organiser.delegation_door import acting, delegations, own, page
from coopevents.blueprints.visit_forms import VisitForm
from coopevents.blueprints.visit_partners import find_partner, offered_names
from coopevents.delegations import requesting
from coopevents.delegations.letter_reading import read_letter
from coopevents.i18n import _, _l, localized
from coopevents.partners import queries as partners
from coopevents.refusals import Refusal


class OfficeVisitForm(VisitForm):
    """A visit the office enters: from a letter, a call, or an e-mail pasted in."""

    unit = SelectField(_l("Unit that receives them"), coerce=int, default=0, validate_choice=False)
    letter = LongTextField(
        _l("The e-mail or letter it came by"),
        description=_l("Paste it: address, days, telephone and number of people are read from it where they stand."),
        render_kw={"rows": 6},
    )

    def read_letter(self) -> None:
        """Fill in what the pasted letter says, where nothing was typed yet."""
        read = read_letter(self.letter.data or "")
        said: dict[str, object] = {"contact_name": read.name, "contact_email": read.email, "contact_phone": read.phone}
        said |= {"head_count": read.head_count} if read.head_count else {}
        for (first, last), days in zip(_DAYS, read.days, strict=False):
            said |= {first: days.first, last: days.last}
        for name, value in said.items():
            if value and not self[name].data:
                self[name].data = value


_DAYS = (("days_first", "days_last"), ("other_0_first", "other_0_last"), ("other_1_first", "other_1_last"))


@delegations.route("/desk/delegations/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def create() -> ResponseReturnValue:
    """Enter a visit, by hand or from an e-mail."""
    form = OfficeVisitForm() if request.method == "POST" else OfficeVisitForm.blank(languages=["en"], **_from_address())
    form.offer()
    units = access().units(Permission.EDIT_DELEGATIONS)
    known = [(str(each.id), localized(each.name)) for each in accounts.list_units() if each.id in units]
    form.unit.choices = choices_of(known)
    if _wants_reading():
        form.read_letter()
    elif form.validate_on_submit():
        unit_id = form.unit.data or int(known[0][0])
        ensure_unit(unit_id, Permission.EDIT_DELEGATIONS)
        partner_id = find_partner(unit_id, form.organisation.data or "")
        try:
            delegation = requesting.enter_visit(form.to_details(institution_id=partner_id), unit_id=unit_id, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(number)s is entered.", number=delegation.number), "success")
            return redirect(url_for(".show", delegation_id=delegation.id))
    html = render_template("organiser/delegations/new.html", form=form, institutions=offered_names(units))
    return html, 200 if _wants_reading() else form.status


@delegations.route("/desk/delegations/<int:delegation_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(delegation_id: int) -> ResponseReturnValue:
    """Change what is said of a visit, the days agreed with them included."""
    delegation = own(delegation_id)
    form = VisitForm() if request.method == "POST" else VisitForm.showing(delegation)
    form.offer()
    if form.validate_on_submit():
        partner_id = find_partner(delegation.unit_id, form.organisation.data or "")
        try:
            details = form.to_details(institution_id=partner_id)
            requesting.change_visit(delegation, details, seen=form.seen, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", delegation_id=delegation_id))
    names = offered_names([delegation.unit_id])
    return page("organiser/delegations/edit.html", delegation, form=form, institutions=names), form.status


def _wants_reading() -> bool:
    """Whether the form was only sent to have the pasted letter read; everything typed stays."""
    return request.method == "POST" and "read" in request.form


def _from_address() -> dict[str, str]:
    """The partner the address names, from whose page one comes."""
    number = asked("partner", longest=9)
    if not (number.isascii() and number.isdigit()):
        return {}
    found = partners.list_by_ids([int(number)])
    return {"organisation": localized(found[0].name), "country": found[0].country} if found else {}
