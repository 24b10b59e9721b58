"""What happened to a route and its stops."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class RouteFact(Fact):
    """Something about one route; ``route_id`` is its subject."""


@dataclass(frozen=True, kw_only=True)
class RouteAdded(RouteFact):
    """Tours can be planned on it."""

    sentence: ClassVar[LazyString | str] = _l("Route added")


@dataclass(frozen=True, kw_only=True)
class RouteChanged(RouteFact):
    """What is said about it changed."""

    sentence: ClassVar[LazyString | str] = _l("Route changed")


@dataclass(frozen=True, kw_only=True)
class RouteRetired(RouteFact):
    """No more tours are planned on it."""

    sentence: ClassVar[LazyString | str] = _l("Route retired")


@dataclass(frozen=True, kw_only=True)
class RouteRestored(RouteFact):
    """It is in use again."""

    sentence: ClassVar[LazyString | str] = _l("Route in use again")


@dataclass(frozen=True, kw_only=True)
class StopAdded(RouteFact):
    """The route has one more stop."""

    sentence: ClassVar[LazyString | str] = _l("Stop added")


@dataclass(frozen=True, kw_only=True)
class StopChanged(RouteFact):
    """What is said about a stop changed."""

    sentence: ClassVar[LazyString | str] = _l("Stop changed")


@dataclass(frozen=True, kw_only=True)
class StopRemoved(RouteFact):
    """The route passes it by."""

    sentence: ClassVar[LazyString | str] = _l("Stop removed")


@dataclass(frozen=True, kw_only=True)
class StopRestored(RouteFact):
    """The route has it again."""

    sentence: ClassVar[LazyString | str] = _l("Stop restored")


@dataclass(frozen=True, kw_only=True)
class StopsOrdered(RouteFact):
    """The stops come in another order."""

    sentence: ClassVar[LazyString | str] = _l("Stops put in another order")


@dataclass(frozen=True, kw_only=True)
class StopsPlaced(RouteFact):
    """The stops stand elsewhere on the map, or the map is another."""

    sentence: ClassVar[LazyString | str] = _l("Stops placed on the map")
