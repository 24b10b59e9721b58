"""What of a visit's kit was changed, added, ticked or removed; all else follows the list it begins with."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.kit_counts import Counting
from coopevents.delegations.models import Delegation
from coopevents.kits.models import Thing


class VisitThing(Thing, Model):
    """Something that has to be there at a line of the itinerary, or on the visit as a whole (without ``item_id``).

    ``line_key`` names the line of the list it came from; what somebody added has none. ``quantity`` counts only by
    hand. ``lead_minutes`` is how long before the activity it has to be ready, and moves with it, unless ``due_at`` was
    said. ``done_quantity`` is how many were needed when somebody said that they are there. ``removed_at`` marks what is
    not needed and can be brought back.
    """

    __tablename__ = "visit_kit"
    __table_args__ = (
        UniqueConstraint("delegation_id", "item_id", "line_key"),
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
    )

    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("itinerary_item.id", ondelete="CASCADE"), index=True)
    line_key: Mapped[str | None] = mapped_column(String(40))
    counting: Mapped[Counting] = mapped_column(one_of(Counting), default=Counting.HAND)
    place: Mapped[str] = mapped_column(String(200), default="")
    lead_minutes: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    comes_back: Mapped[bool] = mapped_column(default=False)
    done_quantity: Mapped[int] = mapped_column(default=0)
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_by: Mapped[str] = mapped_column(String(200), default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship()
    item: Mapped[ItineraryItem | None] = relationship()
