"""Every select of institutions."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, func, select

from coopevents.db import db
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.people.models import Person
from coopevents.refusals import NotFound
from coopevents.text import folded

PER_PAGE = 50


@dataclass(frozen=True)
class InstitutionFilter:
    """What a list of institutions is narrowed to."""

    text: str = ""
    kind: InstitutionKind | None = None
    country: str = ""
    only_partners: bool = False


def get_institution(institution_id: int) -> Institution:
    """The institution with that id.

    Raises NotFound.
    """
    institution = db.session.get(Institution, institution_id)
    if institution is None:
        raise NotFound
    return institution


def list_institutions(unit_ids: Collection[int]) -> list[Institution]:
    """Every institution these units know, by name."""
    return list(db.session.scalars(_filtered(unit_ids, InstitutionFilter())))


def list_by_ids(institution_ids: Collection[int]) -> list[Institution]:
    """The institutions with these ids."""
    return list(db.session.scalars(select(Institution).where(Institution.id.in_(institution_ids))))


def search_institutions(unit_ids: Collection[int], text: str, *, limit: int = 12) -> list[Institution]:
    """The first institutions whose name in any language, city or country holds every word."""
    return list(db.session.scalars(_filtered(unit_ids, InstitutionFilter(text=text)).limit(limit)))


def list_page(
    unit_ids: Collection[int], wanted: InstitutionFilter, *, page: int = 1, per_page: int = PER_PAGE
) -> Pagination:
    """One page of the institutions these units know."""
    query = _filtered(unit_ids, wanted)
    return db.paginate(query, page=max(page, 1), per_page=per_page, max_per_page=per_page, error_out=False)


def list_all(unit_ids: Collection[int], wanted: InstitutionFilter) -> list[Institution]:
    """All of them, for an export."""
    return list(db.session.scalars(_filtered(unit_ids, wanted)))


def count_people(institution_ids: Collection[int]) -> dict[int, int]:
    """How many people the office knows at each institution."""
    query = select(Person.institution_id, func.count()).where(Person.institution_id.in_(institution_ids))
    rows = db.session.execute(query.group_by(Person.institution_id))
    return {row[0]: row[1] for row in rows if row[0] is not None}


def list_countries(unit_ids: Collection[int]) -> list[tuple[str, int]]:
    """(code, number of institutions), the most frequent country first."""
    number = func.count()
    query = select(Institution.country, number).where(Institution.unit_id.in_(unit_ids))
    rows = db.session.execute(query.group_by(Institution.country).order_by(number.desc(), Institution.country))
    return [(row[0], row[1]) for row in rows]


def _filtered(unit_ids: Collection[int], wanted: InstitutionFilter) -> Select[Institution]:
    query = select(Institution).where(Institution.unit_id.in_(unit_ids))
    for word in folded(wanted.text).split()[:6]:
        query = query.where(Institution.search_key.contains(word, autoescape=True))
    if wanted.kind is not None:
        query = query.where(Institution.kind == wanted.kind)
    if wanted.country:
        query = query.where(Institution.country == wanted.country)
    if wanted.only_partners:
        query = query.where(Institution.is_partner)
    return query.order_by(Institution.search_key, Institution.id)
