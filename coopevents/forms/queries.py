"""Every select of forms."""

import json
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.forms.fields import Definition
from coopevents.forms.models import Answers, Form, FormVersion
from coopevents.refusals import NotFound

_LATEST_VERSION = (
    select(FormVersion)
    .join(Form, Form.id == FormVersion.form_id)
    .where(
        Form.subject_kind == bindparam("kind"),
        Form.subject_id == bindparam("id"),
        Form.purpose == bindparam("purpose"),
    )
    .order_by(FormVersion.number.desc())
    .limit(1)
)


def find_form(subject: Subject, purpose: str) -> Form | None:
    """The form a subject keeps for that purpose."""
    wanted = Form.subject_kind == subject.kind, Form.subject_id == subject.id, Form.purpose == purpose
    return db.session.scalar(select(Form).where(*wanted))


def find_latest_version(subject: Subject, purpose: str) -> FormVersion | None:
    """The questions a subject asks now."""
    return db.session.scalar(_LATEST_VERSION, {"kind": subject.kind, "id": subject.id, "purpose": purpose})


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
    return _definition_from(json.dumps(version.definition)) if version is not None else Definition()


@lru_cache(maxsize=256)
def _definition_from(stored: str) -> Definition:
    """A definition is a value: whoever reads the same text may share it."""
    return Definition.from_json(json.loads(stored))


def latest_of(version: FormVersion) -> FormVersion:
    """The latest version of the same form."""
    query = select(FormVersion).where(FormVersion.form_id == version.form_id).order_by(FormVersion.number.desc())
    return db.session.scalars(query.limit(1)).one()


def list_earlier_versions(kind: str, ids: Iterable[int], purpose: str) -> list[FormVersion]:
    """What subjects of one kind asked and no longer ask, the latest first: versions that still have answers."""
    later = aliased(FormVersion)
    latest = select(func.max(later.number)).where(later.form_id == FormVersion.form_id).scalar_subquery()
    has_answers = exists().where(Answers.form_version_id == FormVersion.id)
    wanted = Form.subject_kind == kind, Form.subject_id.in_(list(ids)), Form.purpose == purpose
    query = select(FormVersion).join(Form, Form.id == FormVersion.form_id).where(*wanted)
    return list(
        db.session.scalars(query.where(FormVersion.number < latest, has_answers).order_by(FormVersion.id.desc()))
    )


def list_outdated_in_use() -> list[tuple[FormVersion, FormVersion]]:
    """Versions that are not the latest of their form but have answers, each with the latest."""
    later = aliased(FormVersion)
    latest = select(func.max(later.number)).where(later.form_id == FormVersion.form_id).scalar_subquery()
    has_answers = exists().where(Answers.form_version_id == FormVersion.id)
    query = select(FormVersion).where(FormVersion.number < latest, has_answers).order_by(FormVersion.id)
    return [(each, latest_of(each)) for each in db.session.scalars(query)]


def lock_answers_to(version_id: int, *, after: int, limit: int) -> list[Answers]:
    """Answers to a version by id, beginning after one, locked until the commit."""
    query = select(Answers).where(Answers.form_version_id == version_id, Answers.id > after).order_by(Answers.id)
    return list(db.session.scalars(query.limit(limit).with_for_update()))
