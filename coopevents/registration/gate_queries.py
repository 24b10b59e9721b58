"""Every select of gates, arrivals and devices."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.registration.gate_models import Arrival, Gate, GateDevice, GuestOnSite, OnSite, ScanKind, ScanOutcome
from coopevents.registration.models import EventForm, Registration
from coopevents.registration.states import RegistrationState
from coopevents.schedule.models import SignUp
from coopevents.schedule.states import SignUpState


def get_gate(event_id: int, gate_id: int) -> Gate:
    """A gate of the event.

    Raises NotFound.
    """
    gate = db.session.get(Gate, gate_id)
    if gate is None or gate.event_id != event_id:
        raise NotFound
    return gate


def lock_gate(gate_id: int) -> Gate:
    """The gate, read anew: until the commit nobody else changes it."""
    query = select(Gate).where(Gate.id == gate_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def list_gates(event_id: int) -> list[Gate]:
    """The gates of an event: the entrances first, then those of activities, in the order they were made."""
    query = select(Gate).where(Gate.event_id == event_id).options(joinedload(Gate.activity))
    return list(db.session.scalars(query.order_by(Gate.activity_id.is_not(None), Gate.id)))


def find_kiosk(reference: str) -> Gate | None:
    """The gate whose self-service page has that name."""
    return db.session.scalar(select(Gate).where(Gate.kiosk_reference == reference))


def find_on_site(event_id: int) -> OnSite | None:
    """How an event receives its guests; None while nobody said anything about it."""
    return db.session.get(OnSite, event_id)


def find_wall(reference: str) -> OnSite | None:
    """The event whose wall page has that name."""
    return db.session.scalar(select(OnSite).where(OnSite.wall_reference == reference))


def find_by_key(client_key: str) -> Arrival | None:
    """The scan a device made under that key."""
    return db.session.scalar(select(Arrival).where(Arrival.client_key == client_key))


def list_scans(registration_id: int, activity_id: int | None) -> list[Arrival]:
    """Every scan of a guest at the event's entrances, or in one activity, refused ones left out."""
    query = select(Arrival).where(Arrival.registration_id == registration_id, Arrival.outcome != ScanOutcome.REFUSED)
    query = query.where(Arrival.activity_id.is_(None) if activity_id is None else Arrival.activity_id == activity_id)
    return list(db.session.scalars(query.options(joinedload(Arrival.gate)).order_by(Arrival.id)))


def list_arrivals_of(registration_id: int) -> list[Arrival]:
    """Everything scanned of one guest, the newest first."""
    query = select(Arrival).where(Arrival.registration_id == registration_id).options(joinedload(Arrival.gate))
    return list(db.session.scalars(query.order_by(Arrival.scanned_at.desc(), Arrival.id.desc())))


def list_news(event_id: int, after: int, *, most: int = 200) -> list[Arrival]:
    """What was scanned anywhere at the event after the one with that id, oldest first."""
    query = select(Arrival).where(Arrival.event_id == event_id, Arrival.id > after)
    query = query.options(joinedload(Arrival.gate), joinedload(Arrival.registration)).order_by(Arrival.id)
    return list(db.session.scalars(query.limit(most)))


def last_id(event_id: int) -> int:
    """The id of what was scanned last; 0 when nothing was."""
    return db.session.scalar(select(func.max(Arrival.id)).where(Arrival.event_id == event_id)) or 0


def first_arrivals(event_id: int, activity_id: int | None) -> dict[int, Arrival]:
    """The first scan that counts, per registration."""
    query = select(Arrival).where(
        Arrival.event_id == event_id, Arrival.kind == ScanKind.IN, Arrival.outcome == ScanOutcome.COUNTS
    )
    query = query.where(Arrival.activity_id.is_(None) if activity_id is None else Arrival.activity_id == activity_id)
    found: dict[int, Arrival] = {}
    query = query.options(joinedload(Arrival.gate))
    for each in db.session.scalars(query.order_by(Arrival.scanned_at, Arrival.id)):
        found.setdefault(each.registration_id, each)
    return found


def last_arrivals(event_id: int, *, most: int) -> list[Arrival]:
    """Who came in last at the event's entrances, with their registrations and gates."""
    query = select(Arrival).where(
        Arrival.event_id == event_id, Arrival.kind == ScanKind.IN, Arrival.outcome == ScanOutcome.COUNTS
    )
    query = query.where(Arrival.activity_id.is_(None)).order_by(Arrival.scanned_at.desc(), Arrival.id.desc())
    query = query.options(joinedload(Arrival.gate), joinedload(Arrival.registration).joinedload(Registration.form))
    return list(db.session.scalars(query.limit(most)))


def find_guest_on_site(registration_id: int) -> GuestOnSite | None:
    """What reception knows of a guest."""
    return db.session.get(GuestOnSite, registration_id)


def map_guests_on_site(event_id: int) -> dict[int, GuestOnSite]:
    """What reception knows, per registration; those nothing is known of are left out."""
    query = select(GuestOnSite).join(Registration, Registration.id == GuestOnSite.registration_id)
    return {each.registration_id: each for each in db.session.scalars(query.where(Registration.event_id == event_id))}


def list_of_event(event_id: int) -> Sequence[Row[int, int, str, str, str, str, RegistrationState, int]]:
    """Everybody who ever registered for the event, by number: id, number, reference, names, state and form."""
    query = select(
        Registration.id,
        Registration.number,
        Registration.reference,
        Registration.given_name,
        Registration.family_name,
        Registration.original_name,
        Registration.state,
        Registration.form_id,
    )
    return db.session.execute(query.where(Registration.event_id == event_id).order_by(Registration.number)).all()


def list_roles(event_id: int) -> list[EventForm]:
    """The forms of an event, which name the roles of its guests."""
    return list(
        db.session.scalars(select(EventForm).where(EventForm.event_id == event_id).order_by(EventForm.position))
    )


def list_numbered(event_id: int, numbers: Collection[int]) -> dict[int, Registration]:
    """The registrations with these numbers."""
    query = select(Registration).where(Registration.event_id == event_id, Registration.number.in_(list(numbers)))
    return {each.number: each for each in db.session.scalars(query)}


def list_by_family_name(event_id: int, number: int) -> Sequence[Registration]:
    """The registration with that number, for comparing its name; nothing when there is none."""
    query = select(Registration).where(Registration.event_id == event_id, Registration.number == number)
    return list(db.session.scalars(query))


def places_kept(activity_id: int) -> int:
    """How many places of an activity are booked, or taken by somebody who is there without a booking."""
    query = select(func.count()).where(SignUp.activity_id == activity_id)
    query = query.where(or_(SignUp.state == SignUpState.BOOKED, SignUp.attended_at.is_not(None)))
    return db.session.scalar(query) or 0


def list_devices(gate_id: int) -> list[GateDevice]:
    """The devices at a gate that are still let in, the last one first."""
    query = select(GateDevice).where(GateDevice.gate_id == gate_id, GateDevice.revoked_at.is_(None))
    return list(db.session.scalars(query.order_by(GateDevice.id.desc())))


def count_devices(event_id: int) -> dict[int, tuple[int, int]]:
    """Per gate of an event: how many devices are let in, and how many scans wait on them."""
    query = select(GateDevice.gate_id, func.count(), func.sum(GateDevice.waiting)).join(Gate)
    query = query.where(Gate.event_id == event_id, GateDevice.revoked_at.is_(None)).group_by(GateDevice.gate_id)
    return {gate_id: (devices, int(waiting)) for gate_id, devices, waiting in db.session.execute(query)}


def get_device(gate_id: int, device_id: int) -> GateDevice:
    """A device at the gate that is still let in.

    Raises NotFound.
    """
    device = db.session.get(GateDevice, device_id)
    if device is None or device.gate_id != gate_id or device.revoked_at is not None:
        raise NotFound
    return device


def find_device(reference: str) -> GateDevice | None:
    """The device of that name, if it is still let in, with its gate and event."""
    query = select(GateDevice).where(GateDevice.reference == reference, GateDevice.revoked_at.is_(None))
    return db.session.scalar(query.options(joinedload(GateDevice.gate).joinedload(Gate.event)))


def list_of_device(reference: str, *, most: int) -> list[Arrival]:
    """What a device scanned last, the newest first."""
    query = select(Arrival).where(Arrival.device == reference, Arrival.kind != ScanKind.UNDO)
    query = query.options(joinedload(Arrival.registration)).order_by(Arrival.id.desc())
    return list(db.session.scalars(query.limit(most)))


def list_changed(event_id: int) -> tuple[int, datetime | None, int]:
    """How many registrations there are, when one changed last, and what was scanned last: the mark of the list."""
    query = select(func.count(), func.max(Registration.changed_at)).where(Registration.event_id == event_id)
    count, changed_at = db.session.execute(query).one()
    return count, changed_at, last_id(event_id)
