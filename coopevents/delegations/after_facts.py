"""What happens to the report on a visit, and to what grew out of the visit."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class AgreementGrown(DelegationFact):
    """An agreement grew out of the visit; which one is not told, since it may be confidential."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement that grew out of the visit linked")


@dataclass(frozen=True, kw_only=True)
class AgreementUnlinked(DelegationFact):
    """It did not grow out of the visit after all."""

    sentence: ClassVar["LazyString | str"] = _l("Link of the visit to an agreement removed")


@dataclass(frozen=True, kw_only=True)
class ReportSubmitted(DelegationFact):
    """The report waits for its approval."""

    sentence: ClassVar["LazyString | str"] = _l("Report on the visit submitted")


@dataclass(frozen=True, kw_only=True)
class ReportReturned(DelegationFact):
    """The report was sent back, with a reason."""

    sentence: ClassVar["LazyString | str"] = _l("Report on the visit sent back")


@dataclass(frozen=True, kw_only=True)
class ReportStageApproved(DelegationFact):
    """One of the stages found the report good."""

    sentence: ClassVar["LazyString | str"] = _l("Stage of the report on the visit approved")


@dataclass(frozen=True, kw_only=True)
class ReportApproved(DelegationFact):
    """The report is approved, and kept as it was then."""

    sentence: ClassVar["LazyString | str"] = _l("Report on the visit approved")


@dataclass(frozen=True, kw_only=True)
class ThanksDrafted(DelegationFact):
    """Letters of thanks lie there as drafts."""

    sentence: ClassVar["LazyString | str"] = _l("Letters of thanks drafted")


@dataclass(frozen=True, kw_only=True)
class ThanksSent(DelegationFact):
    """A letter of thanks is sent by mail."""

    letter_id: int
    sentence: ClassVar["LazyString | str"] = _l("Letter of thanks sent")


@dataclass(frozen=True, kw_only=True)
class ThanksPosted(DelegationFact):
    """A letter of thanks went by post, or was handed over."""

    sentence: ClassVar["LazyString | str"] = _l("Letter of thanks sent by post")
