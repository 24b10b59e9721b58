"""Photos of a visit: made anew from their pixels, kept sealed, described, chosen for the report, erased in time."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.delegations import delegate_queries, itinerary_queries, photo_queries, reporting
from coopevents.delegations import queries as delegations
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.photo_facts import PhotoAdded, PhotoBroughtBack, PhotoDescribed, PhotoRemoved
from coopevents.delegations.photo_models import PhotoGuest, VisitPhoto
from coopevents.delegations.recording import day_of, record
from coopevents.delegations.rules import VisitForbids
from coopevents.delegations.states import UNDECIDED
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.storage.images import Picture, read_picture, small_copy
from coopevents.storage.sealed_files import Purpose, erase_sealed, open_known, store_sealed
from coopevents.storage.store import FileStore, present_store
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText, one_line

MOST, MOST_IN_REPORT, MOST_AT_ONCE = 100, 6, 10
SMALL_SIDE = 480
BROUGHT_BACK_WITHIN = timedelta(days=1)
KEPT_UNPUBLISHED = timedelta(days=365)
"""How long after a visit photos are kept that may not be published."""
KEPT = timedelta(days=5 * 365 + 1)
"""How long after a visit the others are kept."""
AT_ONCE = 50


class TooManyPhotos(Refusal):
    """A visit is not an archive."""

    sentence = _l("A visit takes 100 photos at most. Remove some first.")


class ReportIsFull(Refusal):
    """A report is read."""

    status = 422
    sentence = _l("The report takes 6 photos at most. Take another one out first.")


class NotForTheReport(Refusal):
    """The approved report is kept longer than photos are."""

    status = 422
    sentence = _l("Only a photo that may be published goes into the report: the report stays when photos are erased.")


@dataclass(frozen=True)
class PhotoRead:
    """A photo that may be kept, in both sizes."""

    large: Picture
    small: Picture


@dataclass(frozen=True, kw_only=True)
class PhotoDetails:
    """What is said of a photo; ``delegate_ids`` are the guests who can be recognised on it."""

    caption: LocalizedText = field(default_factory=LocalizedText)
    credit: str = ""
    item_id: int | None = None
    may_be_published: bool = False
    is_in_report: bool = False
    delegate_ids: Collection[int] = ()


def read_photo(data: bytes) -> PhotoRead:
    """The photo in ``data``, with nothing of its file but the pixels: neither place, nor time, nor camera. Pure, and
    slow.

    Raises a refusal of :mod:`coopevents.storage.images`.
    """
    large = read_picture(data)
    return PhotoRead(large, small_copy(large, SMALL_SIDE))


def add_photo(
    delegation: Delegation,
    photo: PhotoRead,
    details: PhotoDetails | None = None,
    *,
    now: datetime,
    actor: Actor,
    store: FileStore | None = None,
) -> VisitPhoto:
    """Keep a photo. Raises VisitForbids before the visit is accepted, or TooManyPhotos."""
    delegation, store, details = (
        delegations.lock_delegation(delegation.id),
        store or present_store(),
        details or PhotoDetails(),
    )
    if delegation.state in UNDECIDED:
        raise VisitForbids(delegation.state)
    if photo_queries.count_photos(delegation.id) >= MOST:
        raise TooManyPhotos(field="files")
    large, small = (
        store_sealed(Upload(each.data, each.media_type), store=store, now=now) for each in (photo.large, photo.small)
    )
    made = VisitPhoto(
        delegation_id=delegation.id,
        file_id=large.id,
        small_id=small.id,
        width=photo.large.width,
        height=photo.large.height,
        item_id=_line_of(delegation, details.item_id),
        caption=details.caption,
        credit=one_line(details.credit)[:200],
        added_by=actor.label,
        added_at=now,
    )
    db.session.add(made)
    db.session.flush()
    record(PhotoAdded, delegation, now=now, actor=actor)
    return made


def describe_photo(photo: VisitPhoto, details: PhotoDetails, *, now: datetime, actor: Actor) -> None:
    """Say what it shows, where, who took it, who is on it, and what may be done with it.

    Raises NotForTheReport or ReportIsFull.
    """
    delegation = delegations.lock_delegation(photo.delegation_id)
    if details.is_in_report and not details.may_be_published:
        raise NotForTheReport(field="is_in_report")
    chosen = {each.id for each in photo_queries.list_with_files(delegation.id, is_in_report=True)}
    if details.is_in_report and len(chosen - {photo.id}) >= MOST_IN_REPORT:
        raise ReportIsFull(field="is_in_report")
    photo.caption, photo.credit = details.caption, one_line(details.credit)[:200]
    photo.may_be_published, photo.is_in_report = details.may_be_published, details.is_in_report
    photo.item_id = _line_of(delegation, details.item_id)
    _say_who(photo, {each.id for each in delegate_queries.list_delegates(delegation.id)} & set(details.delegate_ids))
    db.session.flush()
    if photo.id in chosen or details.is_in_report:
        reporting.note_changed(delegation)
    record(PhotoDescribed, delegation, now=now, actor=actor)


def remove_photo(photo: VisitPhoto, *, now: datetime, actor: Actor) -> None:
    """Take it away; it can be brought back for a day. Twice is once."""
    _set_removed(photo, now, PhotoRemoved, now=now, actor=actor)


def bring_back(photo: VisitPhoto, *, now: datetime, actor: Actor) -> None:
    """It stays after all, outside the report, where its place may be taken."""
    _set_removed(photo, None, PhotoBroughtBack, now=now, actor=actor)


def open_photo(photo: VisitPhoto, *, is_small: bool = False) -> Upload:
    """The picture again. Raises NotFound when it was erased."""
    return open_known(photo.small if is_small else photo.file, Purpose.VISIT_PHOTO, store=present_store())


def erase_showing(delegate: Delegate) -> None:
    """Erase every photo on which a delegate can be recognised."""
    _erase(photo_queries.list_showing(delegate.id))


def erase_old(now: datetime) -> int:
    """Erase what was removed a day ago, what may not be published a year after the visit and all of it five years
    after, some at a time; how many.

    The caller commits.
    """
    today = day_of(now)
    found = photo_queries.list_to_erase(
        now - BROUGHT_BACK_WITHIN, today - KEPT_UNPUBLISHED, today - KEPT, limit=AT_ONCE
    )
    _erase(found)
    return len(found)


def _set_removed(
    photo: VisitPhoto,
    removed_at: datetime | None,
    kind: type[PhotoRemoved] | type[PhotoBroughtBack],
    *,
    now: datetime,
    actor: Actor,
) -> None:
    delegation = delegations.lock_delegation(photo.delegation_id)
    if (photo.removed_at is None) == (removed_at is None):
        return
    if photo.is_in_report:
        reporting.note_changed(delegation)
    photo.removed_at, photo.is_in_report = removed_at, False
    db.session.flush()
    record(kind, delegation, now=now, actor=actor)


def _line_of(delegation: Delegation, item_id: int | None) -> int | None:
    """The line, when it is one of this visit."""
    known = {each.id for each in itinerary_queries.list_items(delegation.id)} if item_id else set()
    return item_id if item_id in known else None


def _say_who(photo: VisitPhoto, delegate_ids: set[int]) -> None:
    kept = [each for each in photo.guests if each.delegate_id in delegate_ids]
    new = delegate_ids - {each.delegate_id for each in kept}
    photo.guests = [*kept, *(PhotoGuest(photo_id=photo.id, delegate_id=each) for each in sorted(new))]


def _erase(found: list[VisitPhoto]) -> None:
    keys = [key for each in found for key in (each.file.key, each.small.key)]
    for each in found:
        db.session.delete(each)
    db.session.flush()
    erase_sealed(keys, store=present_store())
    db.session.flush()
