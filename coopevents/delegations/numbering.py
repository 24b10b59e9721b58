"""Numbers of visits: by unit and year, one after the other, none twice and none left out."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from coopevents.db import db
from coopevents.delegations.models import DelegationSeries


def take_number(unit_id: int, year: int) -> str:
    """The unit's next number of that year, ``DV-2026-0001``; it comes back when the transaction does not commit.

    One statement adds and reads, behind the row's lock.
    """
    dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    adding = dialect.insert(DelegationSeries).values(unit_id=unit_id, year=year, last_number=1)
    adding = adding.on_conflict_do_update(
        index_elements=["unit_id", "year"], set_={"last_number": DelegationSeries.last_number + 1}
    )
    serial = int(db.session.execute(adding.returning(DelegationSeries.last_number)).scalar_one())
    return f"DV-{year}-{serial:04d}"
