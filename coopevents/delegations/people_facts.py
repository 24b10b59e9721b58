"""What happens to the people of a delegation; no name is told, only whom it is about by id."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class DelegateFact(DelegationFact):
    """Something happened to one delegate of the visit."""

    delegate_id: int


@dataclass(frozen=True, kw_only=True)
class DelegateNamed(DelegateFact):
    """Somebody is to come."""

    sentence: ClassVar["LazyString | str"] = _l("Delegate named")


@dataclass(frozen=True, kw_only=True)
class DelegateChanged(DelegateFact):
    """What is known of a delegate was changed; the changes name fields, never what they say."""

    sentence: ClassVar["LazyString | str"] = _l("Details of a delegate changed")


@dataclass(frozen=True, kw_only=True)
class DelegateWithdrawn(DelegateFact):
    """Somebody does not come after all."""

    sentence: ClassVar["LazyString | str"] = _l("Delegate withdrawn")


@dataclass(frozen=True, kw_only=True)
class DelegateBack(DelegateFact):
    """Whoever was withdrawn comes after all."""

    sentence: ClassVar["LazyString | str"] = _l("Delegate comes after all")


@dataclass(frozen=True, kw_only=True)
class DelegatesOrdered(DelegationFact):
    """Their order was given by hand."""

    sentence: ClassVar["LazyString | str"] = _l("Order of the delegates changed")
