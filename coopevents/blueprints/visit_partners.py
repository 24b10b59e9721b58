"""From the name of an organisation, as it is typed, to the partner of the register."""

from collections.abc import Collection

from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.partners import queries as partners
from coopevents.reports.public_partners import list_public_partners
from coopevents.text import folded

MOST_NAMES = 400


def find_partner(unit_id: int, typed: str) -> int | None:
    """The one partner the unit knows by that name, or by one it had; None when there is none, or more than one."""
    units = lineage(unit_id, accounts.unit_parents())
    found = partners.search_institutions(units, typed)
    named = [each.id for each in found if folded(typed) in {folded(name) for name in partners.names_of(each)}]
    return named[0] if len(named) == 1 else None


def offered_publicly() -> list[str]:
    """The names of the partners everybody may know of, in every language they have one."""
    names = {name for each in list_public_partners() for name in each.name.values()}
    return sorted(names, key=folded)[:MOST_NAMES]


def offered_names(unit_ids: Collection[int]) -> list[str]:
    """The names of the partners these units know, in every language they have one, for a field that completes."""
    parents = accounts.unit_parents()
    units = {above for each in unit_ids for above in lineage(each, parents)}
    names = {name for each in partners.list_institutions(units) for name in each.name.values()}
    return sorted(names, key=folded)[:MOST_NAMES]
