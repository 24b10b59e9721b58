"""What can happen to what is kept about a guest."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class AnswersRevealed(Fact):
    """A colleague looked at sensitive answers: which ones and why, never what they say."""

    sentence = _l("Confidential answers looked at")


@dataclass(frozen=True, kw_only=True)
class AnswersPurged(Fact):
    """The day had come on which sensitive answers are erased."""

    sentence = _l("Confidential answers erased on time")


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """A guest took back the consent to keep sensitive answers; they are erased."""

    sentence = _l("Consent withdrawn, answers erased")


@dataclass(frozen=True, kw_only=True)
class DataTakenAlong(Fact):
    """A copy of everything kept about a guest was handed out."""

    sentence = _l("Copy of all data handed out")


@dataclass(frozen=True, kw_only=True)
class GuestErased(Fact):
    """Nothing is left that says who a guest was."""

    sentence = _l("Personal data erased")
