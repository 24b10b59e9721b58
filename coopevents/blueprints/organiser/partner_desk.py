"""All doors to the partner register."""

from coopevents.blueprints.organiser import partner_exports
from coopevents.blueprints.organiser.partners import partners

__all__ = ["partner_exports", "partners"]
