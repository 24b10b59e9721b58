"""The page of a gate, on a phone or beside a scanner: a code, a number or a name goes in, an answer comes out."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.onsite.door import IS_KEY, device_of, frame, gate
from coopevents.blueprints.onsite.verdicts import Verdict, refused, seen_at_gate
from coopevents.i18n import zone_named
from coopevents.refusals import Refusal
from coopevents.registration import gate_devices, gate_queries, receiving, tokens
from coopevents.registration.arriving import ScanDetails, told_of
from coopevents.registration.codes import LONGEST, read_code
from coopevents.registration.gate_models import GateDevice, ScanKind
from coopevents.registration.models import Registration

__all__ = ["gate"]


@gate.get("/gate/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """Ready for the next guest, with the answer to the last scan."""
    device = device_of(token)
    arrival = gate_queries.find_by_key(request.args.get("seen", "")[:64])
    verdict = None
    if arrival is not None and arrival.event_id == device.gate.event_id:
        zone = zone_named(device.gate.event.time_zone)
        verdict = seen_at_gate(told_of(arrival), zone, token, now=clock.now())
    return _page(device, token, verdict)


@gate.post("/gate/<token>/")
@sent_from_kept_pages
@by_token
def scan(token: str) -> ResponseReturnValue:
    """Let the guest in whose code this is; a name is searched for."""
    device, text = device_of(token), request.form.get("code", "")[:LONGEST]
    if text.strip() and read_code(text) is None:
        found = receiving.search(device.gate, text)
        if found:
            return _page(device, token, found=found, text=text)
    return _received(device, token, text, ScanDetails(key=_key("key"), at=clock.now(), device=device.reference))


@gate.post("/gate/<token>/undo")
@sent_from_kept_pages
@by_token
def undo(token: str) -> ResponseReturnValue:
    """Take a scan back."""
    device, undoes = device_of(token), request.form.get("undoes", "")[:64]
    details = ScanDetails(key=_key("key"), at=clock.now(), kind=ScanKind.UNDO, device=device.reference, undoes=undoes)
    return _received(device, token, "", details)


def _received(device: GateDevice, token: str, text: str, details: ScanDetails) -> ResponseReturnValue:
    now = clock.now()
    try:
        gate_devices.hear_of(device, waiting=device.waiting, now=now)
        told = receiving.receive(device.gate, text, details, now=now, actor=gate_devices.acting(device))
        key = told.arrival.client_key
        unit_of_work.commit()
        return redirect(url_for(".show", token=token, seen=key))
    except Refusal as refusal:
        unit_of_work.discard()
        return _page(device_of(token), token, refused(refusal), text=text), 422


def _page(
    device: GateDevice,
    token: str,
    verdict: Verdict | None = None,
    *,
    found: "list[Registration] | None" = None,
    text: str = "",
) -> str:
    return render_template("onsite/gate/show.html", verdict=verdict, found=found, text=text, **frame(device, token))


def _key(name: str) -> str:
    """The intention of the form; one without any is an intention of its own."""
    given = request.form.get(name, "")
    return given if IS_KEY.fullmatch(given) else tokens.new_reference()
