"""Every select of delegates' invitation letters."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.issuing.states import VisitLetterState
from coopevents.issuing.visit_letter_models import VisitLetter
from coopevents.storage.models import StoredFile


def find_live(delegate_id: int) -> VisitLetter | None:
    """The letter of a delegate that is under way or out."""
    wanted = VisitLetter.delegate_id == delegate_id, VisitLetter.state != VisitLetterState.WITHDRAWN
    return db.session.scalar(select(VisitLetter).where(*wanted))


def lock_live(delegate_id: int) -> VisitLetter | None:
    """The same as it is now, held until the transaction ends."""
    wanted = VisitLetter.delegate_id == delegate_id, VisitLetter.state != VisitLetterState.WITHDRAWN
    query = select(VisitLetter).where(*wanted).with_for_update()
    return db.session.scalar(query, execution_options={"populate_existing": True})


def find_by_code(code: str) -> VisitLetter | None:
    """The letter that is verified under that code, once it is out."""
    query = select(VisitLetter).where(VisitLetter.code == code, VisitLetter.issued_at.is_not(None))
    return db.session.scalar(query.options(joinedload(VisitLetter.delegate)))


def file_key(letter: VisitLetter) -> str | None:
    """The name in the store of the letter's file; None when it was erased."""
    file = db.session.get(StoredFile, letter.file_id) if letter.file_id is not None else None
    return file.key if file is not None else None


def list_with_files(delegate_id: int) -> list[tuple[VisitLetter, str]]:
    """The letters of a delegate whose files are kept, with the files' names."""
    query = select(VisitLetter, StoredFile.key).join(StoredFile, StoredFile.id == VisitLetter.file_id)
    return [(row[0], row[1]) for row in db.session.execute(query.where(VisitLetter.delegate_id == delegate_id))]
