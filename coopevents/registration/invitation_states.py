"""Where an invitation stands, and what follows what."""

from enum import StrEnum


class InvitationState(StrEnum):
    """Where an invitation stands. One that is ``waiting`` was handed to the outbox, and nobody let it go so far."""

    DRAFTED = "drafted"
    WAITING = "waiting"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DELEGATED = "delegated"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


S = InvitationState
OPEN = frozenset({S.WAITING, S.SENT})
"""The invitations that can be answered."""

CHANGEABLE = OPEN | {S.DRAFTED, S.EXPIRED, S.DECLINED}
"""The invitations that may be written anew."""

TRANSITIONS: dict[InvitationState, frozenset[InvitationState]] = {
    S.DRAFTED: frozenset({S.WAITING, S.SENT, S.WITHDRAWN}),
    S.WAITING: frozenset({S.SENT, S.DRAFTED, S.ACCEPTED, S.DECLINED, S.DELEGATED, S.EXPIRED, S.WITHDRAWN}),
    S.SENT: frozenset({S.ACCEPTED, S.DECLINED, S.DELEGATED, S.EXPIRED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset(),
    S.DECLINED: frozenset({S.WAITING, S.SENT}),
    S.DELEGATED: frozenset(),
    S.EXPIRED: frozenset({S.WAITING, S.SENT}),
    S.WITHDRAWN: frozenset({S.DRAFTED, S.SENT, S.WAITING}),
}
