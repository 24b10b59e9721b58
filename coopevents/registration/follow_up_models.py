"""Guests who were asked the questions that come after the place is confirmed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Model, UtcDateTime, one_of
from coopevents.registration.models import Registration


class FollowUpState(StrEnum):
    """Whether a guest answered."""

    ASKED = "asked"
    ANSWERED = "answered"
    NOT_NEEDED = "not_needed"


class FollowUp(Model):
    """That a guest with a place was asked the later questions of their form, and last reminded; the answers stand
    among the others."""

    __tablename__ = "registration_follow_up"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[FollowUpState] = mapped_column(one_of(FollowUpState), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    registration: Mapped[Registration] = relationship()
