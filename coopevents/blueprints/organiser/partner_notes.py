"""Doors to the notes about a partner, and to what is to be followed up."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.models import User
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, present_actor, requires
from coopevents.blueprints.organiser.partner_door import own
from coopevents.blueprints.organiser.partner_story_forms import NoteForm
from coopevents.blueprints.organiser.partners import partners
from coopevents.i18n import _
from coopevents.partners import notes, story_queries
from coopevents.partners.models import Institution
from coopevents.refusals import Refusal

AT = "/desk/partners/<int:institution_id>/notes"


@partners.route(f"{AT}/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def write_note(institution_id: int) -> ResponseReturnValue:
    """Write something down, perhaps to be followed up."""
    institution = own(institution_id)
    form = NoteForm(owners=_owners(institution))
    if form.validate_on_submit():
        try:
            notes.write_note(institution, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            institution = own(institution_id)
        else:
            flash(_("The note is kept."), "success")
            return _back(institution_id)
    return render_template("organiser/partners/note.html", institution=institution, form=form, note=None), form.status


@partners.route(f"{AT}/<int:note_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def edit_note(institution_id: int, note_id: int) -> ResponseReturnValue:
    """Other words, another day, another owner."""
    institution, note = own(institution_id), story_queries.get_note(institution_id, note_id)
    owners = _owners(institution)
    form = NoteForm(owners=owners) if request.method == "POST" else NoteForm.showing(note, owners)
    if form.validate_on_submit():
        try:
            notes.change_note(note, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            institution, note = own(institution_id), story_queries.get_note(institution_id, note_id)
        else:
            flash(_("Saved."), "success")
            return _back(institution_id)
    return render_template("organiser/partners/note.html", institution=institution, form=form, note=note), form.status


@partners.post(f"{AT}/<int:note_id>/<any(done, reopen):turn>")
@requires(Permission.EDIT_PARTNERS)
def settle_note(institution_id: int, note_id: int, turn: str) -> ResponseReturnValue:
    """It is done, or it is not after all."""
    own(institution_id)
    note, settle = story_queries.get_note(institution_id, note_id), notes.finish if turn == "done" else notes.reopen
    settle(note, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("Done.") if turn == "done" else _("It is open again."), "success")
    return _back(institution_id)


@partners.post(f"{AT}/<int:note_id>/remove")
@requires(Permission.EDIT_PARTNERS)
def remove_note(institution_id: int, note_id: int) -> ResponseReturnValue:
    """Keep nothing of it."""
    own(institution_id)
    notes.remove_note(story_queries.get_note(institution_id, note_id), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The note is removed."), "success")
    return _back(institution_id)


def _owners(institution: Institution) -> list[User]:
    """Colleagues of the unit and of those above it: the reader first, the others by name."""
    grants = accounts.list_grants("unit", lineage(institution.unit_id, access().parents))
    known = {each.user.id: each.user for each in grants if each.user.is_enabled}
    return sorted(known.values(), key=lambda each: (each.id != access().user_id, each.name.casefold()))


def _back(institution_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", institution_id=institution_id, _anchor="notes"))
