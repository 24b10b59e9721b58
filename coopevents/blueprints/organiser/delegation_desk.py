"""Every door of visits to delegations hangs on one blueprint; importing this hangs all of them."""

from coopevents.blueprints.organiser import (
    delegation_decisions,
    delegation_editing,
    delegation_exports,
    delegation_list,
    delegation_page,
    delegation_turns,
)
from coopevents.blueprints.organiser.delegation_door import delegations

__all__ = [
    "delegation_decisions",
    "delegation_editing",
    "delegation_exports",
    "delegation_list",
    "delegation_page",
    "delegation_turns",
    "delegations",
]
