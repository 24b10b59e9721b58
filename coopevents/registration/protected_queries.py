"""Every select of registrations with sensitive answers."""

from collections.abc import Collection

from sqlalchemy import delete, select

from coopevents.db import db
from coopevents.forms.models import Answers
from coopevents.registration.list_models import AnswerValue
from coopevents.registration.models import Registration
from coopevents.registration.option_models import OptionSeat
from coopevents.registration.review_models import RegistrationSnapshot
from coopevents.registration.states import IS_LIVE


def list_with_sealed(event_id: int) -> list[Registration]:
    """The guests of an event, by number, of whom sensitive answers are kept; not those who left."""
    query = (
        select(Registration)
        .join(Answers, (Answers.subject_kind == "registration") & (Answers.subject_id == Registration.id))
        .where(Registration.event_id == event_id, Registration.state.in_(IS_LIVE), Answers.sealed.is_not(None))
        .order_by(Registration.number)
    )
    return list(db.session.scalars(query))


def forget_in_clear(registration_ids: Collection[int], keys: Collection[str]) -> None:
    """Keep nothing of these answers where they were said again in clear: to be found, counted or compared by."""
    for table in (AnswerValue, OptionSeat):
        about = table.registration_id.in_(registration_ids), table.question_key.in_(keys)
        db.session.execute(delete(table).where(*about))
    kept = select(RegistrationSnapshot).where(RegistrationSnapshot.registration_id.in_(registration_ids))
    for snapshot in db.session.scalars(kept):
        snapshot.answers = {key: value for key, value in snapshot.answers.items() if key not in keys}
