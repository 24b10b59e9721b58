"""What a caller must bring to open registration, and to register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coopevents.registration.waiting_states import WaitingRule
from coopevents.text import LocalizedText


@dataclass(frozen=True, kw_only=True)
class TermsDetails:
    """When, for how many and on what conditions people may register. No ``capacity`` means no limit."""

    is_offered: bool = True
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    capacity: int | None = None
    needs_approval: bool = False
    has_waiting_list: bool = True
    privacy_text: LocalizedText = field(default_factory=LocalizedText)


@dataclass(frozen=True, kw_only=True)
class GuestDetails:
    """Who registers, as that person writes it.

    ``intention`` is a secret of the form that was filled in: the same one twice is one registration.
    ``privacy_version`` is the version of the privacy text that was shown. ``form_slug`` names the form; empty means the
    first one of the event. ``companion_count`` others come along, and take a seat each;
    ``companion_names`` are theirs, on one line.
    """

    email: str
    given_name: str = ""
    family_name: str = ""
    original_name: str = ""
    title: str = ""
    country: str = ""
    institution_name: str = ""
    position: str = ""
    companion_names: str = ""
    language: str = "en"
    time_zone: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    privacy_version: int = 1
    has_consented: bool = False
    intention: str | None = None
    form_slug: str = ""
    companion_count: int = 0


@dataclass(frozen=True, kw_only=True)
class WaitingDetails:
    """How places that become free are passed on. No ``offer_hours`` means they are given at once."""

    waiting_rule: WaitingRule = WaitingRule.ARRIVAL
    offer_hours: int | None = None
    passes_on_itself: bool = True
    draw_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class GroupTermsDetails:
    """Whether and how an event takes groups."""

    is_offered: bool = True
    largest: int = 30
    hold_days: int = 14
    may_stay_nameless: bool = False
    swaps_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class GroupDetails:
    """A group as its leader describes it; ``places`` are those wanted at first.

    ``shared`` is what holds for everybody: ``hotel``, ``arrival``, ``bus``.
    """

    name: str
    leader_name: str
    leader_email: str
    places: int = 0
    institution_name: str = ""
    country: str = ""
    deputy_name: str = ""
    deputy_email: str = ""
    language: str = "en"
    takes_part: bool = False
    shared: Mapping[str, str] = field(default_factory=dict)
    intention: str | None = None
    form_slug: str = ""
