"""Every select of consents."""

from sqlalchemy import delete, select

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.forms.models import Consent


def list_consents(subject: Subject) -> list[Consent]:
    """What a subject consented to, ended consents too, the oldest first."""
    wanted = Consent.subject_kind == subject.kind, Consent.subject_id == subject.id
    return list(db.session.scalars(select(Consent).where(*wanted).order_by(Consent.given_at, Consent.id)))


def delete_consents(subject: Subject) -> None:
    """Forget what a subject consented to."""
    db.session.execute(delete(Consent).where(Consent.subject_kind == subject.kind, Consent.subject_id == subject.id))
