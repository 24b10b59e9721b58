"""What a letter was made from is erased in time: then the letter's own file is, too. That it was issued stays known."""

from collections.abc import Collection
from datetime import datetime

from coopevents.facts import Actor
from coopevents.issuing import letter_queries
from coopevents.issuing.facts import LettersErased
from coopevents.issuing.letter_texts import PASSPORT
from coopevents.registration import queries as registrations
from coopevents.registration import seats, traces
from coopevents.storage import sealed_files
from coopevents.storage.store import FileStore


def erase_letters(
    registration_id: int, erased: Collection[str], *, store: FileStore, now: datetime, actor: Actor
) -> None:
    """Erase the files of a guest's letters when an answer about the passport is among those just ``erased``."""
    if not set(erased) & set(PASSPORT):
        return
    found = letter_queries.list_with_files(registration_id)
    if not found:
        return
    traces.leave()
    for paper, _key in found:
        paper.file_id = None
    sealed_files.erase_sealed([key for _paper, key in found], store=store)
    guest = registrations.get_by_id(registration_id)
    changes = {"number": ([paper.number for paper, _key in found], None)}
    seats.record(LettersErased, guest, guest.event, now=now, actor=actor, changes=changes)
