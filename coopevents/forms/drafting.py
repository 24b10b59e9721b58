"""The working copy of a form: changed step by step, looked at, and put in force as a new version."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.forms import queries, service
from coopevents.forms.editing import faults_of
from coopevents.forms.fields import Definition
from coopevents.forms.models import Form, FormVersion, WorkingCopy
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal

STEPS_KEPT = 40


class FormChangedMeanwhile(Refusal):
    """Two colleagues work at one form; the second step would have undone the first."""

    sentence = _l("A colleague changed this form in the meantime. This is how it stands now: do it once more.")


class FormHasFaults(Refusal):
    """It could not be filled in as it is meant."""

    status = 422
    sentence = _l("The form cannot be put in force yet. What is wrong stands at its questions.")


@dataclass(frozen=True)
class Draft:
    """A form as it is worked on. ``revision`` names this state; ``in_force`` is what guests are asked today."""

    definition: Definition
    in_force: Definition
    revision: int
    number: int
    can_undo: bool
    changed_at: datetime | None

    @property
    def differs(self) -> bool:
        """Whether guests are asked something else."""
        return self.definition != self.in_force


def draft_of(subject: Subject, purpose: str) -> Draft:
    """The form as it is worked on; as it is in force when nobody does. Raises NotFound."""
    form = queries.find_form(subject, purpose)
    if form is None:
        raise NotFound
    return _draft(form, queries.find_latest_version(subject, purpose), db.session.get(WorkingCopy, form.id))


def _draft(form: Form, latest: FormVersion | None, copy: WorkingCopy | None) -> Draft:
    in_force = queries.definition_of(latest)
    number = latest.number if latest is not None else 0
    if copy is None:
        return Draft(in_force, in_force, 0, number, can_undo=False, changed_at=None)
    worked = Definition.from_json(copy.definition) if copy.definition is not None else in_force
    return Draft(worked, in_force, copy.revision, number, can_undo=bool(copy.earlier), changed_at=copy.changed_at)


def keep(subject: Subject, purpose: str, definition: Definition, *, expected: int, now: datetime) -> None:
    """Let the working copy ask this; the state before can be had back. Raises FormChangedMeanwhile or NotFound."""
    copy, before = _lock(subject, purpose, expected, now)
    if definition != before:
        earlier = [*copy.earlier, before.to_json()][-STEPS_KEPT:]
        _set(copy, definition.to_json(), earlier, now)


def undo(subject: Subject, purpose: str, *, expected: int, now: datetime) -> None:
    """Take the last step back, if there is one. Raises FormChangedMeanwhile or NotFound."""
    copy, _before = _lock(subject, purpose, expected, now)
    if copy.earlier:
        _set(copy, copy.earlier[-1], copy.earlier[:-1], now)


def discard(subject: Subject, purpose: str, *, expected: int, now: datetime) -> None:
    """Let the working copy ask what is in force; that, too, can be undone. Raises FormChangedMeanwhile or NotFound."""
    in_force = queries.definition_of(queries.find_latest_version(subject, purpose))
    keep(subject, purpose, in_force, expected=expected, now=now)


def put_in_force(subject: Subject, purpose: str, *, expected: int, now: datetime) -> FormVersion:
    """Ask from now on what the working copy asks; answers given keep the question they were given to.

    Raises FormChangedMeanwhile, FormHasFaults or NotFound.
    """
    copy, definition = _lock(subject, purpose, expected, now)
    if faults_of(definition) or not definition.questions:
        raise FormHasFaults
    form = db.session.get_one(Form, copy.form_id)
    version = service.define_form(subject, purpose, definition, title=form.title, now=now)
    _set(copy, None, [], now)
    return version


def forget(subject: Subject, purpose: str) -> None:
    """Take a form away that nobody ever answered, with its versions."""
    form = queries.find_form(subject, purpose)
    if form is not None:
        for model in (WorkingCopy, FormVersion):
            db.session.execute(delete(model).where(model.form_id == form.id))
        db.session.delete(form)


def _lock(subject: Subject, purpose: str, expected: int, now: datetime) -> tuple[WorkingCopy, Definition]:
    form = queries.find_form(subject, purpose)
    if form is None:
        raise NotFound
    db.session.execute(select(Form.id).where(Form.id == form.id).with_for_update())
    copy = db.session.get(WorkingCopy, form.id, populate_existing=True)
    if copy is None:
        copy = WorkingCopy(form_id=form.id, definition=None, earlier=[], revision=0, changed_at=now)
        db.session.add(copy)
    if copy.revision != expected:
        raise FormChangedMeanwhile
    return copy, _draft(form, queries.find_latest_version(subject, purpose), copy).definition


def _set(copy: WorkingCopy, definition: list[dict[str, Any]] | None, earlier: list[Any], now: datetime) -> None:
    copy.definition, copy.earlier = definition, earlier
    copy.revision, copy.changed_at = copy.revision + 1, now
    db.session.flush()
