"""Doors to the contacts at a partner."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.organiser.partner_door import own
from coopevents.blueprints.organiser.partner_story_forms import ContactForm, name_of
from coopevents.blueprints.organiser.partners import partners
from coopevents.i18n import _
from coopevents.partners import contacts, story_queries
from coopevents.people import queries as people
from coopevents.refusals import Refusal

AT = "/desk/partners/<int:institution_id>/contacts"


@partners.route(f"{AT}/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def add_contact(institution_id: int) -> ResponseReturnValue:
    """Somebody of the register, or somebody who comes into it, has a role there."""
    institution, form = own(institution_id), ContactForm()
    form.offer(people.list_people_of_institution(institution_id))
    if form.validate_on_submit():
        try:
            contacts.add_contact(institution, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            institution = own(institution_id)
        else:
            flash(_("The contact is added."), "success")
            return redirect(url_for(".show", institution_id=institution_id, _anchor="people"))
    page = render_template("organiser/partners/contact.html", institution=institution, form=form, contact=None)
    return page, form.status


@partners.route(f"{AT}/<int:contact_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def edit_contact(institution_id: int, contact_id: int) -> ResponseReturnValue:
    """Another role or note, or the day on which it ends."""
    institution = own(institution_id)
    contact = story_queries.get_contact(institution_id, contact_id)
    form = ContactForm.showing(contact)
    form = ContactForm() if form.is_sent else form
    form.offer([contact.person])
    if form.validate_on_submit():
        try:
            contacts.change_contact(institution, contact, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            institution, contact = own(institution_id), story_queries.get_contact(institution_id, contact_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", institution_id=institution_id, _anchor="people"))
    page = render_template(
        "organiser/partners/contact.html",
        institution=institution,
        form=form,
        contact=contact,
        name=name_of(contact.person),
    )
    return page, form.status


@partners.post(f"{AT}/<int:contact_id>/remove")
@requires(Permission.EDIT_PARTNERS)
def remove_contact(institution_id: int, contact_id: int) -> ResponseReturnValue:
    """It was a mistake; the person stays in the register."""
    institution, contact = own(institution_id), story_queries.get_contact(institution_id, contact_id)
    contacts.remove_contact(institution, contact, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The contact is removed; the person stays in the list of people."), "success")
    return redirect(url_for(".show", institution_id=institution_id, _anchor="people"))
