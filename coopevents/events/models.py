"""Events and their pages."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.accounts.models import Unit
from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.events.states import EventKind, EventState
from coopevents.schedule.models import Schedule
from coopevents.storage.models import StoredFile
from coopevents.text import LocalizedText


class Event(Model):
    """A gathering the office runs; its programme is its schedule.

    ``embed_sites`` are the foreign sites that may show its programme on their pages, as origins between spaces; ``*``
    stands for every site with TLS.
    """

    __tablename__ = "event"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(40), unique=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id"), unique=True)
    kind: Mapped[EventKind] = mapped_column(one_of(EventKind))
    state: Mapped[EventState] = mapped_column(one_of(EventState), default=EventState.DRAFT)
    title: Mapped[LocalizedText] = mapped_column(Localized)
    summary: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    venue: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    languages: Mapped[str] = mapped_column(String(60), default="en")
    time_zone: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    accent: Mapped[str] = mapped_column(String(20), default="indigo")
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    cancellation_reason: Mapped[str] = mapped_column(String(500), default="")
    embed_sites: Mapped[str] = mapped_column(String(1000), default="")
    search_key: Mapped[str] = mapped_column(String(1500), default="")
    sequence: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    schedule: Mapped[Schedule] = relationship()
    unit: Mapped[Unit] = relationship()
    cover: Mapped[StoredFile | None] = relationship()
    pages: Mapped[list["EventPage"]] = relationship(order_by="EventPage.position", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class EventPage(Model):
    """A practical page of an event (visa, arrival, campus map), in Markdown per language."""

    __tablename__ = "event_page"
    __table_args__ = (UniqueConstraint("event_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[LocalizedText] = mapped_column(Localized)
    text: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    position: Mapped[int] = mapped_column(default=0)
    is_published: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
