"""How a waiting list is ordered, and where an offer of places stands."""

from enum import StrEnum


class WaitingRule(StrEnum):
    """Who gets a place that becomes free: who came first, whom the office ranks first, or whom the draw names first."""

    ARRIVAL = "arrival"
    BY_HAND = "by_hand"
    DRAW = "draw"


class OfferState(StrEnum):
    """Where an offer of places stands; only an open one holds its seats."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    TAKEN_BACK = "taken_back"
