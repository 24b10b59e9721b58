"""What can happen to the questions asked once a place is confirmed."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class FollowUpAsked(Fact):
    """A guest with a place is asked more."""

    sentence = _l("Asked the later questions")


@dataclass(frozen=True, kw_only=True)
class FollowUpReminded(Fact):
    """The last day comes near, or the office asks again."""

    sentence = _l("Reminded of the later questions")


@dataclass(frozen=True, kw_only=True)
class FollowUpAnswered(Fact):
    """A guest answered the later questions, or changed the answers."""

    sentence = _l("Later questions answered")
