"""Doors to the documents of an agreement: versions added and read, the final text frozen, checked, given up."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.agreements import documents, freezing, queries
from coopevents.agreements.models import Agreement
from coopevents.blueprints.access import requires
from coopevents.blueprints.downloads import file_download
from coopevents.blueprints.organiser.agreement_document_form import DocumentForm
from coopevents.blueprints.organiser.agreement_door import acting, agreements, done, own, seen
from coopevents.blueprints.organiser.agreement_page import page_of, refused_on_page
from coopevents.blueprints.uploads import bytes_of
from coopevents.i18n import _, ngettext
from coopevents.refusals import Refusal


@agreements.post("/desk/agreements/<int:agreement_id>/documents")
@requires(Permission.EDIT_AGREEMENTS)
def add_document(agreement_id: int) -> ResponseReturnValue:
    """Add the next version of a document."""
    agreement, form = own(agreement_id), DocumentForm()
    form.offer(agreement)
    if form.validate():
        try:
            details = form.to_details(str(getattr(form.file.data, "filename", "") or ""))
            upload = documents.read_document(bytes_of(form.file.data))
            document = documents.add_document(agreement, details, upload, **acting())
            number = document.number
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            return page_of(seen(agreement_id), document=form), refusal.status
        flash(_("Version %(number)s is added.", number=number), "success")
        return redirect(url_for(".show", agreement_id=agreement_id, _anchor="documents"))
    return page_of(seen(agreement_id), document=form), 422


@agreements.get("/desk/agreements/<int:agreement_id>/documents/<int:document_id>")
@requires(Permission.SEE_UNIT)
def document(agreement_id: int, document_id: int) -> Response | ResponseReturnValue:
    """The file as it was added; refused when its bytes are not those any more."""
    agreement = seen(agreement_id)
    found = queries.get_document(agreement_id, document_id)
    try:
        upload = documents.open_document(found)
    except documents.DocumentIsDamaged as refusal:
        return refused_on_page(agreement_id, refusal)
    return file_download(documents.name_of(agreement, found), upload)


@agreements.post("/desk/agreements/<int:agreement_id>/freeze")
@requires(Permission.EDIT_AGREEMENTS)
def freeze(agreement_id: int) -> ResponseReturnValue:
    """Freeze the newest version in each language."""
    agreement = own(agreement_id)
    return done(
        agreement_id,
        lambda **who: freezing.freeze_text(agreement, **who),
        _("The final text is frozen. Nothing it says changes from now on."),
        lambda refusal: refused_on_page(agreement_id, refusal),
    )


@agreements.post("/desk/agreements/<int:agreement_id>/documents/<int:document_id>/check")
@requires(Permission.EDIT_AGREEMENTS)
def check_translation(agreement_id: int, document_id: int) -> ResponseReturnValue:
    """A language version says what the leading one says."""
    own(agreement_id)
    found = queries.get_document(agreement_id, document_id)
    return done(
        agreement_id,
        lambda **who: freezing.check_translation(found, **who),
        _("Checked. The version says what the leading one says."),
        lambda refusal: refused_on_page(agreement_id, refusal),
    )


@agreements.post("/desk/agreements/<int:agreement_id>/fingerprints")
@requires(Permission.EDIT_AGREEMENTS)
def check_fingerprints(agreement_id: int) -> ResponseReturnValue:
    """Hold every stored file against its fingerprint, and write down what was found."""
    damaged = note_damage(own(agreement_id))
    if damaged:
        said = ngettext(
            "%(num)s stored file no longer matches its fingerprint. Do not use or sign it.",
            "%(num)s stored files no longer match their fingerprints. Do not use or sign them.",
            damaged,
        )
        flash(said, "error")
    else:
        flash(_("Every stored file matches its fingerprint."), "success")
    return redirect(url_for(".show", agreement_id=agreement_id, _anchor="documents"))


def note_damage(agreement: Agreement) -> int:
    """Check all documents of the agreement, commit what was found; returns how many are not whole."""
    found = [documents.check_document(each, **acting()) for each in agreement.documents]
    unit_of_work.commit()
    return found.count(False)
