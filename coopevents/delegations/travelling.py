"""How the people of a delegation come, go, and stay: legs with plates and the time at the gate, hotel nights."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from coopevents.db import db
from coopevents.delegations import delegate_queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_facts import JourneysChanged, StaysChanged
from coopevents.delegations.people_models import LegTraveller, Stay, TravelLeg
from coopevents.delegations.people_rules import ensure_people_may_change
from coopevents.delegations.people_states import Direction, Means
from coopevents.delegations.recording import record
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import cleaned, one_line


class HasNoNight(Refusal):
    """Whoever stays, sleeps."""

    status: ClassVar[int] = 422
    sentence = _l("The day of departure comes after the first night.")


class HotelIsMissing(Refusal):
    """Nights are spent somewhere."""

    status: ClassVar[int] = 422
    sentence = _l("Write the name of the hotel or guest house.")


class IsNotOfDelegation(Refusal):
    """Others travel by themselves."""

    status: ClassVar[int] = 422
    sentence = _l("Choose people of this delegation.")


@dataclass(frozen=True, kw_only=True)
class LegDetails:
    """A leg of the journey; nobody named means everybody."""

    direction: Direction
    at: datetime
    means: Means = Means.FLIGHT
    number: str = ""
    origin: str = ""
    destination: str = ""
    plate: str = ""
    gate_at: datetime | None = None
    note: str = ""
    delegate_ids: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, kw_only=True)
class StayDetails:
    """The nights of one delegate."""

    delegate_id: int
    hotel: str
    first_night: date
    last_morning: date
    address: str = ""
    room: str = ""
    is_insured: bool = False
    note: str = ""


def add_leg(delegation: Delegation, details: LegDetails, *, now: datetime, actor: Actor) -> TravelLeg:
    """One more leg of the journey. Raises VisitIsOver or IsNotOfDelegation."""
    leg = TravelLeg(delegation_id=delegation.id)
    return _write_leg(leg, delegation, details, now, actor)


def change_leg(leg: TravelLeg, details: LegDetails, *, now: datetime, actor: Actor) -> None:
    """Say anew how they travel. Raises VisitIsOver or IsNotOfDelegation."""
    _write_leg(leg, delegations.get_delegation(leg.delegation_id), details, now, actor)


def remove_leg(leg: TravelLeg, *, now: datetime, actor: Actor) -> None:
    """They do not travel so. Raises VisitIsOver."""
    delegation = _locked(leg.delegation_id)
    db.session.delete(leg)
    record(JourneysChanged, delegation, now=now, actor=actor)


def add_stay(delegation: Delegation, details: StayDetails, *, now: datetime, actor: Actor) -> Stay:
    """Nights of one delegate. Raises VisitIsOver, HasNoNight, HotelIsMissing or IsNotOfDelegation."""
    return _write_stay(Stay(delegation_id=delegation.id), delegation, details, now, actor)


def change_stay(stay: Stay, details: StayDetails, *, now: datetime, actor: Actor) -> None:
    """Say anew where somebody stays. Raises as :func:`add_stay`."""
    _write_stay(stay, delegations.get_delegation(stay.delegation_id), details, now, actor)


def remove_stay(stay: Stay, *, now: datetime, actor: Actor) -> None:
    """They do not stay there. Raises VisitIsOver."""
    delegation = _locked(stay.delegation_id)
    db.session.delete(stay)
    record(StaysChanged, delegation, now=now, actor=actor)


def _write_leg(leg: TravelLeg, delegation: Delegation, details: LegDetails, now: datetime, actor: Actor) -> TravelLeg:
    delegation = _locked(delegation.id)
    _ensure_of(delegation, details.delegate_ids)
    leg.direction, leg.means, leg.at, leg.gate_at = details.direction, details.means, details.at, details.gate_at
    leg.number, leg.plate = one_line(details.number)[:40].upper(), one_line(details.plate)[:40].upper()
    leg.origin, leg.destination = one_line(details.origin)[:200], one_line(details.destination)[:200]
    leg.note = cleaned(details.note)[:500]
    there = {each.delegate_id: each for each in leg.travellers}
    leg.travellers = [there.get(each) or LegTraveller(delegate_id=each) for each in sorted(details.delegate_ids)]
    db.session.add(leg)
    db.session.flush()
    record(JourneysChanged, delegation, now=now, actor=actor)
    return leg


def _write_stay(stay: Stay, delegation: Delegation, details: StayDetails, now: datetime, actor: Actor) -> Stay:
    delegation = _locked(delegation.id)
    _ensure_of(delegation, {details.delegate_id})
    if details.last_morning <= details.first_night:
        raise HasNoNight(field="last_morning")
    if not one_line(details.hotel):
        raise HotelIsMissing(field="hotel")
    stay.delegate_id, stay.is_insured = details.delegate_id, details.is_insured
    stay.hotel, stay.address = one_line(details.hotel)[:200], one_line(details.address)[:300]
    stay.room, stay.note = one_line(details.room)[:40], cleaned(details.note)[:500]
    stay.first_night, stay.last_morning = details.first_night, details.last_morning
    db.session.add(stay)
    db.session.flush()
    record(StaysChanged, delegation, now=now, actor=actor)
    return stay


def _ensure_of(delegation: Delegation, delegate_ids: Collection[int]) -> None:
    known = {each.id for each in delegate_queries.list_delegates(delegation.id, is_coming=True)}
    if not set(delegate_ids) <= known:
        raise IsNotOfDelegation(field="delegates")


def _locked(delegation_id: int) -> Delegation:
    delegation = delegations.lock_delegation(delegation_id)
    ensure_people_may_change(delegation.state)
    return delegation
