"""Parts in a visit that are offered to several who could take them; whoever says yes first has it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.people.models import Person
from coopevents.schedule.states import ParticipantRole


class PartOfferState(StrEnum):
    """Waiting for an answer, taken by them, refused by them, or taken by somebody else."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN = "taken"


class PartOffer(Model):
    """One line offered to one person, at the times it had then; after ``answer_by`` it holds no more."""

    __tablename__ = "part_offer"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("itinerary_item.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[ParticipantRole] = mapped_column(one_of(ParticipantRole))
    language: Mapped[str] = mapped_column(String(20), default="")
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[PartOfferState] = mapped_column(one_of(PartOfferState), default=PartOfferState.OPEN)
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer_by: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    item: Mapped[ItineraryItem] = relationship()
    person: Mapped[Person] = relationship()
