"""Who is told of what an agreement calls for: who is responsible, the lead of its unit, the office."""

from collections.abc import Collection

from coopevents.accounts import queries as accounts
from coopevents.accounts.models import User
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Role
from coopevents.agreements.alert_rules import Level
from coopevents.agreements.models import Agreement

ROLES = {Level.LEAD: (Role.UNIT_LEAD,), Level.OFFICE: (Role.OFFICER, Role.ADMIN)}
"""Which roles a level is, the first that anybody holds."""


def people_for(agreement: Agreement, levels: Collection[Level]) -> list[User]:
    """Everybody of these levels who can sign in, once each; while there is nobody, whoever is of the next level."""
    found: dict[int, User] = {}
    for level in Level:
        if level in levels or (not found and levels):
            found |= {each.id: each for each in _people_of(agreement, level)}
    return list(found.values())


def _people_of(agreement: Agreement, level: Level) -> list[User]:
    if level is Level.RESPONSIBLE:
        people = [accounts.get_user(agreement.responsible_id)] if agreement.responsible_id is not None else []
        return [each for each in people if each.is_enabled]
    for role in ROLES[level]:
        for unit_id in lineage(agreement.unit_id, accounts.unit_parents()):
            grants = accounts.list_grants("unit", [unit_id])
            people = [each.user for each in grants if each.role is role and each.user.is_enabled]
            if people:
                return people
    return []
