"""What a caller must bring to invite somebody, and to name a delegate."""

from dataclasses import dataclass, field
from datetime import date

from coopevents.text import LocalizedText


@dataclass(frozen=True, kw_only=True)
class InvitationTerms:
    """On what conditions somebody is invited; the same for everybody of a list.

    ``answer_by`` is the last day to answer, where the event is. ``form_slug`` names the form; empty means the first.
    """

    form_slug: str = ""
    answer_by: date | None = None
    keeps_place: bool = False
    is_locked: bool = False
    skips_approval: bool = False
    words: LocalizedText = field(default_factory=LocalizedText)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Who is invited, and how they are received."""

    email: str
    title: str = ""
    given_name: str = ""
    family_name: str = ""
    original_name: str = ""
    institution_name: str = ""
    position: str = ""
    country: str = ""
    language: str = "en"
    is_vip: bool = False
    host_name: str = ""
    host_phone: str = ""
    protocol_note: str = ""
