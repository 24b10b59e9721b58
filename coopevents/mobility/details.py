"""Trips, travellers and programmes as callers bring them: values, never rows."""

from dataclasses import dataclass, field
from datetime import date

from coopevents.mobility.states import ProgrammeKind, TravellerRole, TripPurpose
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class TripDetails:
    """What is said of a trip; days both included."""

    title: str
    purpose: TripPurpose
    country: str
    starts_on: date
    ends_on: date
    is_invited: bool = False
    institution_id: int | None = None
    host: str = ""
    funding: str = ""
    cost: str = ""
    note: str = ""
    programme_id: int | None = None


@dataclass(frozen=True)
class TravellerDetails:
    """Who travels; ``companions`` are those who come along, a line each."""

    family_name: str
    role: TravellerRole
    given_name: str = ""
    original_name: str = ""
    email: str = ""
    language: str = "zh_Hans_CN"
    companions: str = ""


@dataclass(frozen=True)
class ProgrammeDetails:
    """What is said of a programme; ``enrolments`` are students by year."""

    name: LocalizedText
    kind: ProgrammeKind
    partner_ids: frozenset[int] = frozenset()
    authority: str = ""
    approved_on: date | None = None
    expires_on: date | None = None
    levels: str = ""
    seats: int | None = None
    coordinator: str = ""
    enrolments: dict[int, int] = field(default_factory=dict)
