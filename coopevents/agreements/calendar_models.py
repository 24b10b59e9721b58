"""The private addresses of colleagues' calendars of agreements."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.accounts.models import User
from coopevents.db import Model, UtcDateTime


class AgreementCalendar(Model):
    """A colleague subscribes to the days of agreements; raising ``version`` makes older addresses worthless."""

    __tablename__ = "agreement_calendar"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    reference: Mapped[str] = mapped_column(String(26), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship()
