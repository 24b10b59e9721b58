"""The words of places as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.places.models import PlaceKind, ResourceKind

KINDS: Mapping[str, LazyString] = {
    PlaceKind.ROOM: _l("Room"),
    PlaceKind.HALL: _l("Hall"),
    PlaceKind.OUTDOOR: _l("Outdoors"),
    PlaceKind.OFF_CAMPUS: _l("Off campus"),
}

RESOURCE_KINDS: Mapping[str, LazyString] = {
    ResourceKind.VEHICLE: _l("Vehicle"),
    ResourceKind.EQUIPMENT: _l("Equipment"),
    ResourceKind.BOOTH: _l("Interpreter booth"),
    ResourceKind.OTHER: _l("Something else"),
}

WEEKDAYS: tuple[LazyString, ...] = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)
