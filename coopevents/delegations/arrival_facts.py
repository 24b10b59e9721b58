"""What happens on the days of a visit."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.delegations.people_facts import DelegateFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class DelegateArrived(DelegateFact):
    """Somebody of ours saw a delegate arrive."""

    sentence: ClassVar["LazyString | str"] = _l("Delegate arrived")


@dataclass(frozen=True, kw_only=True)
class DelegateArrivalTakenBack(DelegateFact):
    """A delegate has not arrived after all."""

    sentence: ClassVar["LazyString | str"] = _l("Arrival of a delegate taken back")


@dataclass(frozen=True, kw_only=True)
class DelegateSeenOff(DelegateFact):
    """A delegate has left."""

    sentence: ClassVar["LazyString | str"] = _l("Delegate seen off")


@dataclass(frozen=True, kw_only=True)
class DelegateSeenOffTakenBack(DelegateFact):
    """A delegate has not left after all."""

    sentence: ClassVar["LazyString | str"] = _l("Departure of a delegate taken back")


@dataclass(frozen=True, kw_only=True)
class VisitBegun(DelegationFact):
    """The guests are here."""

    sentence: ClassVar["LazyString | str"] = _l("Visit begun")


@dataclass(frozen=True, kw_only=True)
class VisitCompleted(DelegationFact):
    """The guests are gone."""

    sentence: ClassVar["LazyString | str"] = _l("Visit completed")


@dataclass(frozen=True, kw_only=True)
class VisitClosed(DelegationFact):
    """Nothing is left to do about it."""

    sentence: ClassVar["LazyString | str"] = _l("Visit closed for good")


@dataclass(frozen=True, kw_only=True)
class ResultWritten(DelegationFact):
    """Minutes, an outcome or a follow-up was written down."""

    sentence: ClassVar["LazyString | str"] = _l("What came of the visit was written down")


@dataclass(frozen=True, kw_only=True)
class ResultRemoved(DelegationFact):
    """An outcome or a follow-up was removed."""

    sentence: ClassVar["LazyString | str"] = _l("Outcome or follow-up of the visit removed")


@dataclass(frozen=True, kw_only=True)
class FollowUpDone(DelegationFact):
    """What was to follow was done."""

    sentence: ClassVar["LazyString | str"] = _l("Follow-up of the visit done")


@dataclass(frozen=True, kw_only=True)
class FollowUpOpened(DelegationFact):
    """What was done has to be done after all."""

    sentence: ClassVar["LazyString | str"] = _l("Follow-up of the visit open again")


@dataclass(frozen=True, kw_only=True)
class FollowUpOwnerReminded(DelegationFact):
    """Whoever sees to a follow-up is reminded."""

    result_id: int
    sentence: ClassVar["LazyString | str"] = _l("Owner of a follow-up reminded")
