"""The words of a trip: how far it is, who travels, and what for."""

from enum import StrEnum


class TripState(StrEnum):
    """How far a trip is, in the order in which it goes."""

    PLANNED = "planned"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    TRAVELLING = "travelling"
    RETURNED = "returned"
    REPORTED = "reported"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class TravellerRole(StrEnum):
    """What a traveller is with us."""

    TEACHER = "teacher"
    STUDENT = "student"
    STAFF = "staff"


class TripPurpose(StrEnum):
    """What a trip is for."""

    INVITED_CONFERENCE = "invited_conference"
    CONFERENCE = "conference"
    VISIT = "visit"
    EXCHANGE = "exchange"
    JOINT_TRAINING = "joint_training"
    SHORT_COURSE = "short_course"


class ProgrammeKind(StrEnum):
    """What a programme with partners is."""

    DUAL_DEGREE = "dual_degree"
    JOINT_TRAINING = "joint_training"
    EXCHANGE = "exchange"
    JOINT_INSTITUTE = "joint_institute"
    PILOT_SCHEME = "pilot_scheme"


S = TripState

WITH_A_PROGRAMME = frozenset({TripPurpose.EXCHANGE, TripPurpose.JOINT_TRAINING})
"""Students travel for these on a programme."""
OPEN = frozenset({S.PLANNED, S.SUBMITTED, S.APPROVED})
"""Nobody has left yet."""
GOING = frozenset({S.APPROVED, S.TRAVELLING})
"""Whoever travels is away on those days."""
COUNTED = frozenset({S.APPROVED, S.TRAVELLING, S.RETURNED, S.REPORTED})
"""The trips that figures count: those that were approved and not called off."""

TRANSITIONS: dict[TripState, frozenset[TripState]] = {
    S.PLANNED: frozenset({S.SUBMITTED, S.CANCELLED}),
    S.SUBMITTED: frozenset({S.PLANNED, S.APPROVED, S.REFUSED, S.CANCELLED}),
    S.APPROVED: frozenset({S.SUBMITTED, S.TRAVELLING, S.CANCELLED}),
    S.TRAVELLING: frozenset({S.RETURNED, S.CANCELLED}),
    S.RETURNED: frozenset({S.REPORTED}),
    S.REPORTED: frozenset({S.RETURNED}),
    S.REFUSED: frozenset({S.PLANNED}),
    S.CANCELLED: frozenset(),
}
"""The one table of what may follow what."""


def may_become(old: TripState, new: TripState) -> bool:
    """Whether a trip in one state may come to the other."""
    return new in TRANSITIONS[old]
