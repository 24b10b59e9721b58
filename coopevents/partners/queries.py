"""Every select of institutions."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, delete, func, insert, select

from coopevents.db import db
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.partners.states import PartnerStatus
from coopevents.partners.story_models import InstitutionsApart, InstitutionTag
from coopevents.people.models import Person
from coopevents.refusals import NotFound
from coopevents.text import folded

PER_PAGE = 50
_TAGS = select(InstitutionTag.institution_id, InstitutionTag.word)


@dataclass(frozen=True)
class InstitutionFilter:
    """What a list of institutions is narrowed to."""

    text: str = ""
    kind: InstitutionKind | None = None
    country: str = ""
    status: PartnerStatus | None = None
    tag: str = ""


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
    query = select(Institution.country, number).where(*_known(unit_ids))
    rows = db.session.execute(query.group_by(Institution.country).order_by(number.desc(), Institution.country))
    return [(row[0], row[1]) for row in rows]


def list_statuses(unit_ids: Collection[int]) -> dict[PartnerStatus, int]:
    """How many institutions there are of each status."""
    query = select(Institution.status, func.count()).where(*_known(unit_ids)).group_by(Institution.status)
    return {row[0]: row[1] for row in db.session.execute(query)}


def count_kinds(unit_ids: Collection[int]) -> dict[InstitutionKind, int]:
    """How many institutions there are of each kind."""
    query = select(Institution.kind, func.count()).where(*_known(unit_ids)).group_by(Institution.kind)
    return {row[0]: row[1] for row in db.session.execute(query)}


def list_tags(unit_ids: Collection[int]) -> list[tuple[str, int]]:
    """(tag, number of institutions), the most frequent first."""
    number = func.count()
    query = select(InstitutionTag.word, number).join(Institution, Institution.id == InstitutionTag.institution_id)
    query = query.where(*_known(unit_ids)).group_by(InstitutionTag.word)
    rows = db.session.execute(query.order_by(number.desc(), InstitutionTag.word))
    return [(row[0], row[1]) for row in rows]


def tags_of(institution_ids: Collection[int]) -> dict[int, list[str]]:
    """The tags of these institutions, each in the order of the alphabet; those without any are left out."""
    return _by_institution(_TAGS.where(InstitutionTag.institution_id.in_(institution_ids)))


def tags_of_units(unit_ids: Collection[int]) -> dict[int, list[str]]:
    """The same for every institution these units know."""
    return _by_institution(_TAGS.join(Institution).where(*_known(unit_ids)))


def _by_institution(query: Select[int, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for institution_id, word in db.session.execute(query):
        found.setdefault(institution_id, []).append(word)
    return {key: sorted(words) for key, words in found.items()}


def set_tags(institution_id: int, words: Collection[str]) -> None:
    """Let the institution have these tags and no others."""
    db.session.execute(delete(InstitutionTag).where(InstitutionTag.institution_id == institution_id))
    rows = [{"institution_id": institution_id, "word": word} for word in words]
    if rows:
        db.session.execute(insert(InstitutionTag), rows)


def list_apart(institution_ids: Collection[int]) -> set[tuple[int, int]]:
    """The pairs among these institutions of which somebody said that they are two; the lower id first."""
    query = select(InstitutionsApart).where(InstitutionsApart.one_id.in_(institution_ids))
    return {(each.one_id, each.other_id) for each in db.session.scalars(query)}


def lock_two(one_id: int, other_id: int) -> tuple[Institution, Institution]:
    """Two institutions as they are now, and until the commit. Raises NotFound."""
    query = select(Institution).where(Institution.id.in_((one_id, other_id))).order_by(Institution.id)
    found = {
        each.id: each for each in db.session.scalars(query.with_for_update().execution_options(populate_existing=True))
    }
    if one_id not in found or other_id not in found:
        raise NotFound
    return found[one_id], found[other_id]


def map_parents(unit_id: int) -> dict[int, int | None]:
    """Which institution of the unit belongs to which."""
    query = select(Institution.id, Institution.parent_id).where(Institution.unit_id == unit_id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def list_parts(institution_id: int) -> list[Institution]:
    """The institutions that belong to this one, by name."""
    query = select(Institution).where(Institution.parent_id == institution_id, Institution.merged_into_id.is_(None))
    return list(db.session.scalars(query.order_by(Institution.search_key, Institution.id)))


def names_of(institution: Institution) -> list[str]:
    """Every name the institution goes by or went by: in each language, in its own script, its acronym, former ones."""
    said = (*institution.name.values(), institution.original_name, institution.acronym, *institution.former_names)
    return list(dict.fromkeys(filter(None, said)))


def _known(unit_ids: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return Institution.unit_id.in_(unit_ids), Institution.merged_into_id.is_(None)


def _filtered(unit_ids: Collection[int], wanted: InstitutionFilter) -> Select[Institution]:
    query = select(Institution).where(*_known(unit_ids))
    for word in folded(wanted.text).split()[:6]:
        query = query.where(Institution.search_key.contains(word, autoescape=True))
    if wanted.kind is not None:
        query = query.where(Institution.kind == wanted.kind)
    if wanted.country:
        query = query.where(Institution.country == wanted.country)
    if wanted.status is not None:
        query = query.where(Institution.status == wanted.status)
    if wanted.tag:
        tagged = select(InstitutionTag.institution_id).where(InstitutionTag.word == wanted.tag)
        query = query.where(Institution.id.in_(tagged))
    return query.order_by(Institution.search_key, Institution.id)
