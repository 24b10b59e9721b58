"""Every select of approvals."""

from sqlalchemy import select

from coopevents.approvals.models import Case, CaseState
from coopevents.db import db
from coopevents.facts import Subject


def find_open_case(subject: Subject) -> Case | None:
    """The case about a subject that still waits."""
    wanted = Case.subject_kind == subject.kind, Case.subject_id == subject.id, Case.state == CaseState.OPEN
    return db.session.scalar(select(Case).where(*wanted).order_by(Case.id.desc()).limit(1))


def list_cases(subject: Subject) -> list[Case]:
    """Every case about a subject, the latest first."""
    wanted = Case.subject_kind == subject.kind, Case.subject_id == subject.id
    return list(db.session.scalars(select(Case).where(*wanted).order_by(Case.id.desc())))
