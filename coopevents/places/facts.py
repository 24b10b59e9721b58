"""What happened to a place."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class PlaceFact(Fact):
    """Something about one place."""


@dataclass(frozen=True, kw_only=True)
class PlaceAdded(PlaceFact):
    """The office may plan there."""

    sentence: ClassVar[LazyString | str] = _l("Place added")


@dataclass(frozen=True, kw_only=True)
class PlaceChanged(PlaceFact):
    """What is said about it changed."""

    sentence: ClassVar[LazyString | str] = _l("Place changed")


@dataclass(frozen=True, kw_only=True)
class PlaceRetired(PlaceFact):
    """Nothing new is planned there."""

    sentence: ClassVar[LazyString | str] = _l("Place retired")


@dataclass(frozen=True, kw_only=True)
class PlaceRestored(PlaceFact):
    """It is in use again."""

    sentence: ClassVar[LazyString | str] = _l("Place in use again")


@dataclass(frozen=True, kw_only=True)
class WalkingTimesChanged(PlaceFact):
    """The minutes between places are others; the subject is the unit."""

    sentence: ClassVar[LazyString | str] = _l("Walking times changed")


@dataclass(frozen=True, kw_only=True)
class CampusAdded(Fact):
    """The office has another site; the subject is the campus, as in the facts below."""

    sentence: ClassVar[LazyString | str] = _l("Campus added")


@dataclass(frozen=True, kw_only=True)
class CampusRenamed(Fact):
    """A site is called something else."""

    sentence: ClassVar[LazyString | str] = _l("Campus renamed")


@dataclass(frozen=True, kw_only=True)
class CampusRemoved(Fact):
    """The office no longer has that site."""

    sentence: ClassVar[LazyString | str] = _l("Campus removed")


@dataclass(frozen=True, kw_only=True)
class DrivingTimesChanged(Fact):
    """The minutes between campuses are others; the subject is the unit."""

    sentence: ClassVar[LazyString | str] = _l("Driving times changed")


@dataclass(frozen=True, kw_only=True)
class ResourceFact(Fact):
    """Something about what can be borrowed besides places."""


@dataclass(frozen=True, kw_only=True)
class ResourceAdded(ResourceFact):
    """The office may plan with it."""

    sentence: ClassVar[LazyString | str] = _l("Resource added")


@dataclass(frozen=True, kw_only=True)
class ResourceChanged(ResourceFact):
    """What is said about it changed."""

    sentence: ClassVar[LazyString | str] = _l("Resource changed")


@dataclass(frozen=True, kw_only=True)
class ResourceRetired(ResourceFact):
    """It is no longer lent."""

    sentence: ClassVar[LazyString | str] = _l("Resource retired")


@dataclass(frozen=True, kw_only=True)
class ResourceRestored(ResourceFact):
    """It is lent again."""

    sentence: ClassVar[LazyString | str] = _l("Resource in use again")
