"""Who may know of which agreements: a confidential one is for those who work on it, enforced in every list."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_

from coopevents.accounts.permissions import HeldRole, Parents, units_with
from coopevents.accounts.roles import Permission
from coopevents.agreements.models import Agreement

TRUSTED = (
    Permission.EDIT_AGREEMENTS,
    Permission.APPROVE_FOR_UNIT,
    Permission.REVIEW_LEGALLY,
    Permission.APPROVE_FOR_OFFICE,
)
"""Who writes or decides about agreements of a unit reads its confidential ones."""


@dataclass(frozen=True)
class Reader:
    """Who reads: sees the agreements of ``unit_ids``; the confidential ones only in ``trusted_unit_ids`` (where they
    write or decide about agreements), or as the one who is responsible."""

    user_id: int | None = None
    unit_ids: Collection[int] = ()
    trusted_unit_ids: Collection[int] = ()

    def condition(self) -> ColumnElement[bool]:
        """The condition of every select about agreements for this reader."""
        is_open = or_(
            Agreement.is_confidential.is_(False),
            Agreement.unit_id.in_(self.trusted_unit_ids),
            and_(Agreement.responsible_id.is_not(None), Agreement.responsible_id == self.user_id),
        )
        return and_(Agreement.unit_id.in_(self.unit_ids), is_open)

    def may_see(self, agreement: Agreement) -> bool:
        """The same of one agreement that is loaded."""
        return agreement.unit_id in self.unit_ids and not self.is_kept_from(agreement)

    def is_kept_from(self, agreement: Agreement) -> bool:
        """Whether one that is loaded is confidential and the reader not among those who work on it: what hangs on it,
        such as the ceremony that signs it, is kept from them too."""
        is_responsible = self.user_id is not None and agreement.responsible_id == self.user_id
        return agreement.is_confidential and agreement.unit_id not in self.trusted_unit_ids and not is_responsible


def reader_of(user_id: int, held: Collection[HeldRole], parents: Parents) -> Reader:
    """A colleague who holds these roles, as one who reads agreements."""
    trusted = frozenset().union(*(units_with(held, each, parents) for each in TRUSTED))
    return Reader(user_id, units_with(held, Permission.SEE_UNIT, parents), trusted)
