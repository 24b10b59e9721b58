"""Numbers of trips: by unit and year, one after the other, none twice and none left out."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from coopevents.db import db
from coopevents.mobility.models import TripSeries


def take_number(unit_id: int, year: int) -> str:
    """The unit's next number of that year, ``TR-2026-0001``; it comes back when the transaction does not commit."""
    dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    adding = dialect.insert(TripSeries).values(unit_id=unit_id, year=year, last_number=1)
    adding = adding.on_conflict_do_update(
        index_elements=["unit_id", "year"], set_={"last_number": TripSeries.last_number + 1}
    )
    serial = int(db.session.execute(adding.returning(TripSeries.last_number)).scalar_one())
    return f"TR-{year}-{serial:04d}"
