"""What a caller brings to have a calendar made."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from coopevents.calendars.cleaning import clean_line, mail_address
from coopevents.calendars.colors import is_color
from coopevents.calendars.zones import zone_named


class Status(StrEnum):
    """Whether an entry takes place. A cancelled one stays in the feed, so that subscribers learn of it."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Participation(StrEnum):
    """What an invitation says the guest has answered so far."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"


@dataclass(frozen=True, slots=True)
class Organizer:
    """Who invites: an office and the address its mail comes from. Mail readers want both to be the same."""

    name: str
    email: str

    def __post_init__(self) -> None:
        mail_address(self.email)


@dataclass(frozen=True, slots=True)
class Attendee:
    """The one guest an invitation is for."""

    name: str
    email: str
    language: str | None = None
    participation: Participation = Participation.NEEDS_ACTION
    is_reply_wanted: bool = False

    def __post_init__(self) -> None:
        mail_address(self.email)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing that takes place, in one language, as its last revision left it.

    `uid` never changes and `sequence` only rises; both and `last_modified` come from the revision, never from the
    clock. `ends_at` is when it is over; an all-day entry that ends at midnight does not take the next day.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    last_modified: datetime
    summary: str
    created_at: datetime | None = None
    description: str = ""
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str | None = None
    status: Status = Status.CONFIRMED
    categories: tuple[str, ...] = ()
    language: str | None = None
    color: str | None = None
    image_url: str | None = None
    all_day: bool = False

    def __post_init__(self) -> None:
        if not self.uid or clean_line(self.uid) != self.uid or " " in self.uid:
            raise ValueError(f"not a UID: {self.uid!r}")
        if self.sequence < 0:
            raise ValueError("a sequence counts up from 0")
        for moment in (self.starts_at, self.ends_at, self.last_modified, self.created_at or self.last_modified):
            _ensure_utc(moment)
        if self.ends_at < self.starts_at:
            raise ValueError(f"{self.uid} ends before it starts")
        if self.geo is not None and not (abs(self.geo[0]) <= 90 and abs(self.geo[1]) <= 180):
            raise ValueError(f"not a place on Earth: {self.geo}")
        _ensure_color(self.color)


@dataclass(frozen=True, slots=True)
class CalendarDetails:
    """The calendar itself: what a subscriber sees above the entries. `color` is a CSS3 name or `#rrggbb`."""

    name: str
    time_zone: str
    last_modified: datetime
    description: str = ""
    url: str | None = None
    source_url: str | None = None
    language: str | None = None
    organizer: Organizer | None = None
    refresh_every: timedelta = timedelta(hours=1)
    color: str | None = None
    image_url: str | None = None

    def __post_init__(self) -> None:
        zone_named(self.time_zone)
        _ensure_utc(self.last_modified)
        _ensure_color(self.color)
        if self.refresh_every < timedelta(minutes=1):
            raise ValueError("subscribers need at least a minute between two visits")


def _ensure_utc(moment: datetime) -> None:
    if moment.tzinfo is None or moment.utcoffset() != UTC.utcoffset(None):
        raise ValueError(f"not a moment in UTC: {moment!r}")


def _ensure_color(color: str | None) -> None:
    if color is not None and not is_color(color):
        raise ValueError(f"neither a CSS3 colour name nor #rrggbb: {color!r}")
