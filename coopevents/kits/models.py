"""What every thing of a kit knows, whatever it is for."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Localized, UtcDateTime
from coopevents.text import LocalizedText


class Thing:
    """Something that has to be there: how many, who sees to it, and when somebody said that it is there.

    The tables of the rooms have these columns; what they are for, and until when, is the rooms' own.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[LocalizedText] = mapped_column(Localized)
    quantity: Mapped[int] = mapped_column(default=1)
    owner: Mapped[str] = mapped_column(String(200), default="")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[str] = mapped_column(String(200), default="")
