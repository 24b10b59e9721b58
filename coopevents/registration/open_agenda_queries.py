"""Every select of agendas of people who are not registered."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.registration import tokens
from coopevents.registration.models import OpenAgenda, OpenAgendaPick


def find_by_link_token(token: str) -> OpenAgenda | None:
    """The agenda whose page the token opens; None for a wrong or replaced one."""
    return _find_by_token(token, tokens.opens_open_link)


def find_by_calendar_token(token: str) -> OpenAgenda | None:
    """The agenda whose calendar the token opens; None for a wrong or replaced one."""
    return _find_by_token(token, tokens.opens_open_calendar)


def _find_by_token(token: str, opens: Callable[[OpenAgenda, str], bool]) -> OpenAgenda | None:
    reference = tokens.reference_in(token)
    if reference is None:
        return None
    query = select(OpenAgenda).where(OpenAgenda.reference == reference)
    found = db.session.scalar(query.options(joinedload(OpenAgenda.event).joinedload(Event.schedule)))
    return found if found is not None and opens(found, token) else None


def list_picks(agenda_id: int) -> frozenset[str]:
    """The uids of the activities on an agenda."""
    query = select(OpenAgendaPick.activity_uid).where(OpenAgendaPick.agenda_id == agenda_id)
    return frozenset(db.session.scalars(query))


def find_pick(agenda_id: int, uid: str) -> OpenAgendaPick | None:
    """One activity on an agenda."""
    return db.session.get(OpenAgendaPick, (agenda_id, uid))


def count_begun_since(event_id: int, moment: datetime) -> int:
    """How many agendas of an event were begun since a moment."""
    wanted = OpenAgenda.event_id == event_id, OpenAgenda.created_at > moment
    return db.session.scalar(select(func.count()).select_from(OpenAgenda).where(*wanted)) or 0


def forget_picks(agenda_id: int) -> None:
    """Delete everything on an agenda."""
    db.session.execute(delete(OpenAgendaPick).where(OpenAgendaPick.agenda_id == agenda_id))


def forget_of_events_before(day: date) -> None:
    """Delete the agendas of all events that ended before that day."""
    over = select(Event.id).where(Event.ends_on < day)
    ids = select(OpenAgenda.id).where(OpenAgenda.event_id.in_(over))
    db.session.execute(delete(OpenAgendaPick).where(OpenAgendaPick.agenda_id.in_(ids)))
    db.session.execute(delete(OpenAgenda).where(OpenAgenda.event_id.in_(over)))
