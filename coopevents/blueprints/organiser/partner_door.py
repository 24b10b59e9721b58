"""From the number in the address to the institution, for every door to what is kept about it."""

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import ensure_unit
from coopevents.partners import queries
from coopevents.partners.models import Institution
from coopevents.refusals import NotFound


def seen(institution_id: int) -> Institution:
    """The institution, for who sees its unit. Answers 404 for any other, and for one that was merged."""
    return _reached(institution_id, Permission.SEE_UNIT)


def own(institution_id: int) -> Institution:
    """The institution, for who edits partners of its unit; 404 as above."""
    return _reached(institution_id, Permission.EDIT_PARTNERS)


def _reached(institution_id: int, permission: Permission) -> Institution:
    institution = queries.get_institution(institution_id)
    ensure_unit(institution.unit_id, permission)
    if institution.merged_into_id is not None:
        raise NotFound
    return institution
