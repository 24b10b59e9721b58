"""What happens to the settings of visits; ``subject`` is a part of them, with the unit's number as its id."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class VisitTaskAdded(Fact):
    """Visits of the unit begin with one more task."""

    sentence: ClassVar["LazyString | str"] = _l("Task added to the list visits begin with")


@dataclass(frozen=True, kw_only=True)
class VisitTaskChanged(Fact):
    """A task visits begin with is another."""

    sentence: ClassVar["LazyString | str"] = _l("Task of the list visits begin with changed")


@dataclass(frozen=True, kw_only=True)
class VisitTaskRemoved(Fact):
    """Visits do not begin with it any more."""

    sentence: ClassVar["LazyString | str"] = _l("Task removed from the list visits begin with")


@dataclass(frozen=True, kw_only=True)
class VisitTaskRestored(Fact):
    """It is on the list again."""

    sentence: ClassVar["LazyString | str"] = _l("Task put back on the list visits begin with")


@dataclass(frozen=True, kw_only=True)
class VisitTasksOrdered(Fact):
    """The tasks stand in another order."""

    sentence: ClassVar["LazyString | str"] = _l("List visits begin with put in another order")


@dataclass(frozen=True, kw_only=True)
class VisitTasksCopied(Fact):
    """The list is that of another unit now."""

    sentence: ClassVar["LazyString | str"] = _l("List visits begin with copied from another unit")


@dataclass(frozen=True, kw_only=True)
class HouseTasksChosen(Fact):
    """The house's own list counts."""

    sentence: ClassVar["LazyString | str"] = _l("The house’s own list of tasks taken")


@dataclass(frozen=True, kw_only=True)
class OwnTasksChosen(Fact):
    """The unit's own list counts again."""

    sentence: ClassVar["LazyString | str"] = _l("The unit’s own list of tasks taken up again")


@dataclass(frozen=True, kw_only=True)
class VisitApprovalChanged(Fact):
    """Requests of a level are decided by other stages from now on."""

    sentence: ClassVar["LazyString | str"] = _l("Stages of deciding about visits changed")


@dataclass(frozen=True, kw_only=True)
class VisitLeadTimesChanged(Fact):
    """The unit wants to be asked sooner, or later."""

    sentence: ClassVar["LazyString | str"] = _l("Lead times of visits changed")
