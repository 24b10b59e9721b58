"""What a guest carries along: the badge on a telephone, and the files that were handed in."""

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents.blueprints.access import by_token
from coopevents.blueprints.downloads import file_download
from coopevents.blueprints.guest.door import place, registration_of
from coopevents.blueprints.guest.place import frame
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.registration import protected
from coopevents.registration.states import RegistrationState
from coopevents.storage.sealed_files import Purpose

SHOWN = frozenset({RegistrationState.APPROVED, RegistrationState.CHECKED_IN})
"""Who is expected has a badge."""


@place.get("/r/<token>/badge")
@by_token
def badge(token: str) -> ResponseReturnValue:
    """Name, role and code on a page as small as a card, which stays readable without a connection."""
    registration = registration_of(token)
    if registration.state not in SHOWN:
        return redirect(url_for("guest_place.show", token=token))
    return render_template("guest/place/badge.html", qr=qr_svg(registration.reference), **frame(registration, token))


@place.get("/r/<token>/files/<key>")
@by_token
def own_file(token: str, key: str) -> Response:
    """A file the guest handed in, for the guest alone."""
    name, upload = protected.open_file(registration_of(token), key, Purpose.OWNER)
    return file_download(name, upload)
