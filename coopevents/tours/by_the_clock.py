"""What is due for tours: weekly tours made, bookings closed, tours begun and over, parties told and reminded."""

from collections.abc import Callable
from datetime import datetime, timedelta

from coopevents.tours import booking_queries, departure_queries, departures, following, weekly
from coopevents.tours.room_left import due_state

Deed = Callable[[], object]


def list_due(now: datetime) -> list[tuple[int, Deed]]:
    """Every deed that is due, with the number of what it is about; each is meant to be a commit of its own."""
    horizon = (now - timedelta(hours=12)).date() + weekly.AHEAD  # everywhere on Earth it is that day, or a later one
    patterns = departure_queries.list_patterns_to_make(horizon)
    live = departure_queries.list_to_go_on()
    going_on = [number for number, state, times in live if due_state(state, times, now) is not state]
    return [
        *((each, _make(each, now)) for each in patterns),
        *((each, _go_on(each, now)) for each in going_on),
        *((each, _tell(each, now)) for each in booking_queries.list_to_tell(now)),
        *((each, _remind(each, now)) for each in booking_queries.list_to_remind(now)),
    ]


def next_due() -> datetime | None:
    """When the next party is to be told; everything else can wait for the next minute."""
    return booking_queries.next_to_tell()


def _make(number: int, now: datetime) -> Deed:
    return lambda: weekly.make_departures(number, now=now)


def _go_on(number: int, now: datetime) -> Deed:
    return lambda: departures.go_on(departure_queries.get_departure(number), now=now)


def _tell(number: int, now: datetime) -> Deed:
    return lambda: following.tell(number, now=now)


def _remind(number: int, now: datetime) -> Deed:
    return lambda: following.remind(number, now=now)
