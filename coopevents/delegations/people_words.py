"""How journeys are called on screens and papers, and the colours of how far a delegate's data is."""

from flask_babel.speaklater import LazyString

from coopevents.delegations.people_states import DelegateState, Direction, Means
from coopevents.i18n import _l

DELEGATE_TONES: dict[DelegateState, str] = {
    DelegateState.INVITED: "attention",
    DelegateState.COMPLETE: "good",
    DelegateState.WITHDRAWN: "trouble",
}
"""The colour of a delegate's badge; neutral for all others."""
DIRECTIONS: dict[Direction, LazyString] = {
    Direction.ARRIVAL: _l("Arrival"),
    Direction.DEPARTURE: _l("Departure"),
}
MEANS: dict[Means, LazyString] = {
    Means.FLIGHT: _l("Flight"),
    Means.TRAIN: _l("Train"),
    Means.CAR: _l("Car"),
    Means.COACH: _l("Coach"),
    Means.SHIP: _l("Ship"),
    Means.OTHER: _l("Other"),
}
