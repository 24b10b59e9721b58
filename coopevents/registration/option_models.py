"""Which options guests have chosen: what the capacity of an option is counted by."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model
from coopevents.registration.models import WORD


class OptionSeat(Model):
    """A guest chose this option of a question on a form; sensitive answers never stand here."""

    __tablename__ = "option_seat"
    __table_args__ = (Index("ix_option_seat_form", "form_id", "question_key", "value", "registration_id"),)

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(WORD, primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("registration_form.id", ondelete="CASCADE"))
