"""The agreements that everybody may know of: made public, not confidential, signed or in force."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.agreements.models import Agreement, AgreementParty
from coopevents.agreements.states import AgreementState
from coopevents.db import db

SHOWN = (AgreementState.SIGNED, AgreementState.IN_FORCE)


def is_public() -> ColumnElement[bool]:
    """The condition that everybody may see an agreement."""
    return and_(Agreement.is_public, Agreement.is_confidential.is_(False), Agreement.state.in_(SHOWN))


def list_public_agreements_with(institution_id: int) -> list[Agreement]:
    """Those that an institution is a party of, with all their parties, the latest first."""
    is_party = Agreement.parties.any(AgreementParty.institution_id == institution_id)
    query = select(Agreement).where(is_party, is_public())
    query = query.options(selectinload(Agreement.parties).options(joinedload(AgreementParty.institution)))
    found = db.session.scalars(query.order_by(Agreement.id.desc())).unique()
    return sorted(found, key=lambda each: (each.signed_on or each.effective_on) or each.created_at.date(), reverse=True)


def public_fields() -> Mapping[int, list[str]]:
    """For each institution the field of every public agreement with it, empty where none was said."""
    query = select(AgreementParty.institution_id, Agreement.field)
    query = query.join(Agreement, Agreement.id == AgreementParty.agreement_id).where(is_public())
    fields: dict[int, list[str]] = defaultdict(list)
    for institution_id, field in db.session.execute(query.order_by(Agreement.id)):
        fields[institution_id].append(field)
    return fields
