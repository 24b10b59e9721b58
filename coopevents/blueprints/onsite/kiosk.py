"""Self-service: guests check themselves in by the code on their confirmation, or by number and family name."""

import secrets

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.onsite.door import IS_KEY
from coopevents.i18n import localized
from coopevents.refusals import Refusal
from coopevents.registration import gates, kiosks
from coopevents.registration.arriving import Told
from coopevents.registration.codes import LONGEST
from coopevents.registration.gate_models import Gate
from coopevents.registration.gate_rules import CodeIsUnknown

kiosk = Blueprint("onsite_kiosk", __name__)


@kiosk.get("/kiosk/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """Ready for the next guest."""
    return _page(_gate_of(token), token)


@kiosk.post("/kiosk/<token>/")
@sent_from_kept_pages
@by_token
def check_in(token: str) -> ResponseReturnValue:
    """Welcome the guest; who is not found or not expected is sent to the desk, and learns nothing about anybody."""
    gate, now = _gate_of(token), clock.now()
    text, family_name = request.form.get("code", "")[:LONGEST], request.form.get("family_name", "")[:120]
    given = request.form.get("key", "")
    key = given if IS_KEY.fullmatch(given) else secrets.token_urlsafe(24)
    try:
        told = kiosks.check_oneself_in(gate, text, family_name, key, now=now)
        unit_of_work.commit()
    except CodeIsUnknown as refusal:
        unit_of_work.commit()  # the try counts
        return _page(_gate_of(token), token, refusal=refusal), 422
    except Refusal as refusal:
        unit_of_work.discard()
        return _page(_gate_of(token), token, refusal=refusal), refusal.status
    return _page(gate, token, told=told)


def _gate_of(token: str) -> Gate:
    gate = gates.find_by_kiosk_token(token)
    if gate is None:
        abort(404)
    g.uses_camera = True
    return gate


def _page(gate: Gate, token: str, *, told: Told | None = None, refusal: Refusal | None = None) -> str:
    event = gate.event
    return render_template(
        "onsite/kiosk/show.html",
        gate=gate,
        event=event,
        event_title=localized(event.title),
        accent=event.accent,
        token=token,
        told=told,
        refusal=refusal,
        scan_key=secrets.token_urlsafe(24),
    )
