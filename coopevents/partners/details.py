"""What a caller brings to make or change an institution, and to tell more about it."""

from dataclasses import dataclass
from datetime import date

from coopevents.partners.models import InstitutionKind
from coopevents.partners.states import ContactRole, PartnerStatus
from coopevents.people.details import PersonDetails
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class InstitutionDetails:
    """Everything said about an institution; ``country`` is its ISO 3166-1 code, a position is in degrees."""

    name: LocalizedText
    kind: InstitutionKind = InstitutionKind.UNIVERSITY
    country: str = ""
    city: str = ""
    website: str = ""
    status: PartnerStatus = PartnerStatus.PARTNER
    partner_since: int | None = None
    original_name: str = ""
    acronym: str = ""
    former_names: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    parent_id: int | None = None
    tags: tuple[str, ...] | None = None
    """None leaves the tags as they are."""


@dataclass(frozen=True)
class ContactDetails:
    """Somebody in a role at an institution, from a day until a day where these are known.

    ``person_id`` is a person of the register; ``person`` somebody who comes into it by this.
    """

    role: ContactRole
    person_id: int | None = None
    person: PersonDetails | None = None
    note: str = ""
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class NoteDetails:
    """What is to be remembered; with a day it is to be followed up by its owner."""

    text: str
    due_on: date | None = None
    owner_id: int | None = None
