"""All doors to the partner register."""

from coopevents.blueprints.organiser import (
    partner_contacts,
    partner_documents,
    partner_duplicates,
    partner_exports,
    partner_imports,
    partner_notes,
    partner_relations,
    partner_story,
)
from coopevents.blueprints.organiser.partners import partners

__all__ = [
    "partner_contacts",
    "partner_documents",
    "partner_duplicates",
    "partner_exports",
    "partner_imports",
    "partner_notes",
    "partner_relations",
    "partner_story",
    "partners",
]
