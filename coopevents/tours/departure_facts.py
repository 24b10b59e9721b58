"""What happened to a departure, a weekly pattern, or a blackout."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class DepartureFact(Fact):
    """Something about one departure."""


@dataclass(frozen=True, kw_only=True)
class DeparturePlanned(DepartureFact):
    """It stands on the programme."""

    sentence: ClassVar[LazyString | str] = _l("Tour planned")


@dataclass(frozen=True, kw_only=True)
class DepartureChanged(DepartureFact):
    """What can be booked, or who leads it, changed."""

    sentence: ClassVar[LazyString | str] = _l("Tour changed")


@dataclass(frozen=True, kw_only=True)
class DepartureOpened(DepartureFact):
    """It can be booked."""

    sentence: ClassVar[LazyString | str] = _l("Tour opened for bookings")


@dataclass(frozen=True, kw_only=True)
class DepartureClosed(DepartureFact):
    """It can no longer be booked."""

    sentence: ClassVar[LazyString | str] = _l("Bookings of a tour closed")


@dataclass(frozen=True, kw_only=True)
class DepartureWentOn(DepartureFact):
    """The clock closed it, began it, or ended it."""

    sentence: ClassVar[LazyString | str] = _l("Tour went on by the clock")


@dataclass(frozen=True, kw_only=True)
class DepartureLed(DepartureFact):
    """The guide said that it began, or that it is over."""

    sentence: ClassVar[LazyString | str] = _l("Tour begun or ended by the guide")


@dataclass(frozen=True, kw_only=True)
class PatternAdded(Fact):
    """Tours depart every week."""

    sentence: ClassVar[LazyString | str] = _l("Weekly tour planned")


@dataclass(frozen=True, kw_only=True)
class PatternChanged(Fact):
    """Weekly tours are led otherwise, or leave other days out."""

    sentence: ClassVar[LazyString | str] = _l("Weekly tour changed")


@dataclass(frozen=True, kw_only=True)
class BlackoutAdded(Fact):
    """Nothing departs on some days."""

    sentence: ClassVar[LazyString | str] = _l("Days without tours added")


@dataclass(frozen=True, kw_only=True)
class BlackoutRemoved(Fact):
    """Tours depart on those days as usual."""

    sentence: ClassVar[LazyString | str] = _l("Days without tours removed")
