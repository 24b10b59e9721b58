"""Who answers for a trip: the colleague who entered it, the lead of its unit, the officers."""

from coopevents.accounts import queries as accounts
from coopevents.accounts.models import User
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Role
from coopevents.mobility.models import Trip


def people_for(trip: Trip, *, rises: bool = False) -> list[User]:
    """Who looks after the trip and can sign in; the nearest officers while that is nobody.

    With ``rises`` the lead of the unit too, or of the unit above it that has one.
    """
    own = [accounts.get_user(trip.officer_id)] if trip.officer_id is not None else []
    found = [each for each in own if each.is_enabled] or _nearest(trip, Role.OFFICER)
    leads = _nearest(trip, Role.UNIT_LEAD) if rises else []
    return list({each.id: each for each in (*found, *leads)}.values())


def _nearest(trip: Trip, role: Role) -> list[User]:
    """Everybody of that role in the trip's unit, else in the first unit above it where there is anybody."""
    for unit_id in lineage(trip.unit_id, accounts.unit_parents()):
        grants = accounts.list_grants("unit", [unit_id])
        people = [each.user for each in grants if each.role is role and each.user.is_enabled]
        if people:
            return people
    return []
