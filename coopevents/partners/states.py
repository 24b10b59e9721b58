"""What institutions are to us, to each other, and what people are at them."""

from enum import StrEnum


class PartnerStatus(StrEnum):
    """What an institution is to us."""

    PARTNER = "partner"
    PROSPECT = "prospect"
    FORMER = "former"


class RelationKind(StrEnum):
    """What one institution is to another; read from the one to the other."""

    MEMBER_OF = "member_of"
    CONSORTIUM = "consortium"
    SPIN_OFF = "spin_off"
    SUCCESSOR = "successor"
    AFFILIATED = "affiliated"


SYMMETRIC = frozenset({RelationKind.CONSORTIUM, RelationKind.AFFILIATED})
"""Relations that say the same from either side."""


class ContactRole(StrEnum):
    """What somebody is for us at an institution."""

    RECTOR = "rector"
    VICE_RECTOR = "vice_rector"
    INTERNATIONAL_OFFICE = "international_office"
    COORDINATOR = "coordinator"
    DEAN = "dean"
    ACADEMIC = "academic"
    ASSISTANT = "assistant"
    OTHER = "other"
