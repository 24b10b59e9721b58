"""What a delegation does: activities of its own itinerary, and activities of others it takes part in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime
from coopevents.delegations.models import Delegation
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText


class ItineraryItem(Model):
    """One line of a delegation's itinerary: the activity it is has title, time, place, people and resources.

    An activity of the delegation's own schedule has its delegates as participants in the role *guest*. An activity of
    another schedule (a session of an event, a ceremony, a departure of a tour) is shared: its delegates have a sign-up
    there, so that its programme never names them. ``is_for_all`` keeps either in step with who comes.
    ``leads_to`` is the uid of the activity a way was put in for; it may be gone, and the way follows it.
    ``dress`` and ``note`` are read by guests; what is only for us is the activity's ``internal_note``.
    """

    __tablename__ = "itinerary_item"
    __table_args__ = (UniqueConstraint("delegation_id", "activity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    leads_to: Mapped[str | None] = mapped_column(String(64), index=True)
    is_for_all: Mapped[bool] = mapped_column(default=True)
    dress: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship()
    activity: Mapped[Activity] = relationship()
