"""Stored pictures: under a name that never means anything else, so they may be kept for ever."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.uploads import present_store
from coopevents.storage.store import media_type_of

files = Blueprint("public_files", __name__)
FOR_EVER = "public, max-age=31536000, immutable"


@files.get("/files/<key>")
@open_to_all
def show(key: str) -> ResponseReturnValue:
    """A stored picture; 404 for any other name."""
    media_type = media_type_of(key)
    if media_type is None:
        abort(404)
    response = Response(present_store().read(key), mimetype=media_type)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-site"
    response.set_etag(key)
    return response.make_conditional(request)
