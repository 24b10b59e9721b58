"""Every door of visits to delegations hangs on one blueprint; importing this hangs all of them."""

from coopevents.blueprints.organiser import (
    delegation_confidential,
    delegation_days,
    delegation_decisions,
    delegation_editing,
    delegation_exports,
    delegation_feedback,
    delegation_letters,
    delegation_list,
    delegation_page,
    delegation_photos,
    delegation_report_doors,
    delegation_tables,
    delegation_thanks,
    delegation_turns,
)
from coopevents.blueprints.organiser.delegation_door import delegations
from coopevents.blueprints.organiser.delegation_people import people as delegation_people
from coopevents.blueprints.organiser.delegation_travel import travel as delegation_travel

__all__ = [
    "delegation_confidential",
    "delegation_days",
    "delegation_decisions",
    "delegation_editing",
    "delegation_exports",
    "delegation_feedback",
    "delegation_letters",
    "delegation_list",
    "delegation_page",
    "delegation_people",
    "delegation_photos",
    "delegation_report_doors",
    "delegation_tables",
    "delegation_thanks",
    "delegation_travel",
    "delegation_turns",
    "delegations",
]
