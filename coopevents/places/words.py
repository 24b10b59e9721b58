"""The words of places as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.places.models import PlaceKind

KINDS: Mapping[str, LazyString] = {
    PlaceKind.ROOM: _l("Room"),
    PlaceKind.HALL: _l("Hall"),
    PlaceKind.OUTDOOR: _l("Outdoors"),
    PlaceKind.OFF_CAMPUS: _l("Off campus"),
}
