"""Every select of invitation letters and their texts."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.issuing.letter_models import Letter, LetterTemplate, LetterTerms
from coopevents.issuing.models import IssuedPaper
from coopevents.issuing.states import LetterState, PaperKind
from coopevents.refusals import NotFound
from coopevents.storage.models import StoredFile


def find_terms(event_id: int) -> LetterTerms | None:
    """How an event gives letters; None when nobody said so."""
    return db.session.get(LetterTerms, event_id)


def list_templates(unit_id: int) -> list[LetterTemplate]:
    """The texts of a unit, by name."""
    query = select(LetterTemplate).where(LetterTemplate.unit_id == unit_id)
    return list(db.session.scalars(query.order_by(LetterTemplate.name, LetterTemplate.id)))


def get_template(unit_id: int, template_id: int) -> LetterTemplate:
    """A text of the unit.

    Raises NotFound.
    """
    template = db.session.get(LetterTemplate, template_id)
    if template is None or template.unit_id != unit_id:
        raise NotFound
    return template


def get_letter(event_id: int, letter_id: int) -> Letter:
    """A letter of the event.

    Raises NotFound.
    """
    letter = db.session.get(Letter, letter_id)
    if letter is None or letter.event_id != event_id:
        raise NotFound
    return letter


def lock_letter(letter_id: int) -> Letter:
    """The letter, read anew: until the commit nobody else moves it."""
    query = select(Letter).where(Letter.id == letter_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def find_live(registration_id: int) -> Letter | None:
    """A guest's letter that is under way or valid."""
    wanted = Letter.registration_id == registration_id, Letter.state != LetterState.WITHDRAWN
    return db.session.scalar(select(Letter).where(*wanted).options(joinedload(Letter.paper)))


def list_letters(event_id: int, state: LetterState | None = None, *, limit: int) -> list[Letter]:
    """The letters of an event, the longest untouched first."""
    query = select(Letter).where(Letter.event_id == event_id)
    if state is not None:
        query = query.where(Letter.state == state)
    query = query.options(joinedload(Letter.registration), joinedload(Letter.paper))
    return list(db.session.scalars(query.order_by(Letter.changed_at, Letter.id).limit(limit)))


def count_by_state(event_id: int) -> dict[LetterState, int]:
    """How many letters are in which state; states without any are left out."""
    query = select(Letter.state, func.count()).where(Letter.event_id == event_id)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Letter.state))}


def list_with_files(registration_id: int) -> list[tuple[IssuedPaper, str]]:
    """A guest's letters whose files are kept, with the names of these files."""
    query = select(IssuedPaper, StoredFile.key).join(StoredFile, StoredFile.id == IssuedPaper.file_id)
    query = query.where(IssuedPaper.registration_id == registration_id, IssuedPaper.kind == PaperKind.LETTER)
    return [(paper, key) for paper, key in db.session.execute(query.order_by(IssuedPaper.id))]


def file_key(paper: IssuedPaper) -> str | None:
    """The name of the file of a paper; None when it has none."""
    return db.session.scalar(select(StoredFile.key).where(StoredFile.id == paper.file_id)) if paper.file_id else None
