"""Registrations that are only half written."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime
from coopevents.events.models import Event
from coopevents.registration.models import EventForm
from coopevents.sealing import SEALED


class Draft(Model):
    """What somebody typed so far, sealed as a whole, for who has the link that was sent to the address."""

    __tablename__ = "registration_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("registration_form.id", ondelete="CASCADE"))
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(20))
    sealed: Mapped[str] = mapped_column(Text, info=SEALED)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    event: Mapped[Event] = relationship()
    form: Mapped[EventForm] = relationship()
