"""What happens to gifts; no name of a guest is told."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class GiftWritten(DelegationFact):
    """A gift of a visit was planned, or said anew."""

    sentence: ClassVar["LazyString | str"] = _l("Gift of the visit written down")


@dataclass(frozen=True, kw_only=True)
class GiftHandedOver(DelegationFact):
    """It was given, or received."""

    sentence: ClassVar["LazyString | str"] = _l("Gift of the visit handed over")


@dataclass(frozen=True, kw_only=True)
class GiftTakenBack(DelegationFact):
    """It was not handed over after all."""

    sentence: ClassVar["LazyString | str"] = _l("Handing over of a gift taken back")


@dataclass(frozen=True, kw_only=True)
class GiftRemoved(DelegationFact):
    """It is neither given nor received."""

    sentence: ClassVar["LazyString | str"] = _l("Gift of the visit removed")


@dataclass(frozen=True, kw_only=True)
class BudgetWritten(DelegationFact):
    """A line of the budget was written, or changed."""

    sentence: ClassVar["LazyString | str"] = _l("Budget of the visit changed")


@dataclass(frozen=True, kw_only=True)
class BudgetLineRemoved(DelegationFact):
    """A line of the budget was removed."""

    sentence: ClassVar["LazyString | str"] = _l("Line of the budget removed")


@dataclass(frozen=True, kw_only=True)
class ReceiptAdded(DelegationFact):
    """A receipt was handed in for a line of the budget."""

    sentence: ClassVar["LazyString | str"] = _l("Receipt for a cost added")


@dataclass(frozen=True, kw_only=True)
class ReceiptRemoved(DelegationFact):
    """A receipt was removed, and its file erased."""

    sentence: ClassVar["LazyString | str"] = _l("Receipt for a cost removed")


@dataclass(frozen=True, kw_only=True)
class GiftItemWritten(Fact):
    """An office keeps a gift, or says it anew; its ``subject`` is the item."""

    sentence: ClassVar["LazyString | str"] = _l("Gift of the stock written down")


@dataclass(frozen=True, kw_only=True)
class GiftsCounted(Fact):
    """Somebody counted what is there."""

    sentence: ClassVar["LazyString | str"] = _l("Gifts of the stock counted")


@dataclass(frozen=True, kw_only=True)
class GiftRuleChanged(Fact):
    """A unit has another rule of value; its ``subject`` is the unit."""

    sentence: ClassVar["LazyString | str"] = _l("Rule of value of gifts changed")
