"""What makes earlier addresses of itineraries worthless."""

from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, one_of
from coopevents.delegations.reading_words import ReaderKind


class ReadingLink(Model):
    """How often the addresses of one reader were replaced; whoever has no row still has the first ones."""

    __tablename__ = "itinerary_reading_link"

    kind: Mapped[ReaderKind] = mapped_column(one_of(ReaderKind), primary_key=True)
    reader_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
