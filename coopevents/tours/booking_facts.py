"""What happened to a party's booking of a tour."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class TourBookingFact(Fact):
    """Something about one booking."""


@dataclass(frozen=True, kw_only=True)
class TourBooked(TourBookingFact):
    """A party has its places."""

    sentence: ClassVar[LazyString | str] = _l("Tour booked")


@dataclass(frozen=True, kw_only=True)
class TourAwaited(TourBookingFact):
    """There was no room for all of the party; it waits."""

    sentence: ClassVar[LazyString | str] = _l("Put on the waiting list of a tour")


@dataclass(frozen=True, kw_only=True)
class TourPartyMovedUp(TourBookingFact):
    """A party that waited has its places now."""

    sentence: ClassVar[LazyString | str] = _l("Party moved up from the waiting list of a tour")


@dataclass(frozen=True, kw_only=True)
class TourPartyChanged(TourBookingFact):
    """The party is larger or smaller, or says something else about itself."""

    sentence: ClassVar[LazyString | str] = _l("Booking of a tour changed")


@dataclass(frozen=True, kw_only=True)
class TourBookingMoved(TourBookingFact):
    """The party takes another departure."""

    sentence: ClassVar[LazyString | str] = _l("Booking moved to another tour")

    from_departure_id: int
    was_confirmed: bool


@dataclass(frozen=True, kw_only=True)
class TourBookingCancelled(TourBookingFact):
    """The party does not come, or is not to come."""

    sentence: ClassVar[LazyString | str] = _l("Booking of a tour cancelled")

    was_confirmed: bool


@dataclass(frozen=True, kw_only=True)
class TourPartyTold(TourBookingFact):
    """The party hears that its tour is at another time or place."""

    sentence: ClassVar[LazyString | str] = _l("Party told of another time or place")


@dataclass(frozen=True, kw_only=True)
class TourPartyReminded(TourBookingFact):
    """The party is reminded the day before."""

    sentence: ClassVar[LazyString | str] = _l("Party reminded of a tour")


@dataclass(frozen=True, kw_only=True)
class TourBookingErased(TourBookingFact):
    """Nothing is left that says who they were."""

    sentence: ClassVar[LazyString | str] = _l("Booking of a tour erased")


@dataclass(frozen=True, kw_only=True)
class TourPartyCounted(TourBookingFact):
    """The guide said how many of a party are here."""

    sentence: ClassVar[LazyString | str] = _l("Guests of a party counted by the guide")


@dataclass(frozen=True, kw_only=True)
class TourWalkInCounted(TourBookingFact):
    """The guide took a guest along who had not booked."""

    sentence: ClassVar[LazyString | str] = _l("Guest without a booking taken along on a tour")
