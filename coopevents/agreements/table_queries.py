"""What tables of agreements look up once for all their rows."""

from collections.abc import Collection

from sqlalchemy import func, select

from coopevents.agreements.models import Agreement, AgreementSeats
from coopevents.agreements.states import SeatDirection
from coopevents.db import db


def numbers_of(agreement_ids: Collection[int]) -> dict[int, str]:
    """The numbers of these agreements by their ids."""
    query = select(Agreement.id, Agreement.number).where(Agreement.id.in_(agreement_ids))
    return {row.id: row.number for row in db.session.execute(query)}


def count_seats(agreement_ids: Collection[int]) -> dict[tuple[int, SeatDirection], int]:
    """How many people a year go each way under these agreements, all levels together."""
    seats = AgreementSeats
    query = select(seats.agreement_id, seats.direction, func.sum(seats.seats)).where(
        seats.agreement_id.in_(agreement_ids)
    )
    rows = db.session.execute(query.group_by(seats.agreement_id, seats.direction))
    return {(row[0], row[1]): int(row[2]) for row in rows}
