"""What an import would do, row by row, before anything is done. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from operator import itemgetter
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.schedule.exchange.records import Record, Trouble
from coopevents.schedule.pasting import PastedPerson


class Verdict(StrEnum):
    """What becomes of one row."""

    ADDED = "added"
    CHANGED = "changed"
    TRAY = "tray"
    UNCHANGED = "unchanged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place nobody knows yet, as typed; perhaps in two languages."""

    name: str


@dataclass(frozen=True, slots=True)
class NewTrack:
    """A track nobody knows yet, as typed; perhaps in two languages."""

    name: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person in a role: known by id, or as typed."""

    role: str
    person_id: int | None = None
    typed: PastedPerson | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it is and as it would be, in words."""

    label: LazyString | str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row or talk of a file, and what it would do.

    ``wanted`` are the fields it would change, with :class:`NewPlace`, :class:`NewTrack` and :class:`Somebody` for what
    is not there yet. ``is_overtaken`` says that somebody saved the activity after the file was written; then it is
    only taken over when that is wished for.
    """

    row: int
    title: str
    verdict: Verdict
    activity_id: int | None = None
    version: int | None = None
    is_overtaken: bool = False
    changes: tuple[Change, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    wanted: Mapping[str, Any] = field(default_factory=dict, hash=False)
    record: Record | None = None
    language: str = "en"

    @property
    def is_done(self) -> bool:
        """Whether taking it over changes anything."""
        return self.verdict in {Verdict.ADDED, Verdict.CHANGED, Verdict.TRAY}


@dataclass(frozen=True, slots=True)
class Missing:
    """An activity of the programme that the file does not hold; ``is_draft`` says that nobody but colleagues saw it."""

    activity_id: int
    title: str
    version: int
    is_draft: bool


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything a file would do to a programme. ``zone`` is the one a conference names its times in."""

    items: tuple[Item, ...]
    missing: tuple[Missing, ...] = ()
    head: Mapping[str, Any] = field(default_factory=dict)
    zone: str = ""
    unknown_columns: tuple[str, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Item, ...]:
        """The rows with that verdict, those that were overtaken left out."""
        return tuple(each for each in self.items if each.verdict == verdict and not each.is_overtaken)

    @property
    def overtaken(self) -> tuple[Item, ...]:
        """The rows about activities that somebody saved after the file was written."""
        return tuple(each for each in self.items if each.is_overtaken)

    @property
    def does_nothing(self) -> bool:
        """Whether the programme says all of it already."""
        return not any(each.is_done for each in self.items)

    @property
    def new_places(self) -> tuple[str, ...]:
        """The places that would be added."""
        wanted = (each.wanted.get("place") for each in self.items if each.is_done)
        return tuple(dict.fromkeys(each.name for each in wanted if isinstance(each, NewPlace)))

    @property
    def new_tracks(self) -> tuple[str, ...]:
        """The tracks that would be opened."""
        wanted = (each.wanted.get("track") for each in self.items if each.is_done)
        return tuple(dict.fromkeys(each.name for each in wanted if isinstance(each, NewTrack)))

    @property
    def new_people(self) -> tuple[str, ...]:
        """The people who would be added to the office's acquaintances."""
        wanted = (one for each in self.items if each.is_done for one in each.wanted.get("people", ()))
        return tuple(dict.fromkeys(each.typed.name for each in wanted if each.typed))

    @property
    def mark(self) -> str:
        """What names exactly this plan: it changes when what would be done, or what it would be done to, changes."""
        said = [
            (each.row, each.verdict, each.activity_id, each.version, sorted(each.wanted.items(), key=itemgetter(0)))
            for each in self.items
        ]
        gone = [(each.activity_id, each.version) for each in self.missing]
        return sha256(repr((said, gone)).encode()).hexdigest()[:32]
