"""Files about institutions: sealed in the store, read by colleagues, erased with their bytes."""

from datetime import datetime

from coopevents.facts import Actor
from coopevents.partners import story_queries
from coopevents.partners.facts import PartnerDocumentAdded, PartnerDocumentRemoved
from coopevents.partners.models import Institution
from coopevents.partners.service import record
from coopevents.partners.story_models import InstitutionDocument
from coopevents.storage import sealed_files
from coopevents.storage.documents import read_document
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import FileStore, present_store
from coopevents.storage.uploads import Upload
from coopevents.text import one_line


def keep_document(
    institution: Institution,
    data: bytes,
    *,
    name: str,
    file_name: str,
    store: FileStore | None = None,
    now: datetime,
    actor: Actor,
) -> InstitutionDocument:
    """Keep a file under that name, or the one it was handed in under.

    Raises FileIsTooLarge or FileIsNoPaper, for the field ``file``.
    """
    upload = read_document(data)
    file = sealed_files.store_sealed(upload, store=store or present_store(), now=now)
    document = story_queries.add(
        InstitutionDocument(
            institution_id=institution.id,
            file_id=file.id,
            file=file,
            name=(one_line(name) or one_line(file_name) or file.key[:8])[:200],
            added_by=actor.label,
            added_at=now,
        )
    )
    record(PartnerDocumentAdded, institution, now, actor, {"document": (None, document.name)})
    return document


def open_document(document: InstitutionDocument, *, store: FileStore | None = None) -> Upload:
    """The file again. Raises NotFound when its bytes are gone."""
    return sealed_files.open_sealed(document.file.key, Purpose.COLLEAGUE, store=store or present_store())


def erase_document(
    institution: Institution,
    document: InstitutionDocument,
    *,
    store: FileStore | None = None,
    now: datetime,
    actor: Actor,
) -> None:
    """Let nothing be left of the file once this is committed."""
    name, key = document.name, document.file.key
    story_queries.remove(document)
    sealed_files.erase_sealed([key], store=store or present_store())
    record(PartnerDocumentRemoved, institution, now, actor, {"document": (name, None)})
