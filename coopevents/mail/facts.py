"""What happened to messages."""

from dataclasses import dataclass
from typing import ClassVar

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class MessageResent(Fact):
    """Somebody had a message sent once more, or tried again at once."""

    sentence: ClassVar = _l("Message sent again")


@dataclass(frozen=True, kw_only=True)
class MessageApproved(Fact):
    """Somebody let a draft go out."""

    sentence: ClassVar = _l("Message approved")


@dataclass(frozen=True, kw_only=True)
class MessageDiscarded(Fact):
    """Somebody decided that a waiting message is not to go out."""

    sentence: ClassVar = _l("Message discarded")


@dataclass(frozen=True, kw_only=True)
class MessageFailed(Fact):
    """The worker gave a message up."""

    sentence: ClassVar = _l("Message could not be delivered")
