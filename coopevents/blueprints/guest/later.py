"""What a guest's own page says of the questions asked once the place is confirmed."""

from coopevents import clock
from coopevents.registration import follow_ups
from coopevents.registration.models import Registration


def later_of(registration: Registration) -> dict[str, object]:
    """Until when they may be answered and whether they are; nothing when there are none, or no place."""
    if not (follow_ups.is_open(registration, clock.now()) and follow_ups.asks(registration)):
        return {"later": None}
    until = follow_ups.last_day(registration.form, registration)
    return {"later": {"until": until, "is_answered": follow_ups.is_answered(registration)}}
