"""Every select of papers the office issues."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.issuing.models import CertificateTerms, IssuedPaper, IssuingOffice
from coopevents.issuing.states import PaperKind, PaperState
from coopevents.refusals import NotFound
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.schedule.models import Activity, SignUp
from coopevents.schedule.states import ActivityState

EXPECTED = (RegistrationState.APPROVED, RegistrationState.CHECKED_IN, RegistrationState.NO_SHOW)


def find_office(unit_id: int) -> IssuingOffice | None:
    """How a unit signs; None when nobody said so yet."""
    return db.session.get(IssuingOffice, unit_id)


def find_certificate_terms(event_id: int) -> CertificateTerms | None:
    """What an event's certificates say; None when nobody said so yet."""
    return db.session.get(CertificateTerms, event_id)


def find_by_code(code: str) -> IssuedPaper | None:
    """The paper that is verified under that code, once it is out."""
    query = select(IssuedPaper).where(IssuedPaper.code == code, IssuedPaper.state != PaperState.PREPARED)
    return db.session.scalar(query.options(joinedload(IssuedPaper.event).joinedload(Event.unit)))


def get_paper(event_id: int, paper_id: int) -> IssuedPaper:
    """A paper of the event.

    Raises NotFound.
    """
    paper = db.session.get(IssuedPaper, paper_id)
    if paper is None or paper.event_id != event_id:
        raise NotFound
    return paper


def lock_paper(paper_id: int) -> IssuedPaper:
    """The paper, read anew: until the commit nobody else changes it."""
    query = select(IssuedPaper).where(IssuedPaper.id == paper_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def list_papers(event_id: int, kind: PaperKind, only: Collection[int] | None = None) -> list[IssuedPaper]:
    """The papers of one kind of an event, withdrawn ones too, the first one first; of these registrations ``only``."""
    query = select(IssuedPaper).where(IssuedPaper.event_id == event_id, IssuedPaper.kind == kind)
    if only is not None:
        query = query.where(IssuedPaper.registration_id.in_(only))
    return list(db.session.scalars(query.options(joinedload(IssuedPaper.registration)).order_by(IssuedPaper.id)))


def list_of_guest(registration_id: int, kind: PaperKind) -> list[IssuedPaper]:
    """A guest's papers of one kind that are or were out, the newest first."""
    query = select(IssuedPaper).where(IssuedPaper.registration_id == registration_id, IssuedPaper.kind == kind)
    query = query.where(IssuedPaper.state != PaperState.PREPARED).options(joinedload(IssuedPaper.replaced_by))
    return list(db.session.scalars(query.order_by(IssuedPaper.id.desc())))


def list_expected(event_id: int, only: Collection[int] | None = None) -> list[Registration]:
    """Everybody who had a place at the event, by name; those with these ids ``only``."""
    query = select(Registration).where(Registration.event_id == event_id, Registration.state.in_(EXPECTED))
    if only is not None:
        query = query.where(Registration.id.in_(only))
    return list(db.session.scalars(query.order_by(Registration.sort_name, Registration.number)))


def map_attended(schedule_id: int, only: Collection[int] | None = None) -> dict[int, list[Activity]]:
    """The activities at which each person was noted as present, in the order of time, by the person's id; of these
    people ``only``."""
    query = select(SignUp.person_id, Activity).join(Activity, Activity.id == SignUp.activity_id)
    if only is not None:
        query = query.where(SignUp.person_id.in_(only))
    query = query.where(Activity.schedule_id == schedule_id, SignUp.attended_at.is_not(None))
    query = query.where(Activity.starts_at.is_not(None), Activity.state != ActivityState.CANCELLED)
    found: dict[int, list[Activity]] = {}
    for person_id, activity in db.session.execute(query.order_by(Activity.starts_at, Activity.id)):
        found.setdefault(person_id, []).append(activity)
    return found


def list_numbered(event_id: int, kind: PaperKind, ids: Collection[int]) -> list[IssuedPaper]:
    """The papers with these ids among those of an event."""
    query = select(IssuedPaper).where(IssuedPaper.event_id == event_id, IssuedPaper.kind == kind)
    return list(db.session.scalars(query.where(IssuedPaper.id.in_(list(ids))).order_by(IssuedPaper.id)))
