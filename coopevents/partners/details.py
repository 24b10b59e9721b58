"""What a caller brings to make or change an institution."""

from dataclasses import dataclass

from coopevents.partners.models import InstitutionKind
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class InstitutionDetails:
    """Everything said about an institution; ``country`` is its ISO 3166-1 code."""

    name: LocalizedText
    kind: InstitutionKind = InstitutionKind.UNIVERSITY
    country: str = ""
    city: str = ""
    website: str = ""
    is_partner: bool = True
    partner_since: int | None = None
