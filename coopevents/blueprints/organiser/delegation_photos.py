"""Doors to the photos of a visit: several added at once, looked at, described, removed, taken along."""

from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from coopevents import unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.delegation_after import after
from coopevents.blueprints.organiser.delegation_door import acting, own, page, seen
from coopevents.blueprints.organiser.itinerary_forms import name_of
from coopevents.blueprints.organiser.photo_archive import zip_of_photos
from coopevents.blueprints.organiser.photo_forms import PhotoForm, PhotosForm
from coopevents.blueprints.organiser.preparation_parts import activity_choices
from coopevents.blueprints.uploads import bytes_of, takes_up_to
from coopevents.delegations import delegate_queries, photo_queries, photos
from coopevents.delegations.models import Delegation
from coopevents.delegations.photo_models import VisitPhoto
from coopevents.delegations.photos import PhotoRead
from coopevents.delegations.states import UNDECIDED
from coopevents.i18n import _, ngettext
from coopevents.refusals import Refusal

PHOTOS = "/desk/delegations/<int:delegation_id>/after/photos"
MOST_BYTES = 60 * 1024 * 1024
"""How much a request with photos may hold."""
NAMED = 3
"""How many files that are no photos are named in one message: it travels in a cookie."""


@after.get(PHOTOS)
@requires(Permission.SEE_UNIT)
def photos_of_visit(delegation_id: int) -> ResponseReturnValue:
    """All photos, small, each a way to the large one."""
    return _photos_page(seen(delegation_id), PhotosForm(formdata=None))


@after.post(PHOTOS)
@takes_up_to(MOST_BYTES)
@requires(Permission.EDIT_DELEGATIONS)
def add_photos(delegation_id: int) -> ResponseReturnValue:
    """Keep those that are photos, and name those that are not."""
    with unit_of_work.looking():  # nobody waits for the database while pictures are made anew
        own(delegation_id)
    form = PhotosForm()
    chosen = [each for each in form.files.data or [] if each and each.filename]
    is_valid, (read, refused) = form.validate(), _read(chosen[: photos.MOST_AT_ONCE])
    delegation = own(delegation_id)
    if not is_valid or not chosen:
        if not chosen:
            form.files.errors = [_("Choose photos.")]
        return _photos_page(delegation, form), 422
    kept = 0
    try:
        for each in read:
            photos.add_photo(delegation, each, form.to_details(), **acting())
            unit_of_work.commit()
            kept += 1
    except Refusal as refusal:
        unit_of_work.discard()
        refused = [str(refusal), *refused]
    if kept:
        flash(ngettext("%(num)s photo is kept.", "%(num)s photos are kept.", kept), "success")
    if len(chosen) > photos.MOST_AT_ONCE:
        refused = [_("Up to 10 photos are taken at once. Add the others now."), *refused]
    for words in refused[:NAMED]:
        flash(words, "warning")
    return redirect(url_for(".photos_of_visit", delegation_id=delegation_id))


@after.get(f"{PHOTOS}.zip")
@requires(Permission.SEE_UNIT)
def all_photos(delegation_id: int) -> ResponseReturnValue:
    """All of them, or those that may be published, with a table of what is said of them."""
    delegation = seen(delegation_id)
    is_publishable = request.args.get("which") == "publishable"
    found = photo_queries.list_with_files(delegation.id, is_publishable=is_publishable)
    return zip_of_photos(found, f"visit-{delegation_id}-photos.zip")


@after.get(f"{PHOTOS}/<int:photo_id>")
@requires(Permission.SEE_UNIT)
def photo(delegation_id: int, photo_id: int) -> ResponseReturnValue:
    """One photo, large, with what is said of it."""
    delegation = seen(delegation_id)
    found = photo_queries.get_photo(delegation.id, photo_id)
    return _photo_page(delegation, found, PhotoForm.showing(found))


@after.post(f"{PHOTOS}/<int:photo_id>")
@requires(Permission.EDIT_DELEGATIONS)
def describe_photo(delegation_id: int, photo_id: int) -> ResponseReturnValue:
    """Say what it shows and what may be done with it."""
    delegation, form = own(delegation_id), PhotoForm()
    found = photo_queries.get_photo(delegation.id, photo_id)
    if form.validate():
        try:
            photos.describe_photo(found, form.to_details(), **acting())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".photos_of_visit", delegation_id=delegation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            delegation = own(delegation_id)
            found = photo_queries.get_photo(delegation_id, photo_id)
    return _photo_page(delegation, found, form), form.status


@after.post(f"{PHOTOS}/<int:photo_id>/<any('remove', 'keep'):photo_fate>")
@requires(Permission.EDIT_DELEGATIONS)
def settle_photo(delegation_id: int, photo_id: int, photo_fate: str) -> ResponseReturnValue:
    """Take it away, with the way back; or let it stay after all."""
    found = photo_queries.get_photo(own(delegation_id).id, photo_id, is_removed=True)
    where: dict[str, Any] = {"delegation_id": delegation_id}
    if photo_fate == "remove":
        back = url_for(".settle_photo", **where, photo_id=photo_id, photo_fate="keep")
        words = _("The photo is removed. It is erased after a day.")
        told(lambda: photos.remove_photo(found, **acting()), words, undo_url=back)
    else:
        told(lambda: photos.bring_back(found, **acting()), _("The photo is back."))
    return redirect(url_for(".photos_of_visit", **where))


@after.get(f"{PHOTOS}/<int:photo_id>/<any('small', 'large'):photo_size>.webp")
@requires(Permission.SEE_UNIT)
def photo_file(delegation_id: int, photo_id: int, photo_size: str) -> ResponseReturnValue:
    """The picture itself."""
    found = photo_queries.get_photo(seen(delegation_id).id, photo_id)
    upload = photos.open_photo(found, is_small=photo_size == "small")
    return Response(upload.data, mimetype=upload.media_type)


def _read(chosen: list[FileStorage]) -> tuple[list[PhotoRead], list[str]]:
    """The photos among these files, and what is to be said of the others."""
    read, refused = [], []
    for each in chosen:
        name = str(each.filename)[-40:]
        try:
            read.append(photos.read_photo(bytes_of(each)))
        except Refusal as refusal:
            refused.append(f"{name}: {refusal}")
    return read, refused


def _photos_page(delegation: Delegation, form: PhotosForm) -> str:
    form.offer(activity_choices(delegation))
    return page(
        "organiser/delegations/photos.html",
        delegation,
        form=form,
        photos=photo_queries.list_photos(delegation.id),
        most=photos.MOST,
        may_write=_may_write(delegation),
    )


def _photo_page(delegation: Delegation, found: VisitPhoto, form: PhotoForm) -> str:
    guests = [(each.id, name_of(each)) for each in delegate_queries.list_delegates(delegation.id)]
    form.offer(activity_choices(delegation), guests)
    all_ids = [each.id for each in photo_queries.list_photos(delegation.id)]
    here = all_ids.index(found.id)
    return page(
        "organiser/delegations/photo.html",
        delegation,
        form=form,
        photo=found,
        number=here + 1,
        count=len(all_ids),
        previous_id=all_ids[here - 1] if here else None,
        next_id=all_ids[here + 1] if here + 1 < len(all_ids) else None,
        seen_names=[name for number, name in guests if number in {each.delegate_id for each in found.guests}],
        may_write=_may_write(delegation),
    )


def _may_write(delegation: Delegation) -> bool:
    may_edit = Permission.EDIT_DELEGATIONS in access().for_unit(delegation.unit_id)
    return may_edit and delegation.state not in UNDECIDED
