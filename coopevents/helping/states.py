"""The words of those who help: how far a registration is, what they do, how well they speak."""

from enum import StrEnum


class HelperState(StrEnum):
    """How far a registration is.

    Until the address is confirmed nobody is asked to look at it; only who is approved is offered anything.
    """

    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LIVE = frozenset({HelperState.UNCONFIRMED, HelperState.WAITING, HelperState.APPROVED})
"""The states in which somebody can still change what they said."""
DECIDABLE = frozenset({HelperState.WAITING, HelperState.APPROVED, HelperState.DECLINED})
"""The states in which the office decides, or thinks better of it."""


class Service(StrEnum):
    """What somebody would do at a visit."""

    INTERPRETING = "interpreting"
    GUIDING = "guiding"
    RECEPTION = "reception"
    DRIVING = "driving"
    PHOTOGRAPHY = "photography"


class Level(StrEnum):
    """How well somebody speaks a language, as they say themselves."""

    CONVERSATION = "conversation"
    FLUENT = "fluent"
    PROFESSIONAL = "professional"
    NATIVE = "native"


WORKS_IN = frozenset({Level.FLUENT, Level.PROFESSIONAL, Level.NATIVE})
"""The levels at which somebody can lead guests in a language."""
