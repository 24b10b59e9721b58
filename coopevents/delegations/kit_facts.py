"""What happens to the kit of a visit; what things are for whom is not told."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class KitChanged(DelegationFact):
    """A thing was added to the kit, or said anew."""

    sentence: ClassVar["LazyString | str"] = _l("Kit of the visit changed")


@dataclass(frozen=True, kw_only=True)
class KitTicked(DelegationFact):
    """A thing is there, or is back, or is not after all."""

    sentence: ClassVar["LazyString | str"] = _l("A thing of the visit’s kit ticked")


@dataclass(frozen=True, kw_only=True)
class KitThingRemoved(DelegationFact):
    """A thing is off the list, and can be brought back."""

    sentence: ClassVar["LazyString | str"] = _l("A thing taken off the visit’s kit")


@dataclass(frozen=True, kw_only=True)
class KitThingBroughtBack(DelegationFact):
    """A thing that was off the list is on it again."""

    sentence: ClassVar["LazyString | str"] = _l("A thing put on the visit’s kit again")
