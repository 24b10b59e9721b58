"""Where a group and its members stand, and what follows what."""

from enum import StrEnum


class GroupState(StrEnum):
    """Where a group stands. A draft holds nothing yet: it waits, or has been offered places it did not take so far."""

    DRAFT = "draft"
    HELD = "held"
    PARTLY_NAMED = "partly_named"
    COMPLETE = "complete"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    RELEASED = "released"


class MemberState(StrEnum):
    """Where one place of a group stands. What became of a filled one says its registration."""

    PLACEHOLDER = "placeholder"
    INVITED = "invited"
    FILLED = "filled"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


OPEN_GROUPS = frozenset(GroupState) - {GroupState.CLOSED, GroupState.RELEASED}
"""The groups that may still change."""

UNFILLED = frozenset({MemberState.PLACEHOLDER, MemberState.INVITED})
PRESENT = UNFILLED | {MemberState.FILLED}
"""The places a group has; the others are only remembered."""


def state_for(filled: int, unfilled: int) -> GroupState:
    """Where a group stands that holds so many places with and without a name."""
    if not filled and not unfilled:
        return GroupState.DRAFT
    if not unfilled:
        return GroupState.COMPLETE
    return GroupState.PARTLY_NAMED if filled else GroupState.HELD
