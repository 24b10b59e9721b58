"""Every select of those who help."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, and_, exists, func, or_, select

from coopevents.db import db
from coopevents.helping.models import Helper, HelperLanguage, HelperPair, HelperTerms
from coopevents.helping.states import LIVE, HelperState, Service
from coopevents.refusals import NotFound
from coopevents.text import folded

PER_PAGE = 50


@dataclass(frozen=True)
class HelperFilter:
    """What a list of helpers is narrowed to."""

    text: str = ""
    state: HelperState | None = None
    service: Service | None = None
    language: str = ""


def get_helper(helper_id: int) -> Helper:
    """The helper with that id. Raises NotFound."""
    helper = db.session.get(Helper, helper_id)
    if helper is None:
        raise NotFound
    return helper


def lock_helper(helper_id: int) -> Helper:
    """The same, as whoever held the lock before left it. Raises NotFound."""
    helper = db.session.get(Helper, helper_id, with_for_update=True, populate_existing=True)
    if helper is None:
        raise NotFound
    return helper


def find_by_uid(uid: str) -> Helper | None:
    """Whose identity that is."""
    return db.session.scalar(select(Helper).where(Helper.uid == uid))


def find_by_intention(intention: str) -> Helper | None:
    """Who was registered by that intention; the empty one is nobody's."""
    return db.session.scalar(select(Helper).where(Helper.intention == intention)) if intention else None


def find_live(unit_id: int, email: str) -> Helper | None:
    """Who of a unit is registered with that address and neither declined nor withdrawn."""
    query = select(Helper).where(Helper.unit_id == unit_id, Helper.email == email, Helper.state.in_(LIVE))
    return db.session.scalar(query.order_by(Helper.id).limit(1))


def count_unconfirmed(unit_id: int, since: datetime) -> int:
    """How many registered since then whose address is not confirmed."""
    query = select(func.count()).where(Helper.unit_id == unit_id, Helper.created_at >= since)
    return db.session.scalar(query.where(Helper.state == HelperState.UNCONFIRMED)) or 0


def list_page(unit_ids: Collection[int], wanted: HelperFilter, *, page: int = 1) -> Pagination:
    """One page of the helpers of these units."""
    query = _filtered(unit_ids, wanted)
    return db.paginate(query, page=max(page, 1), per_page=PER_PAGE, max_per_page=PER_PAGE, error_out=False)


def list_all(unit_ids: Collection[int], wanted: HelperFilter) -> list[Helper]:
    """All of them, for an export."""
    return list(db.session.scalars(_filtered(unit_ids, wanted)))


def count_by_state(unit_ids: Collection[int]) -> dict[HelperState, int]:
    """How many of these units are in each state."""
    query = select(Helper.state, func.count()).where(Helper.unit_id.in_(unit_ids)).group_by(Helper.state)
    return {row[0]: row[1] for row in db.session.execute(query)}


def count_waiting(unit_ids: Collection[int]) -> tuple[int, datetime | None]:
    """How many of these units wait to be looked at, and since when the first one does."""
    query = select(func.count(), func.min(Helper.state_since)).where(
        Helper.unit_id.in_(unit_ids), Helper.state == HelperState.WAITING
    )
    count, since = db.session.execute(query).one()
    return count, since


def map_by_person(person_ids: Collection[int]) -> dict[int, Helper]:
    """Who of these people registered to help; of several registrations the last one."""
    query = select(Helper).where(Helper.person_id.in_(person_ids)).order_by(Helper.id)
    return {each.person_id: each for each in db.session.scalars(query) if each.person_id}


def ids_of_people_for(service: Service) -> Select[int | None]:
    """Who may be offered such a thing, as a select of people's ids."""
    return select(Helper.person_id).where(
        Helper.state == HelperState.APPROVED, Helper.person_id.is_not(None), Helper.services.contains(service.value)
    )


def find_terms(unit_id: int) -> HelperTerms | None:
    """What a unit set up; None when it never did."""
    return db.session.get(HelperTerms, unit_id)


def list_open_terms() -> list[HelperTerms]:
    """The units that let people register."""
    query = select(HelperTerms).where(HelperTerms.is_open.is_(True)).order_by(HelperTerms.unit_id)
    return list(db.session.scalars(query))


def list_to_erase(unconfirmed_before: datetime, ended_before: datetime, *, limit: int) -> list[Helper]:
    """Whose address was never confirmed, and who was declined or withdrew, that long ago."""
    ended = HelperState.DECLINED, HelperState.WITHDRAWN
    query = select(Helper).where(
        or_(
            and_(Helper.state == HelperState.UNCONFIRMED, Helper.created_at < unconfirmed_before),
            and_(Helper.state.in_(ended), Helper.state_since < ended_before),
        )
    )
    return list(db.session.scalars(query.order_by(Helper.id).limit(limit)))


def _filtered(unit_ids: Collection[int], wanted: HelperFilter) -> Select[Helper]:
    query = select(Helper).where(Helper.unit_id.in_(unit_ids))
    for word in folded(wanted.text).split()[:6]:
        query = query.where(Helper.search_key.contains(word, autoescape=True))
    if wanted.state is not None:
        query = query.where(Helper.state == wanted.state)
    else:
        query = query.where(Helper.state != HelperState.UNCONFIRMED)
    if wanted.service is not None:
        query = query.where(Helper.services.contains(wanted.service.value))
    if wanted.language:
        said = HelperLanguage.helper_id == Helper.id, HelperLanguage.language == wanted.language
        paired = (
            HelperPair.helper_id == Helper.id,
            or_(HelperPair.source == wanted.language, HelperPair.target == wanted.language),
        )
        query = query.where(or_(exists().where(*said), exists().where(*paired)))
    return query.order_by(func.lower(Helper.family_name), func.lower(Helper.given_name), Helper.id)
