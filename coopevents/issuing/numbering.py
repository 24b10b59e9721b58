"""Numbers of the office's papers: one after the other, none twice and none left out, however many take one at once."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.issuing import queries
from coopevents.issuing.models import IssuingOffice, NumberSeries
from coopevents.issuing.states import PaperKind


def year_of(event: Event, now: datetime) -> int:
    """The year a paper of an event is numbered in: the present one where the event takes place."""
    return now.astimezone(ZoneInfo(event.time_zone)).year


def take_serials(unit_id: int, kind: PaperKind, year: int, count: int = 1) -> range:
    """The next numbers of a series, given to nobody else; they come back when the transaction does not commit.

    The first number of a year makes the row. One statement adds and reads, behind the row's lock.
    """
    given = {"unit_id": unit_id, "kind": kind, "year": year, "last_number": count}
    dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    adding = dialect.insert(NumberSeries).values(given)
    adding = adding.on_conflict_do_update(
        index_elements=["unit_id", "kind", "year"],
        set_={"last_number": NumberSeries.last_number + adding.excluded.last_number},
    )
    last = int(db.session.execute(adding.returning(NumberSeries.last_number)).scalar_one())
    return range(last - count + 1, last + 1)


def number_text(office: IssuingOffice, kind: PaperKind, year: int, serial: int) -> str:
    """The number as it is printed: ``IL-2026-0001``."""
    prefix = office.letter_prefix if kind is PaperKind.LETTER else office.certificate_prefix
    return f"{prefix}-{year}-{serial:04d}"


def office_of(event: Event) -> IssuingOffice:
    """The office that signs for an event; one with the usual numbers when nobody said how it signs."""
    return office_of_unit(event.unit_id)


def office_of_unit(unit_id: int) -> IssuingOffice:
    """The office that signs for a unit; one with the usual numbers when nobody said how it signs."""
    return queries.find_office(unit_id) or IssuingOffice(
        unit_id=unit_id, signature_key="", letter_prefix="IL", certificate_prefix="CA"
    )
