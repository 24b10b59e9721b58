"""Guests arrive: one effect per intention, one check-in per guest, however many gates and devices there are.

Everything happens behind the lock of the event's seats, so scans of the same guest at two gates come one after the
other. The scans of a guest are merged anew each time; a registration is checked in by the first that counts.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.refusals import NotFound
from coopevents.registration import decisions, gate_queries, gate_rules, seats, tokens
from coopevents.registration.gate_models import Arrival, Gate, ScanKind, ScanOutcome
from coopevents.registration.merging import Merged, Scan, merge
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule import signing_up
from coopevents.schedule.models import Activity
from coopevents.schedule.states import SignUpState

IS_LATE_AFTER = timedelta(minutes=1)
"""A scan that is older when it is received was made without a network: who was let in then is in."""


@dataclass(frozen=True)
class ScanDetails:
    """One intention of a device: ``key`` is the same however often it is sent, ``undoes`` the key of another."""

    key: str
    at: datetime
    kind: ScanKind = ScanKind.IN
    device: str = ""
    undoes: str = ""


@dataclass(frozen=True)
class Told:
    """What became of a scan. ``first`` is the one that counts when this one does not; ``others`` say it again."""

    registration: Registration
    outcome: ScanOutcome
    arrival: Arrival
    first: Arrival | None = None
    others: tuple[Arrival, ...] = ()
    refusal: gate_rules.NotLetIn | None = None


def by_hand(at: datetime) -> ScanDetails:
    """A check-in at the desk, without a gate or a device."""
    return ScanDetails(key=f"desk-{tokens.new_reference()}", at=at)


def record_scan(
    gate: Gate | None, registration: Registration, details: ScanDetails, *, now: datetime, actor: Actor
) -> Told:
    """Write a scan down and let what follows from it happen; the same key again is told the same.

    Who may not come in is written down as refused. Raises NotFound or TooLateToUndo for what is to be undone.
    """
    seats.lock(registration)
    known = gate_queries.find_by_key(details.key)
    if known is not None:
        if known.registration_id != registration.id:
            raise NotFound
        return told_of(known)
    if details.kind is ScanKind.UNDO:
        return _undo(registration, details, now=now, actor=actor)
    if gate is not None and gate.is_exit:
        details = replace(details, kind=ScanKind.OUT)
    activity_id = gate.activity_id if gate is not None else None
    refusal = _why_not(gate, registration, is_late=now - details.at > IS_LATE_AFTER)
    if activity_id is None and refusal is None:
        _take_over_check_in(registration, now=now)
    arrival = _written_down(gate, registration, details, refusal, now=now, actor=actor)
    if refusal is None:
        _settle(registration, activity_id, now=now, actor=actor)
    return told_of(arrival)


def undo_scan(arrival: Arrival, *, key: str, now: datetime, actor: Actor) -> Told:
    """Take a scan back within ten minutes. Raises TooLateToUndo."""
    details = ScanDetails(key=key, at=now, kind=ScanKind.UNDO, undoes=arrival.client_key)
    return record_scan(arrival.gate, arrival.registration, details, now=now, actor=actor)


def check_in_by_hand(registration: Registration, *, now: datetime, actor: Actor) -> None:
    """The guest has arrived, says somebody at the desk. Raises StateForbids."""
    seats.lock(registration)
    if gate_rules.why_not(registration.state) or registration.state is RegistrationState.CHECKED_IN:
        decisions.check_in_guest(registration, now=now, actor=actor)  # says what forbids it
    record_scan(None, registration, by_hand(now), now=now, actor=actor)


def undo_by_hand(registration: Registration, *, now: datetime, actor: Actor) -> None:
    """The guest has not arrived after all, whenever that was noted. Raises StateForbids."""
    decisions.undo_check_in(registration, now=now, actor=actor)
    _take_back_all(registration, now=now, actor=actor)


def told_of(arrival: Arrival) -> Told:
    """What became of a scan that is written down."""
    about, outcome = arrival.registration, arrival.outcome
    if outcome is ScanOutcome.REFUSED:
        refusal = gate_rules.REASONS[arrival.reason]()
        return Told(about, outcome, arrival, refusal=refusal)
    scans = gate_queries.list_scans(about.id, arrival.activity_id)
    merged, by_id = merge(map(_as_scan, scans)), {each.id: each for each in scans}
    first = by_id.get(merged.repeats.get(arrival.id, arrival.id))
    others = [each for each in scans if each.id != arrival.id and merged.repeats.get(each.id) == arrival.id]
    return Told(about, outcome, arrival, first=first, others=tuple(others))


def is_in(registration: Registration, activity_id: int | None = None) -> Merged:
    """How a guest's scans stand together."""
    return merge(map(_as_scan, gate_queries.list_scans(registration.id, activity_id)))


def _undo(registration: Registration, details: ScanDetails, *, now: datetime, actor: Actor) -> Told:
    meant = gate_queries.find_by_key(details.undoes)
    if meant is None or meant.registration_id != registration.id or meant.kind is ScanKind.UNDO:
        raise NotFound
    gate_rules.ensure_may_undo(meant.scanned_at, at=details.at)
    undo = _written_down(meant.gate, registration, details, None, now=now, actor=actor)
    undo.undoes_id, undo.activity_id = meant.id, meant.activity_id
    db.session.flush()
    if meant.outcome is not ScanOutcome.REFUSED:
        _settle(registration, meant.activity_id, now=now, actor=actor)
    return Told(registration, undo.outcome, undo, first=meant)


def _why_not(gate: Gate | None, registration: Registration, *, is_late: bool) -> gate_rules.NotLetIn | None:
    if gate is not None and not gate.is_open and not is_late:
        return gate_rules.GateIsClosed()
    refusal = gate_rules.why_not(registration.state)
    if refusal is not None or gate is None or gate.activity is None or gate.is_exit or is_late:
        return refusal
    activity = sign_ups.lock_activity(gate.activity.id)
    return None if _finds_a_place(activity, registration.person_id) else gate_rules.ActivityHasNoRoom()


def _finds_a_place(activity: Activity, person_id: int) -> bool:
    if not activity.takes_sign_ups or activity.capacity is None:
        return True
    entry = sign_ups.find_sign_up(activity.id, person_id)
    if entry is not None and (entry.state is SignUpState.BOOKED or entry.attended_at is not None):
        return True
    return gate_rules.has_room(activity.capacity, gate_queries.places_kept(activity.id))


def _written_down(
    gate: Gate | None,
    registration: Registration,
    details: ScanDetails,
    refusal: gate_rules.NotLetIn | None,
    *,
    now: datetime,
    actor: Actor,
) -> Arrival:
    arrival = Arrival(
        client_key=details.key,
        event_id=registration.event_id,
        registration_id=registration.id,
        registration=registration,
        gate_id=gate.id if gate is not None else None,
        gate=gate,
        activity_id=gate.activity_id if gate is not None else None,
        kind=details.kind,
        outcome=ScanOutcome.REFUSED if refusal is not None else ScanOutcome.COUNTS,
        reason=refusal.reason if refusal is not None else "",
        scanned_at=details.at,
        received_at=now,
        device=details.device,
        by=actor.label,
    )
    db.session.add(arrival)
    db.session.flush()
    return arrival


def _settle(registration: Registration, activity_id: int | None, *, now: datetime, actor: Actor) -> None:
    """Merge a guest's scans anew, and let the check-in or the attendance follow."""
    scans = gate_queries.list_scans(registration.id, activity_id)
    merged = merge(map(_as_scan, scans))
    for each in scans:
        if each.kind is not ScanKind.UNDO:
            each.outcome = _outcome(each.id, merged)
    db.session.flush()
    has_come = merged.first is not None
    if activity_id is not None:
        first = next((each.scanned_at for each in scans if each.id == merged.first), now)
        activity = sign_ups.lock_activity(activity_id)
        signing_up.take_attendance(activity, registration.person_id, has_come, now=first, actor=actor)
    elif has_come and registration.state is not RegistrationState.CHECKED_IN:
        decisions.check_in_guest(registration, now=now, actor=actor)
    elif not has_come and registration.state is RegistrationState.CHECKED_IN:
        decisions.undo_check_in(registration, now=now, actor=actor)


def _outcome(arrival_id: int, merged: Merged) -> ScanOutcome:
    if arrival_id in merged.undone:
        return ScanOutcome.UNDONE
    return ScanOutcome.COUNTS if arrival_id in merged.counting else ScanOutcome.REPEATS


def _take_over_check_in(registration: Registration, *, now: datetime) -> None:
    """Let the scans say what the registration says, should it have been moved without one."""
    merged = is_in(registration)
    was_by_desk = Actor("house", None, "")
    if registration.state is RegistrationState.CHECKED_IN and merged.first is None:
        _written_down(None, registration, by_hand(registration.changed_at), None, now=now, actor=was_by_desk)
    elif registration.state is not RegistrationState.CHECKED_IN and merged.first is not None:
        _take_back_all(registration, now=now, actor=was_by_desk)


def _take_back_all(registration: Registration, *, now: datetime, actor: Actor) -> None:
    for each in gate_queries.list_scans(registration.id, None):
        if each.kind is not ScanKind.UNDO and each.outcome is not ScanOutcome.UNDONE:
            details = ScanDetails(key=by_hand(now).key, at=now, kind=ScanKind.UNDO)
            undo = _written_down(None, registration, details, None, now=now, actor=actor)
            undo.undoes_id, each.outcome = each.id, ScanOutcome.UNDONE
    db.session.flush()


def _as_scan(arrival: Arrival) -> Scan:
    return Scan(arrival.id, arrival.kind, arrival.scanned_at, arrival.undoes_id)
