"""Photos of a visit."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.storage.models import StoredFile
from coopevents.text import LocalizedText


class VisitPhoto(Model):
    """A photo, sealed in the store in two sizes: as it is printed, and ``small`` for a page of many.

    ``item_id`` is the line of the itinerary it was taken at, where that is known. ``may_be_published`` says that
    everybody on it agreed; only then is it in the report, which stays when photos are erased. One with ``removed_at``
    can be brought back until it is erased.
    """

    __tablename__ = "visit_photo"
    __table_args__ = (
        CheckConstraint("may_be_published OR NOT is_in_report", name="report_shows_what_may_be_published"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), index=True)
    small_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), index=True)
    width: Mapped[int]
    height: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("itinerary_item.id", ondelete="SET NULL"), index=True)
    caption: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    credit: Mapped[str] = mapped_column(String(200), default="")
    may_be_published: Mapped[bool] = mapped_column(default=False)
    is_in_report: Mapped[bool] = mapped_column(default=False)
    added_by: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    delegation: Mapped[Delegation] = relationship()
    item: Mapped[ItineraryItem | None] = relationship()
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    small: Mapped[StoredFile] = relationship(foreign_keys=[small_id])
    guests: Mapped[list["PhotoGuest"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class PhotoGuest(Model):
    """A guest who can be recognised on a photo."""

    __tablename__ = "visit_photo_guest"

    photo_id: Mapped[int] = mapped_column(ForeignKey("visit_photo.id", ondelete="CASCADE"), primary_key=True)
    delegate_id: Mapped[int] = mapped_column(
        ForeignKey("delegate.id", ondelete="CASCADE"), primary_key=True, index=True
    )
