"""What a caller must bring to open registration, and to register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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
    first one of the event. ``companion_count`` others come along, and take a seat each.
    """

    email: str
    given_name: str = ""
    family_name: str = ""
    original_name: str = ""
    title: str = ""
    country: str = ""
    institution_name: str = ""
    position: str = ""
    language: str = "en"
    time_zone: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    privacy_version: int = 1
    has_consented: bool = False
    intention: str | None = None
    form_slug: str = ""
    companion_count: int = 0
