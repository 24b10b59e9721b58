"""What a caller brings to make or change an event and its pages."""

from dataclasses import dataclass, field
from datetime import date

from coopevents.events.states import EventKind
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class EventDetails:
    """Everything an organiser says about an event.

    An empty ``slug`` lets the house choose one from the title. ``languages`` are those the event is written in,
    the first being its own. ``cover_id`` is a stored picture or None.
    """

    kind: EventKind
    title: LocalizedText
    starts_on: date
    ends_on: date
    time_zone: str
    slug: str = ""
    summary: LocalizedText = field(default_factory=LocalizedText)
    text: LocalizedText = field(default_factory=LocalizedText)
    venue: LocalizedText = field(default_factory=LocalizedText)
    contact_email: str = ""
    languages: tuple[str, ...] = ("en",)
    accent: str = "indigo"
    cover_id: int | None = None


@dataclass(frozen=True)
class CloneDetails:
    """What differs in the copy of an event; an empty ``slug`` is chosen from the title."""

    title: LocalizedText
    starts_on: date
    slug: str = ""


@dataclass(frozen=True)
class PageDetails:
    """A practical page: Markdown per language. An empty ``slug`` is chosen from the title."""

    title: LocalizedText
    text: LocalizedText = field(default_factory=LocalizedText)
    slug: str = ""
    is_published: bool = True
