"""What reception sees of a guest beside the answer: photo, what to say, whom to call, and the badge."""

from dataclasses import dataclass

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.downloads import file_download
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.onsite.door import device_of, gate
from coopevents.forms.fields import FieldType
from coopevents.i18n import _
from coopevents.registration import gate_devices, gate_queries, gates, protected, queries
from coopevents.registration.models import Registration


@dataclass(frozen=True)
class Reception:
    """What reception knows of a guest. ``badge`` is given, printed or missing; ``photo`` an address or empty."""

    badge: str
    badge_words: str
    welcome: str = ""
    host: str = ""
    phone: str = ""
    photo: str = ""


def reception_of(registration: Registration, token: str) -> Reception:
    """What is known of a guest, for whoever stands at the gate."""
    known = gate_queries.find_guest_on_site(registration.id)
    photo = _photo_key(registration)
    address = url_for("onsite_gate.photo", token=token, number=registration.number) if photo else ""
    if known is None:
        return Reception("missing", _("Badge not printed yet"), photo=address)
    if known.badge_given_at is not None:
        badge = "given", _("Badge given")
    elif known.badge_printed_at is not None:
        badge = "printed", _("Badge ready")
    else:
        badge = "missing", _("Badge not printed yet")
    return Reception(*badge, known.welcome_note, known.host_name, known.host_phone, address)


@gate.post("/gate/<token>/badge")
@sent_from_kept_pages
@by_token
def badge(token: str) -> ResponseReturnValue:
    """Note that the guest got the badge, or take the note back."""
    device, number = device_of(token), request.form.get("number", "")
    registration = _registration(device.gate.event_id, int(number) if number.isascii() and number.isdigit() else 0)
    is_given = request.form.get("verb") != "take-back"
    gates.give_badge(registration, is_given, now=clock.now(), actor=gate_devices.acting(device))
    unit_of_work.commit()
    return redirect(url_for(".show", token=token, seen=request.form.get("seen", "")[:64]))


@gate.get("/gate/<token>/photo/<int:number>")
@by_token
def photo(token: str, number: int) -> Response:
    """The picture a guest handed in, if it is no secret."""
    registration = _registration(device_of(token).gate.event_id, number)
    key = _photo_key(registration)
    if key is None:
        abort(404)
    name, upload = protected.open_plain_file(registration, key)
    return file_download(name, upload)


def _registration(event_id: int, number: int) -> Registration:
    return queries.get_registration(event_id, number)


def _photo_key(registration: Registration) -> str | None:
    found = protected.list_plain_files(registration)
    return next((question.key for question, _name in found if question.type is FieldType.PHOTO), None)
