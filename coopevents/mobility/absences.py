"""Whoever travels is away: known to the register of people, so that every search for clashes knows it."""

from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.recording import whole_days
from coopevents.mobility.states import GOING
from coopevents.people import absences


def keep_in_step(trip: Trip) -> None:
    """Each traveller the register knows is away on the days of the trip while it is approved, and not otherwise."""
    starts_at, ends_at = whole_days(trip.starts_on, trip.ends_on)
    for each in trip.travellers:
        is_away = trip.state in GOING and not each.is_withdrawn and each.person_id is not None
        if is_away:
            absences.set_absence(key_of(each), each.person_id or 0, starts_at, ends_at)
        else:
            absences.clear_absence(key_of(each))


def key_of(traveller: Traveller) -> str:
    """What the absence of a traveller is known by."""
    return f"traveller-{traveller.id}"
