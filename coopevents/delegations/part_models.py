"""What we ask those of ours who have a part in a visit, before its programme is sent."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.people.models import Person


class PartAnswer(StrEnum):
    """Nothing heard yet, will be there, cannot."""

    WAITING = "waiting"
    YES = "yes"
    NO = "no"


class AskedPart(Model):
    """Whether somebody of ours will be in one line; the times are those they were asked for."""

    __tablename__ = "asked_part"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("itinerary_item.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[PartAnswer] = mapped_column(one_of(PartAnswer), default=PartAnswer.WAITING)
    note: Mapped[str] = mapped_column(String(500), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    item: Mapped[ItineraryItem] = relationship()
    person: Mapped[Person] = relationship()
