"""What happens to a delegate's own data; no fact says what is in it, only which answers it was about."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.delegations.people_facts import DelegateFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class DelegateInvited(DelegateFact):
    """A delegate is sent their own link."""

    version: int
    sentence: ClassVar["LazyString | str"] = _l("Own link sent to a delegate")


@dataclass(frozen=True, kw_only=True)
class DelegateLinkReplaced(DelegateFact):
    """The link that was out opens nothing any more."""

    sentence: ClassVar["LazyString | str"] = _l("Link of a delegate replaced")


@dataclass(frozen=True, kw_only=True)
class DelegateFilledIn(DelegateFact):
    """A delegate gave or changed their own data."""

    sentence: ClassVar["LazyString | str"] = _l("A delegate filled in their details")


@dataclass(frozen=True, kw_only=True)
class DelegateAnswersRevealed(DelegateFact):
    """A colleague looked at a delegate's confidential answers: which ones and why, never what they say."""

    sentence: ClassVar["LazyString | str"] = _l("Confidential answers of a delegate looked at")


@dataclass(frozen=True, kw_only=True)
class DelegateConsentWithdrawn(DelegateFact):
    """A delegate took back a consent; the answers under it are erased."""

    sentence: ClassVar["LazyString | str"] = _l("Consent of a delegate withdrawn, answers erased")


@dataclass(frozen=True, kw_only=True)
class DelegateAnswersPurged(DelegateFact):
    """The day had come on which confidential answers are erased."""

    sentence: ClassVar["LazyString | str"] = _l("Confidential answers of a delegate erased on time")


@dataclass(frozen=True, kw_only=True)
class DelegateDataTakenAlong(DelegateFact):
    """A delegate was handed a copy of everything kept about them."""

    sentence: ClassVar["LazyString | str"] = _l("Copy of a delegate’s data handed out")


@dataclass(frozen=True, kw_only=True)
class DelegateErased(DelegateFact):
    """Nothing is left that says who a delegate was."""

    sentence: ClassVar["LazyString | str"] = _l("Personal data of a delegate erased")


@dataclass(frozen=True, kw_only=True)
class JourneysChanged(DelegationFact):
    """How they come and go was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Arrivals and departures of a visit changed")


@dataclass(frozen=True, kw_only=True)
class StaysChanged(DelegationFact):
    """Where they stay was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Hotel nights of a visit changed")
