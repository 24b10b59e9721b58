"""Every select of photos of visits."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.db import db
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.photo_models import PhotoGuest, VisitPhoto
from coopevents.refusals import NotFound

_FILES = (joinedload(VisitPhoto.file), joinedload(VisitPhoto.small))


def list_photos(delegation_id: int) -> list[VisitPhoto]:
    """The photos of a visit that were not removed, in the order of adding, with the lines they were taken at."""
    query = _shown(delegation_id).options(joinedload(VisitPhoto.item).joinedload(ItineraryItem.activity))
    return list(db.session.scalars(query))


def list_with_files(
    delegation_id: int, *, is_publishable: bool = False, is_in_report: bool = False
) -> list[VisitPhoto]:
    """The photos of a visit with their files; only those that may be published, or are in the report, when that is
    asked for."""
    query = _shown(delegation_id).options(joinedload(VisitPhoto.file))
    if is_publishable:
        query = query.where(VisitPhoto.may_be_published)
    if is_in_report:
        query = query.where(VisitPhoto.is_in_report)
    return list(db.session.scalars(query))


def count_photos(delegation_id: int) -> int:
    """How many photos there are of a visit."""
    query = select(func.count()).select_from(VisitPhoto)
    query = query.where(VisitPhoto.delegation_id == delegation_id, VisitPhoto.removed_at.is_(None))
    return db.session.scalar(query) or 0


def count_by_visit(delegation_ids: Collection[int]) -> dict[int, int]:
    """How many photos there are of each of these visits."""
    query = select(VisitPhoto.delegation_id, func.count()).group_by(VisitPhoto.delegation_id)
    query = query.where(VisitPhoto.delegation_id.in_(delegation_ids), VisitPhoto.removed_at.is_(None))
    return {row[0]: row[1] for row in db.session.execute(query)}


def get_photo(delegation_id: int, photo_id: int, *, is_removed: bool = False) -> VisitPhoto:
    """That photo of that visit, with its files and the guests on it. Raises NotFound, also for a removed one unless
    that may be."""
    found = db.session.get(VisitPhoto, photo_id, options=[*_FILES, selectinload(VisitPhoto.guests)])
    if found is None or found.delegation_id != delegation_id or (found.removed_at and not is_removed):
        raise NotFound
    return found


def list_showing(delegate_id: int) -> list[VisitPhoto]:
    """The photos on which a delegate can be recognised, with their files; those removed are among them."""
    query = select(VisitPhoto).join(PhotoGuest, PhotoGuest.photo_id == VisitPhoto.id)
    query = query.where(PhotoGuest.delegate_id == delegate_id).options(*_FILES)
    return list(db.session.scalars(query.order_by(VisitPhoto.id)))


def list_to_erase(
    removed_before: datetime, unpublished_before: date, ended_before: date, *, limit: int
) -> list[VisitPhoto]:
    """Photos removed before that moment; those nobody may publish of visits that ended before the first day, and all
    of visits that ended before the second."""
    query = select(VisitPhoto).join(Delegation, Delegation.id == VisitPhoto.delegation_id)
    query = query.where(
        or_(
            VisitPhoto.removed_at < removed_before,
            ~VisitPhoto.may_be_published & (Delegation.leaves_on < unpublished_before),
            Delegation.leaves_on < ended_before,
        )
    )
    return list(db.session.scalars(query.options(*_FILES).order_by(VisitPhoto.id).limit(limit)))


def _shown(delegation_id: int) -> Select[VisitPhoto]:
    query = select(VisitPhoto).where(VisitPhoto.delegation_id == delegation_id, VisitPhoto.removed_at.is_(None))
    return query.order_by(VisitPhoto.id)
