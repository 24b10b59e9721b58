"""What happens when guests are asked what they thought; no fact says who answered, or what."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class FeedbackAsked(DelegationFact):
    """The guests are asked what they thought of their visit."""

    sentence: ClassVar["LazyString | str"] = _l("Guests asked what they thought of the visit")


@dataclass(frozen=True, kw_only=True)
class FeedbackReminded(DelegationFact):
    """Those who did not answer are asked once more."""

    sentence: ClassVar["LazyString | str"] = _l("Guests reminded to say what they thought of the visit")


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(DelegationFact):
    """A guest answered, or answered anew."""

    sentence: ClassVar["LazyString | str"] = _l("A guest said what they thought of the visit")


@dataclass(frozen=True, kw_only=True)
class FeedbackForgone(DelegationFact):
    """The guests of this visit are not to be asked."""

    sentence: ClassVar["LazyString | str"] = _l("Guests are not to be asked about the visit")


@dataclass(frozen=True, kw_only=True)
class FeedbackWanted(DelegationFact):
    """They are to be asked after all."""

    sentence: ClassVar["LazyString | str"] = _l("Guests are to be asked about the visit after all")
