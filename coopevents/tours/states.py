"""The words of tours: how far a departure is, how a booking stands, which weather spares nobody."""

from enum import StrEnum


class DepartureState(StrEnum):
    """How far a departure is. Few left and full are told by its bookings, cancelled by its activity; never stored."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    DONE = "done"


class BookingState(StrEnum):
    """How a party stands to a departure."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    NO_SHOW = "no_show"


class TapKind(StrEnum):
    """What a guide's phone can say: how many of a party are here, a guest without a booking, where the tour is."""

    HEADS = "heads"
    WALK_IN = "walk_in"
    STOP = "stop"
    START = "start"
    FINISH = "finish"


TAKES_PLACES = frozenset({BookingState.CONFIRMED, BookingState.ATTENDED, BookingState.NO_SHOW})
"""The states in which a party takes its heads of a departure."""
