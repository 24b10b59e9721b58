"""All doors to the partner register."""

from coopevents.blueprints.organiser import partner_duplicates, partner_exports, partner_imports
from coopevents.blueprints.organiser.partners import partners

__all__ = ["partner_duplicates", "partner_exports", "partner_imports", "partners"]
