"""Every select of forms."""

from collections.abc import Iterable

from sqlalchemy import select

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.forms.fields import Definition
from coopevents.forms.models import Answers, Form, FormVersion
from coopevents.refusals import NotFound


def find_form(subject: Subject, purpose: str) -> Form | None:
    """The form a subject keeps for that purpose."""
    wanted = Form.subject_kind == subject.kind, Form.subject_id == subject.id, Form.purpose == purpose
    return db.session.scalar(select(Form).where(*wanted))


def find_latest_version(subject: Subject, purpose: str) -> FormVersion | None:
    """The questions a subject asks now."""
    wanted = Form.subject_kind == subject.kind, Form.subject_id == subject.id, Form.purpose == purpose
    query = select(FormVersion).join(Form, Form.id == FormVersion.form_id).where(*wanted)
    return db.session.scalar(query.order_by(FormVersion.number.desc()).limit(1))


def get_version(version_id: int) -> FormVersion:
    """The version with that id.

    Raises NotFound.
    """
    version = db.session.get(FormVersion, version_id)
    if version is None:
        raise NotFound
    return version


def find_answers(subject: Subject) -> Answers | None:
    """What a subject answered."""
    wanted = Answers.subject_kind == subject.kind, Answers.subject_id == subject.id
    return db.session.scalar(select(Answers).where(*wanted))


def answers_of(kind: str, ids: Iterable[int]) -> dict[int, Answers]:
    """What many subjects of one kind answered, by their ids."""
    query = select(Answers).where(Answers.subject_kind == kind, Answers.subject_id.in_(list(ids)))
    return {each.subject_id: each for each in db.session.scalars(query)}


def definition_of(version: FormVersion | None) -> Definition:
    """What a version asks; nothing when there is none."""
    return Definition.from_json(version.definition) if version is not None else Definition()
