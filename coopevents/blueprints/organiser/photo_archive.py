"""Photos of a visit as one file to take along."""

import io
import zipfile
from collections.abc import Sequence

from flask import Response, send_file

from coopevents.delegations import photos
from coopevents.delegations.photo_models import VisitPhoto
from coopevents.exports import csv_chunks
from coopevents.i18n import LANGUAGE_NAMES, _
from coopevents.refusals import NotFound
from coopevents.text import LANGUAGES, slugified


def zip_of_photos(found: Sequence[VisitPhoto], name: str) -> Response:
    """These photos with a table of what is said of them, made in memory; nothing of it touches the disk."""
    out, rows = io.BytesIO(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, each in enumerate(found, 1):
            try:
                data = photos.open_photo(each).data
            except NotFound:
                continue
            rows.append(_row(number, each))
            archive.writestr(_name(number, each), data)
        headings = [_("File"), *(LANGUAGE_NAMES[each] for each in LANGUAGES), _("Photo by"), _("May be published")]
        archive.writestr("photos.csv", b"".join(csv_chunks(headings, rows)))
    out.seek(0)
    return send_file(out, mimetype="application/zip", as_attachment=True, download_name=name)


def _name(number: int, photo: VisitPhoto) -> str:
    return "-".join(filter(None, (f"{number:03}", slugified(photo.caption.get("en", ""))))) + ".webp"


def _row(number: int, photo: VisitPhoto) -> list[str]:
    captions = [photo.caption.get(each, "") for each in LANGUAGES]
    return [_name(number, photo), *captions, photo.credit, _("yes") if photo.may_be_published else _("no")]
