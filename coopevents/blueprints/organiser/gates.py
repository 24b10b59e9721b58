"""The gates of an event at the desk: where guests are received, by which devices, and how many have come."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, links, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.organiser.gate_forms import DeviceForm, GateForm, WallForm
from coopevents.i18n import _, zone_named
from coopevents.refusals import Refusal
from coopevents.registration import gate_devices, gate_queries, gates
from coopevents.registration.gate_models import Gate, OnSite
from coopevents.reports.arrivals import figures_of

gate_desk = Blueprint("organiser_gates", __name__)


@gate_desk.get("/desk/events/<event_slug>/gates")
@requires(Permission.CHECK_IN)
def index(event_slug: str) -> ResponseReturnValue:
    """How many have come, and the gates with their devices."""
    event = event_of_route()
    settings = gate_queries.find_on_site(event.id)
    return render_template(
        "organiser/gates/index.html",
        event=event,
        figures=figures_of(event, now=clock.now()),
        gates=gate_queries.list_gates(event.id),
        devices=gate_queries.count_devices(event.id),
        zone=zone_named(event.time_zone),
        wall_address=_wall_address(settings),
        form=WallForm.showing(settings),
        may_decide=may(Permission.DECIDE_REGISTRATIONS, event),
    )


@gate_desk.route("/desk/events/<event_slug>/gates/new", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def create(event_slug: str) -> ResponseReturnValue:
    """Receive guests at one more place."""
    event = event_of_route()
    form = GateForm.empty(event)
    if form.is_sent and form.validate():
        try:
            gate_id = gates.add_gate(event, form.to_details(), now=clock.now(), actor=present_actor()).id
            unit_of_work.commit()
            flash(_("The gate is ready. Let a phone in, and guests can be received."), "success")
            return redirect(url_for(".show", event_slug=event_slug, gate_id=gate_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = event_of_route()
    return render_template("organiser/gates/edit.html", event=event, form=form, gate=None), form.status


@gate_desk.get("/desk/events/<event_slug>/gates/<int:gate_id>")
@requires(Permission.CHECK_IN)
def show(event_slug: str, gate_id: int) -> ResponseReturnValue:
    """One gate: its devices, and letting one more in."""
    event, gate = event_of_route(), _gate(gate_id)
    return render_template(
        "organiser/gates/show.html",
        event=event,
        gate=gate,
        devices=gate_queries.list_devices(gate.id),
        form=DeviceForm.for_colleague(present_actor().label),
        figures=next((each for each in figures_of(event, now=clock.now()).gates if each.gate.id == gate.id), None),
        zone=zone_named(event.time_zone),
        kiosk_address=_kiosk_address(gate),
        may_decide=may(Permission.DECIDE_REGISTRATIONS, event),
    )


@gate_desk.route("/desk/events/<event_slug>/gates/<int:gate_id>/edit", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def edit(event_slug: str, gate_id: int) -> ResponseReturnValue:
    """Change what a gate is called and stands for, or close it."""
    event, gate = event_of_route(), _gate(gate_id)
    form = GateForm.showing(gate)
    if form.is_sent and form.validate():
        try:
            gates.change_gate(gate, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("The gate is saved."), "success")
            return redirect(url_for(".show", event_slug=event_slug, gate_id=gate_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event, gate = event_of_route(), _gate(gate_id)
    return render_template("organiser/gates/edit.html", event=event, form=form, gate=gate), form.status


@gate_desk.post("/desk/events/<event_slug>/gates/<int:gate_id>/devices")
@requires(Permission.CHECK_IN)
def pair(event_slug: str, gate_id: int) -> ResponseReturnValue:
    """Let one more device in: the present one at once, another one by the code of its link."""
    gate, form = _gate(gate_id), DeviceForm()
    device = gate_devices.pair_device(gate, form.label.data or "", now=clock.now(), actor=present_actor())
    device_id, token = device.id, gate_devices.device_token(device)
    unit_of_work.commit()
    if request.form.get("verb") == "here":
        return redirect(url_for("onsite_gate.show", token=token))
    return redirect(url_for(".device", event_slug=event_slug, gate_id=gate_id, device_id=device_id))


@gate_desk.get("/desk/events/<event_slug>/gates/<int:gate_id>/devices/<int:device_id>")
@requires(Permission.CHECK_IN)
def device(event_slug: str, gate_id: int, device_id: int) -> ResponseReturnValue:
    """The link of one device, as a code for its camera."""
    known = gate_queries.get_device(_gate(gate_id).id, device_id)
    address = links.address_of("onsite_gate.show", token=gate_devices.device_token(known))
    return render_template(
        "organiser/gates/device.html", event=event_of_route(), device=known, address=address, qr=qr_svg(address)
    )


@gate_desk.post("/desk/events/<event_slug>/gates/<int:gate_id>/devices/<int:device_id>/revoke")
@requires(Permission.CHECK_IN)
def revoke(event_slug: str, gate_id: int, device_id: int) -> ResponseReturnValue:
    """Let a device in no longer: its link is worthless at once."""
    known = gate_queries.get_device(_gate(gate_id).id, device_id)
    words = _("%(name)s is let in no longer.", name=known.label)
    return _done(_gate(gate_id), lambda **said: gate_devices.revoke_device(known, **said), words)


@gate_desk.post("/desk/events/<event_slug>/gates/<int:gate_id>/kiosk")
@requires(Permission.DECIDE_REGISTRATIONS)
def set_kiosk(event_slug: str, gate_id: int) -> ResponseReturnValue:
    """Give the gate a self-service page with a new address, or close it."""
    gate = _gate(gate_id)
    if request.form.get("verb") == "close":
        return _done(gate, lambda **said: gates.close_kiosk(gate, **said), _("The self-service page is closed."))
    return _done(gate, lambda **said: gates.open_kiosk(gate, **said), _("The self-service page has a new address."))


@gate_desk.post("/desk/events/<event_slug>/gates/wall")
@requires(Permission.DECIDE_REGISTRATIONS)
def set_wall(event_slug: str) -> ResponseReturnValue:
    """Give the wall page an address or take it away, and say whether it shows names."""
    form, now, actor = WallForm(), clock.now(), present_actor()
    wanted = {"is_shared": bool(form.is_shared.data), "shows_names": bool(form.shows_names.data)}
    gates.set_wall(event_of_route(), **wanted, now=now, actor=actor)
    unit_of_work.commit()
    flash(_("The wall page is saved."), "success")
    return redirect(url_for(".index", event_slug=event_slug, _anchor="wall"))


def _wall_address(settings: OnSite | None) -> str:
    if settings is None or settings.wall_reference is None:
        return ""
    return links.address_of("onsite_wall.show", token=gates.wall_token(settings))


def _kiosk_address(gate: Gate) -> str:
    return links.address_of("onsite_kiosk.show", token=gates.kiosk_token(gate)) if gate.kiosk_reference else ""


def _gate(gate_id: int) -> Gate:
    return gate_queries.get_gate(event_of_route().id, gate_id)


def _done(gate: Gate, deed: Callable[..., object], words: str) -> ResponseReturnValue:
    slug, gate_id = gate.event.slug, gate.id
    deed(now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(words, "success")
    return redirect(url_for("organiser_gates.show", event_slug=slug, gate_id=gate_id))
