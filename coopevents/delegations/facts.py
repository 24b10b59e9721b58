"""What happens to visits before, and besides, their planning."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class DelegationFact(Fact):
    """Something happened to a visit; its ``subject`` is the delegation. No name of a guest is told."""


@dataclass(frozen=True, kw_only=True)
class VisitRequested(DelegationFact):
    """Somebody asks to come."""

    sentence: ClassVar["LazyString | str"] = _l("Visit requested")


@dataclass(frozen=True, kw_only=True)
class VisitChanged(DelegationFact):
    """What a request says was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Request of a visit changed")


@dataclass(frozen=True, kw_only=True)
class VisitTakenUp(DelegationFact):
    """A colleague looks after the request."""

    sentence: ClassVar["LazyString | str"] = _l("Request of a visit taken up")


@dataclass(frozen=True, kw_only=True)
class VisitHandedOn(DelegationFact):
    """Another unit of ours receives."""

    sentence: ClassVar["LazyString | str"] = _l("Request of a visit handed to another unit")


@dataclass(frozen=True, kw_only=True)
class VisitQuestionAsked(DelegationFact):
    """The office asked back."""

    sentence: ClassVar["LazyString | str"] = _l("Question asked about a visit")


@dataclass(frozen=True, kw_only=True)
class VisitQuestionAnswered(DelegationFact):
    """The requester answered."""

    sentence: ClassVar["LazyString | str"] = _l("Question about a visit answered")


@dataclass(frozen=True, kw_only=True)
class VisitSubmitted(DelegationFact):
    """It waits for the first stage that decides."""

    sentence: ClassVar["LazyString | str"] = _l("Visit submitted for approval")


@dataclass(frozen=True, kw_only=True)
class VisitStageApproved(DelegationFact):
    """One of the stages said yes."""

    sentence: ClassVar["LazyString | str"] = _l("Stage of a visit approved")


@dataclass(frozen=True, kw_only=True)
class VisitReturned(DelegationFact):
    """A stage sent it back to the desk, with a reason."""

    sentence: ClassVar["LazyString | str"] = _l("Visit sent back to the desk")


@dataclass(frozen=True, kw_only=True)
class VisitAccepted(DelegationFact):
    """They are welcome."""

    sentence: ClassVar["LazyString | str"] = _l("Visit accepted")


@dataclass(frozen=True, kw_only=True)
class VisitDeclined(DelegationFact):
    """They cannot be received."""

    sentence: ClassVar["LazyString | str"] = _l("Visit declined")


@dataclass(frozen=True, kw_only=True)
class VisitRedirected(DelegationFact):
    """Somebody else than us is the one to ask."""

    sentence: ClassVar["LazyString | str"] = _l("Visit redirected")


@dataclass(frozen=True, kw_only=True)
class VisitPostponed(DelegationFact):
    """Not now."""

    sentence: ClassVar["LazyString | str"] = _l("Visit postponed")


@dataclass(frozen=True, kw_only=True)
class VisitResumed(DelegationFact):
    """It goes on where it was."""

    sentence: ClassVar["LazyString | str"] = _l("Visit taken up again")


@dataclass(frozen=True, kw_only=True)
class VisitCancelled(DelegationFact):
    """It does not take place."""

    sentence: ClassVar["LazyString | str"] = _l("Visit cancelled")
