"""What a caller must bring to ask for a visit, and to say anew what it is."""

from dataclasses import dataclass
from datetime import date

from coopevents.delegations.states import VisitKind, VisitLevel


@dataclass(frozen=True, order=True)
class Days:
    """From one day to another, both of them included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """Who asks, and is written to."""

    name: str
    email: str
    original_name: str = ""
    position: str = ""
    phone: str = ""
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class VisitDetails:
    """Everything a request says; ``institution_id`` names a partner of the register, ``organisation`` any other.

    ``days`` are those they would like best, ``alternatives`` others that would do. ``wishes`` are the people and units
    they would like to meet, ``other_stops`` whom else they visit on this journey, ``paying`` who pays what,
    ``organiser`` a third party that arranges the journey, ``history`` what there was between us before.
    """

    contact: ContactDetails
    organisation: str
    purpose: str
    days: Days
    head_count: int
    institution_id: int | None = None
    country: str = ""
    kind: VisitKind = VisitKind.INFORMATION
    level: VisitLevel = VisitLevel.UNIT
    result: str = ""
    alternatives: tuple[Days, ...] = ()
    wishes: str = ""
    languages: tuple[str, ...] = ()
    brings_interpreter: bool = False
    other_stops: str = ""
    paying: str = ""
    organiser: str = ""
    history: str = ""
    access_needs: str = ""
    needs_letters: bool = False
