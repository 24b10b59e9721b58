"""Doors to the files about a partner."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.downloads import file_download
from coopevents.blueprints.organiser.partner_door import own, seen
from coopevents.blueprints.organiser.partner_story_forms import DocumentForm
from coopevents.blueprints.organiser.partners import partners
from coopevents.blueprints.uploads import bytes_of
from coopevents.i18n import _
from coopevents.partners import documents, story_queries
from coopevents.refusals import Refusal
from coopevents.storage.documents import name_of

AT = "/desk/partners/<int:institution_id>/documents"


@partners.route(f"{AT}/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def add_document(institution_id: int) -> ResponseReturnValue:
    """Keep a file about the partner."""
    institution, form = own(institution_id), DocumentForm()
    data = bytes_of(form.file.data) if form.is_sent else b""
    if form.validate_on_submit() and not data:
        form.file.errors = [_("Choose a file.")]
    elif form.validate_on_submit():
        try:
            file_name = str(getattr(form.file.data, "filename", "") or "")
            documents.keep_document(
                institution,
                data,
                name=form.name.data or "",
                file_name=file_name,
                now=clock.now(),
                actor=present_actor(),
            )
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            institution = own(institution_id)
        else:
            flash(_("The document is kept."), "success")
            return redirect(url_for(".show", institution_id=institution_id, _anchor="documents"))
    return render_template("organiser/partners/document.html", institution=institution, form=form), form.status


@partners.get(f"{AT}/<int:document_id>")
@requires(Permission.SEE_UNIT)
def document(institution_id: int, document_id: int) -> Response:
    """The file as it was handed in."""
    seen(institution_id)
    found = story_queries.get_document(institution_id, document_id)
    upload = documents.open_document(found)
    return file_download(name_of(found.name, upload.media_type), upload)


@partners.post(f"{AT}/<int:document_id>/remove")
@requires(Permission.EDIT_PARTNERS)
def remove_document(institution_id: int, document_id: int) -> ResponseReturnValue:
    """Erase the file."""
    institution, found = own(institution_id), story_queries.get_document(institution_id, document_id)
    documents.erase_document(institution, found, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The document is erased."), "success")
    return redirect(url_for(".show", institution_id=institution_id, _anchor="documents"))
