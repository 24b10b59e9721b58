"""The states of a registration, who moves it where, and which states hold a seat."""

from enum import StrEnum


class RegistrationState(StrEnum):
    """Where a person's place at an event stands."""

    PENDING = "pending"
    RETURNED = "returned"
    APPROVED = "approved"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    OFFER_EXPIRED = "offer_expired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    CHECKED_IN = "checked_in"
    NO_SHOW = "no_show"


S = RegistrationState
HOLDING_A_SEAT = frozenset({S.PENDING, S.RETURNED, S.OFFERED, S.APPROVED, S.CHECKED_IN, S.NO_SHOW})
"""The states that count against the capacity."""

IS_LIVE = HOLDING_A_SEAT | {S.WAITLISTED}
"""The states that keep an address from registering a second time."""

TRANSITIONS: dict[RegistrationState, frozenset[RegistrationState]] = {
    S.PENDING: frozenset({S.APPROVED, S.RETURNED, S.DECLINED, S.WITHDRAWN, S.CANCELLED, S.WAITLISTED}),
    S.RETURNED: frozenset({S.PENDING, S.APPROVED, S.DECLINED, S.WITHDRAWN, S.CANCELLED}),
    S.APPROVED: frozenset({S.PENDING, S.DECLINED, S.WITHDRAWN, S.CANCELLED, S.CHECKED_IN, S.NO_SHOW}),
    S.WAITLISTED: frozenset({S.OFFERED, S.PENDING, S.APPROVED, S.DECLINED, S.WITHDRAWN, S.CANCELLED}),
    S.OFFERED: frozenset({S.OFFER_EXPIRED, S.PENDING, S.APPROVED, S.WAITLISTED, S.DECLINED, S.WITHDRAWN, S.CANCELLED}),
    S.OFFER_EXPIRED: frozenset({S.WAITLISTED, S.OFFERED, S.PENDING, S.APPROVED}),
    S.DECLINED: frozenset({S.APPROVED, S.PENDING}),
    S.WITHDRAWN: frozenset(),
    S.CANCELLED: frozenset({S.PENDING, S.APPROVED}),
    S.CHECKED_IN: frozenset({S.APPROVED}),
    S.NO_SHOW: frozenset({S.APPROVED, S.CHECKED_IN}),
}
