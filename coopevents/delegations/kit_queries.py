"""Every select of the kits of visits."""

from sqlalchemy import select

from coopevents.db import db
from coopevents.delegations.kit_models import VisitThing
from coopevents.refusals import NotFound


def list_things(delegation_id: int) -> list[VisitThing]:
    """What was added to the kit of a visit, or touched; in the order of writing."""
    query = select(VisitThing).where(VisitThing.delegation_id == delegation_id)
    return list(db.session.scalars(query.order_by(VisitThing.id)))


def get_thing(delegation_id: int, thing_id: int) -> VisitThing:
    """That thing of that visit. Raises NotFound."""
    found = db.session.get(VisitThing, thing_id)
    if found is None or found.delegation_id != delegation_id:
        raise NotFound
    return found


def find_begun(delegation_id: int, item_id: int | None, line_key: str) -> VisitThing | None:
    """The thing that line of the list became, for that line of the itinerary, once somebody touched it."""
    query = select(VisitThing).where(VisitThing.delegation_id == delegation_id, VisitThing.line_key == line_key)
    return db.session.scalar(query.where(VisitThing.item_id.is_not_distinct_from(item_id)))
