"""Every select about registrations that may be of one guest."""

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import aliased

from coopevents.db import db
from coopevents.registration.models import AgendaPick, Registration
from coopevents.registration.states import IS_LIVE


def list_pairs(event_id: int, *, limit: int) -> list[tuple[Registration, Registration]]:
    """Two live registrations each that are named alike or belong to one person, the earlier one first."""
    one, two = Registration, aliased(Registration)
    alike = or_(and_(one.sort_name == two.sort_name, one.sort_name != ""), one.person_id == two.person_id)
    query = (
        select(one, two)
        .join(two, and_(two.event_id == one.event_id, two.number > one.number, alike))
        .where(one.event_id == event_id, one.state.in_(IS_LIVE), two.state.in_(IS_LIVE))
        .order_by(one.number, two.number)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def move_picks(from_id: int, to_id: int) -> None:
    """Let what stands on the agenda of the one stand on that of the other."""
    known = select(AgendaPick.activity_uid).where(AgendaPick.registration_id == to_id).scalar_subquery()
    wanted = AgendaPick.registration_id == from_id, AgendaPick.activity_uid.not_in(known)
    query = update(AgendaPick).where(*wanted).values(registration_id=to_id)
    db.session.execute(query.execution_options(synchronize_session=False))
