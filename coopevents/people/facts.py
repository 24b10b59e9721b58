"""What happens to people's records."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Fact):
    """The office came to know a person."""

    sentence: ClassVar["LazyString | str"] = _l("Person added")


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Fact):
    """What the office knows of a person changed."""

    sentence: ClassVar["LazyString | str"] = _l("Person changed")


@dataclass(frozen=True, kw_only=True)
class AvailabilityStated(Fact):
    """A person can be there at a certain time; the subject is the person."""

    sentence: ClassVar["LazyString | str"] = _l("Availability of a person added")


@dataclass(frozen=True, kw_only=True)
class AvailabilityWithdrawn(Fact):
    """A person no longer can be there then."""

    sentence: ClassVar["LazyString | str"] = _l("Availability of a person removed")
