"""What the office calls countries and regions otherwise than the languages do."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model


class CountryName(Model):
    """The name of a country or region in one language, for the whole house."""

    __tablename__ = "country_name"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
