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
