"""What happens to events."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class EventCreated(Fact):
    """An event began as a draft."""

    sentence: ClassVar["LazyString | str"] = _l("Event created")


@dataclass(frozen=True, kw_only=True)
class EventCloned(Fact):
    """An event began as the copy of another one."""

    sentence: ClassVar["LazyString | str"] = _l("Event copied from an earlier one")


@dataclass(frozen=True, kw_only=True)
class EventChanged(Fact):
    """What an organiser says about the event changed."""

    sentence: ClassVar["LazyString | str"] = _l("Event changed")


@dataclass(frozen=True, kw_only=True)
class EventPublished(Fact):
    """The event became visible to everybody."""

    sentence: ClassVar["LazyString | str"] = _l("Event published")


@dataclass(frozen=True, kw_only=True)
class EventUnpublished(Fact):
    """The event became a draft again."""

    sentence: ClassVar["LazyString | str"] = _l("Event taken back to draft")


@dataclass(frozen=True, kw_only=True)
class EventCancelled(Fact):
    """The event will not take place; it stays visible as cancelled if it ever was visible."""

    sentence: ClassVar["LazyString | str"] = _l("Event cancelled")


@dataclass(frozen=True, kw_only=True)
class EventPageAdded(Fact):
    """A practical page was added."""

    sentence: ClassVar["LazyString | str"] = _l("Page added")


@dataclass(frozen=True, kw_only=True)
class EventPageChanged(Fact):
    """A practical page was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Page changed")


@dataclass(frozen=True, kw_only=True)
class EventPageRemoved(Fact):
    """A practical page was removed."""

    sentence: ClassVar["LazyString | str"] = _l("Page removed")


@dataclass(frozen=True, kw_only=True)
class EventPagesOrdered(Fact):
    """The practical pages were put into another order."""

    sentence: ClassVar["LazyString | str"] = _l("Pages put in another order")
