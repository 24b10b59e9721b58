"""Receipts for what was spent on a visit: kept sealed, read by whoever may see the budget."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.delegations import queries as delegations
from coopevents.delegations import receipt_queries
from coopevents.delegations.budget_models import BudgetLine, Payer
from coopevents.delegations.gift_facts import ReceiptAdded, ReceiptRemoved
from coopevents.delegations.receipt_models import Receipt
from coopevents.delegations.recording import day_of, record
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.storage.sealed_files import Purpose, erase_sealed, open_sealed, store_sealed
from coopevents.storage.store import FileStore, present_store
from coopevents.storage.uploads import FileIsUnreadable, Upload, read_upload
from coopevents.text import one_line

MOST = 20
"""How many receipts a line takes."""
TYPES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
KEPT = timedelta(days=10 * 365 + 3)
"""How long after a visit its receipts are kept: ten years, as tax law asks for."""
AT_ONCE = 100


class NoFile(Refusal):
    """A receipt is a file."""

    status = 422
    sentence = _l("Choose a file.")


class ReceiptsAreFull(Refusal):
    """A line is one thing."""

    sentence = _l("A cost takes 20 receipts at most. Write a second line for further ones.")


class ReceiptIsUnreadable(Refusal):
    """Only PDF, JPEG and PNG are taken."""

    status = 422
    sentence = _l("This is no receipt we can read. Use PDF, JPEG or PNG.")


def read_receipt(data: bytes) -> Upload:
    """A receipt as it was handed in; its type is what its beginning says.

    Raises NoFile, ReceiptIsUnreadable, or FileIsTooLarge.
    """
    if not data:
        raise NoFile(field="file")
    try:
        upload = read_upload(data)
    except FileIsUnreadable:
        raise ReceiptIsUnreadable(field="file") from None
    if upload.media_type not in TYPES:
        raise ReceiptIsUnreadable(field="file")
    return upload


def add_receipt(
    line: BudgetLine, name: str, upload: Upload, *, now: datetime, actor: Actor, store: FileStore | None = None
) -> Receipt:
    """Keep a file, handed in under that name, as a receipt of a line. Raises ReceiptsAreFull."""
    delegation = delegations.lock_delegation(line.delegation_id)
    if len(receipt_queries.list_receipts(line.id)) >= MOST:
        raise ReceiptsAreFull(field="file")
    kept = store_sealed(upload, store=store or present_store(), now=now)
    named = one_line(name)[-200:] or f"receipt{TYPES[upload.media_type]}"
    made = Receipt(line_id=line.id, file_id=kept.id, name=named, added_by=actor.label, added_at=now)
    db.session.add(made)
    db.session.flush()
    record(ReceiptAdded, delegation, now=now, actor=actor)
    return made


def open_receipt(receipt: Receipt) -> Upload:
    """The file again. Raises NotFound when it was erased."""
    return open_sealed(receipt.file.key, Purpose.RECEIPT, store=present_store())


def remove_receipt(receipt: Receipt, *, now: datetime, actor: Actor) -> None:
    """It belongs elsewhere: the file is erased."""
    delegation = delegations.lock_delegation(receipt.line.delegation_id)
    _erase([receipt], present_store())
    record(ReceiptRemoved, delegation, now=now, actor=actor)


def erase_of_line(line: BudgetLine) -> None:
    """Erase the files of a line that is removed."""
    _erase(receipt_queries.list_receipts(line.id), present_store())


def erase_old(now: datetime) -> int:
    """Erase the receipts of visits so long ago that nobody has to prove anything, some at a time; how many.

    The caller commits.
    """
    found = receipt_queries.list_of_visits_before(day_of(now) - KEPT, limit=AT_ONCE)
    _erase(found, present_store())
    return len(found)


def without_receipt(lines: Collection[BudgetLine], receipts: Mapping[int, Collection[Receipt]]) -> set[int]:
    """The lines, by id, on which we spent something without a receipt; what others pay is theirs to prove. Pure."""
    return {each.id for each in lines if each.payer is Payer.US and each.spent and not receipts.get(each.id)}


def _erase(found: Collection[Receipt], store: FileStore) -> None:
    keys = [each.file.key for each in found]
    for each in found:
        db.session.delete(each)
    db.session.flush()
    erase_sealed(keys, store=store)
    db.session.flush()
