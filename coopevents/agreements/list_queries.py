"""Every select of lists of agreements; each takes its reader, so that no list tells of what is not for them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import selectinload

from coopevents.agreements.models import Agreement, AgreementParty
from coopevents.agreements.readers import Reader
from coopevents.agreements.states import HOLDING, AgreementKind, AgreementState
from coopevents.db import db
from coopevents.partners.models import Institution
from coopevents.refusals import NotFound
from coopevents.text import folded

PER_PAGE = 50
EXPIRY_DAYS = (30, 60, 90, 180, 365)
"""Within how many days a list may ask for what ends."""


@dataclass(frozen=True)
class AgreementFilter:
    """What a list of agreements is narrowed to; ``expires_within`` days from ``today`` on; ``ids``: only these."""

    text: str = ""
    state: AgreementState | None = None
    kind: AgreementKind | None = None
    country: str = ""
    partner_id: int | None = None
    expires_within: int | None = None
    today: date = date.min
    ids: Collection[int] | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return replace(self, today=date.min) != AgreementFilter()


def get_seen(reader: Reader, agreement_id: int) -> Agreement:
    """The agreement with that id, if the reader may know of it.

    Raises NotFound.
    """
    agreement = db.session.scalar(select(Agreement).where(Agreement.id == agreement_id, reader.condition()))
    if agreement is None:
        raise NotFound
    return agreement


def list_page(reader: Reader, wanted: AgreementFilter, *, page: int = 1, per_page: int = PER_PAGE) -> Pagination:
    """One page of the agreements, with their parties: what ends first on top when asked for that, else the newest."""
    query = _narrowed(reader, wanted).options(_PARTIES)
    return db.paginate(query, page=max(page, 1), per_page=per_page, max_per_page=per_page, error_out=False)


def list_all(reader: Reader, wanted: AgreementFilter) -> list[Agreement]:
    """All of them, for an export."""
    return list(db.session.scalars(_narrowed(reader, wanted).options(_PARTIES)))


def list_of_partner(reader: Reader, institution_id: int) -> list[Agreement]:
    """The agreements with an institution, the newest first."""
    return list_all(reader, AgreementFilter(partner_id=institution_id))


def list_seen(reader: Reader, agreement_ids: Collection[int]) -> list[Agreement]:
    """Those of these agreements that the reader may know of."""
    wanted = Agreement.id.in_(agreement_ids), reader.condition()
    return list(db.session.scalars(select(Agreement).where(*wanted).order_by(Agreement.id)))


def count_states(reader: Reader) -> dict[AgreementState, int]:
    """How many agreements stand in each state."""
    query = select(Agreement.state, func.count()).where(reader.condition()).group_by(Agreement.state)
    return {row[0]: row[1] for row in db.session.execute(query)}


def count_kinds(reader: Reader) -> dict[AgreementKind, int]:
    """How many agreements there are of each kind."""
    query = select(Agreement.kind, func.count()).where(reader.condition()).group_by(Agreement.kind)
    return {row[0]: row[1] for row in db.session.execute(query)}


def list_countries(reader: Reader) -> list[tuple[str, int]]:
    """(code, number of agreements) of the partners' countries, the most frequent first."""
    number = func.count(Agreement.id.distinct())
    query = select(Institution.country, number).join(AgreementParty, AgreementParty.institution_id == Institution.id)
    query = query.join(Agreement, Agreement.id == AgreementParty.agreement_id).where(reader.condition())
    rows = db.session.execute(query.group_by(Institution.country).order_by(number.desc(), Institution.country))
    return [(row[0], row[1]) for row in rows if row[0]]


def list_partners(reader: Reader) -> list[tuple[Institution, int]]:
    """(institution, number of agreements) of every party, the most frequent first."""
    number = func.count()
    counted = select(AgreementParty.institution_id, number.label("number"))
    counted = counted.join(Agreement, Agreement.id == AgreementParty.agreement_id).where(reader.condition())
    found = counted.group_by(AgreementParty.institution_id).subquery()
    query = select(Institution, found.c.number).join(found, found.c.institution_id == Institution.id)
    rows = db.session.execute(query.order_by(found.c.number.desc(), Institution.id))
    return [(row[0], row[1]) for row in rows]


_PARTIES = selectinload(Agreement.parties).joinedload(AgreementParty.institution)


def _narrowed(reader: Reader, wanted: AgreementFilter) -> Select[Agreement]:
    query = select(Agreement).where(reader.condition(), *_conditions(wanted))
    if wanted.expires_within is not None:
        return query.order_by(Agreement.ends_on, Agreement.review_on, Agreement.id)
    return query.order_by(Agreement.id.desc())


def _conditions(wanted: AgreementFilter) -> list[ColumnElement[bool]]:
    conditions = [Agreement.search_key.contains(word, autoescape=True) for word in folded(wanted.text).split()[:6]]
    if wanted.state is not None:
        conditions.append(Agreement.state == wanted.state)
    if wanted.kind is not None:
        conditions.append(Agreement.kind == wanted.kind)
    if wanted.country:
        party = AgreementParty.institution.has(Institution.country == wanted.country)
        conditions.append(Agreement.parties.any(party))
    if wanted.partner_id is not None:
        conditions.append(Agreement.parties.any(AgreementParty.institution_id == wanted.partner_id))
    if wanted.ids is not None:
        conditions.append(Agreement.id.in_(wanted.ids))
    if wanted.expires_within is not None:
        conditions.append(_ends_between(wanted.today, wanted.today + timedelta(days=wanted.expires_within)))
    return conditions


def _ends_between(first: date, last: date) -> ColumnElement[bool]:
    """It holds, and its last day, the day it is terminated for, or the day it is looked at again lies between."""
    days = (Agreement.ends_on, Agreement.ended_on, Agreement.review_on)
    return Agreement.state.in_(HOLDING) & or_(*(each.between(first, last) for each in days))
