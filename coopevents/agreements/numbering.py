"""Numbers of agreements: by unit and year, one after the other, none twice and none left out."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite

from coopevents import config
from coopevents.agreements.models import AgreementSeries
from coopevents.db import db


def day_of(now: datetime) -> date:
    """Which day it is at the office."""
    return now.astimezone(ZoneInfo(config.in_force().default_time_zone)).date()


def take_number(unit_id: int, year: int) -> str:
    """The unit's next number of that year, ``AG-2026-0001``; it comes back when the transaction does not commit.

    One statement adds and reads, behind the row's lock.
    """
    dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    adding = dialect.insert(AgreementSeries).values(unit_id=unit_id, year=year, last_number=1)
    adding = adding.on_conflict_do_update(
        index_elements=["unit_id", "year"], set_={"last_number": AgreementSeries.last_number + 1}
    )
    serial = int(db.session.execute(adding.returning(AgreementSeries.last_number)).scalar_one())
    return f"AG-{year}-{serial:04d}"
