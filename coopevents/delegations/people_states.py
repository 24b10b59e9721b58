"""The words of the people who come: what they are in their delegation, how far their data is, how they travel."""

from enum import StrEnum


class DelegateRole(StrEnum):
    """What somebody is in the delegation, in the order in which they are named."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"
    INTERPRETER = "interpreter"
    STAFF = "staff"


class DelegateState(StrEnum):
    """Named by somebody else, invited to fill in their own data, done so, or not coming any more."""

    NAMED = "named"
    INVITED = "invited"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"


COMING_DELEGATES = frozenset({DelegateState.NAMED, DelegateState.INVITED, DelegateState.COMPLETE})
"""The states in which somebody is thought to come."""


class Direction(StrEnum):
    """Which way a leg of the journey goes."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


class Means(StrEnum):
    """How somebody travels."""

    FLIGHT = "flight"
    TRAIN = "train"
    CAR = "car"
    COACH = "coach"
    SHIP = "ship"
    OTHER = "other"
