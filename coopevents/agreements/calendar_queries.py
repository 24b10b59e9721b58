"""What the calendar of agreements asks the database."""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.agreements.calendar_models import AgreementCalendar
from coopevents.agreements.models import Agreement, AgreementParty
from coopevents.agreements.readers import Reader
from coopevents.agreements.states import HOLDING, AgreementState
from coopevents.db import db

ENDED = (AgreementState.RENEWED, AgreementState.AMENDED, AgreementState.TERMINATED, AgreementState.EXPIRED)


def find_calendar(user_id: int) -> AgreementCalendar | None:
    """The colleague's calendar, None until they asked for one."""
    return db.session.get(AgreementCalendar, user_id)


def find_by_reference(reference: str) -> AgreementCalendar | None:
    """The calendar of that reference whose owner may still sign in."""
    query = select(AgreementCalendar).where(AgreementCalendar.reference == reference)
    calendar = db.session.scalar(query.options(joinedload(AgreementCalendar.user)))
    return calendar if calendar is not None and calendar.user.is_enabled else None


def list_with_days(reader: Reader, *, ended_after: datetime) -> list[Agreement]:
    """What holds, and what ended after that moment, as far as the reader may know of it; with its parties."""
    ended = and_(Agreement.state.in_(ENDED), Agreement.state_since > ended_after)
    query = select(Agreement).where(reader.condition(), or_(Agreement.state.in_(HOLDING), ended))
    loading = selectinload(Agreement.parties).joinedload(AgreementParty.institution)
    return list(db.session.scalars(query.options(loading).order_by(Agreement.id)))
