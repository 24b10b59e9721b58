"""Documents of agreements: versions that are added and never replaced, each with the hash of its bytes."""

import hashlib
from datetime import datetime

import filetype

from coopevents.agreements import queries, rules
from coopevents.agreements.details import DocumentDetails
from coopevents.agreements.facts import DocumentAdded, DocumentFoundDamaged
from coopevents.agreements.models import Agreement, AgreementDocument
from coopevents.agreements.recording import record
from coopevents.agreements.states import DRAFTING, HOLDING, TEXTS, AgreementState, DocumentKind
from coopevents.agreements.turning import note_text_changed
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.storage.images import LARGEST_BYTES
from coopevents.storage.sealed_files import Purpose, open_sealed, store_sealed
from coopevents.storage.store import FileStore, present_store
from coopevents.storage.uploads import DOCUMENTS, FileIsTooLarge, Upload
from coopevents.text import one_line

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {**DOCUMENTS, WORD: "docx"}
"""The types taken, with the end of a name each is given back under."""


class FileIsNoDocument(Refusal):
    """Only whole PDF, Word, JPEG, PNG and WebP files are taken."""

    status = 422
    sentence = _l("This is no file we can read. Use PDF, Word (.docx), JPEG, PNG or WebP.")


class TextMustBePdf(Refusal):
    """What is frozen looks the same everywhere."""

    status = 422
    sentence = _l("A final text or language version has to be a PDF, so that everybody signs the same pages.")


class LanguageIsForeign(Refusal):
    """A text is in one of the agreement's languages."""

    status = 422
    sentence = _l("Choose one of the languages of this agreement.")


class SameFileAgain(Refusal):
    """A new version is not the old one."""

    status = 422
    sentence = _l("This is the same file as the newest version.")


class NothingIsSignedYet(Refusal):
    """A scan of what was signed comes after the signing."""

    sentence = _l("Nobody has signed this agreement yet, so there is no signed copy to add.")


class DocumentIsDamaged(Refusal):
    """The stored bytes are not those that were added."""

    sentence = _l(
        "The stored file is not the one that was added: its content no longer matches its hash. Do not use or sign it; "
        "tell your administrator, who can bring it back from a backup."
    )


def read_document(data: bytes) -> Upload:
    """A document as it was handed in, byte for byte; its type is what its content says, not its name.

    Raises FileIsTooLarge or FileIsNoDocument.
    """
    if len(data) > LARGEST_BYTES:
        raise FileIsTooLarge(field="file")
    kind = filetype.guess(data)
    if kind is None or kind.mime not in ENDINGS:
        raise FileIsNoDocument(field="file")
    return Upload(data, kind.mime)


def add_document(
    agreement: Agreement,
    details: DocumentDetails,
    upload: Upload,
    *,
    store: FileStore | None = None,
    now: datetime,
    actor: Actor,
) -> AgreementDocument:
    """The next version of a document, sealed in the store.

    Raises TextIsFrozen once it is frozen, TextMustBePdf, LanguageIsForeign, SameFileAgain, or NothingIsSignedYet.
    """
    agreement = queries.lock_agreement(agreement.id)
    _ensure_may_add(agreement, details, upload)
    sha256 = hashlib.sha256(upload.data).hexdigest()
    same = [each for each in agreement.documents if (each.kind, each.language) == (details.kind, details.language)]
    if same and max(same, key=lambda each: each.number).sha256 == sha256:
        raise SameFileAgain(field="file")
    file = store_sealed(upload, store=store or present_store(), now=now)
    document = AgreementDocument(
        kind=details.kind,
        language=details.language,
        number=queries.last_document_number(agreement.id, details.kind, details.language) + 1,
        file=file,
        file_name=one_line(details.file_name)[-200:] or "document",
        sha256=sha256,
        note=one_line(details.note)[:500],
        added_at=now,
        added_by=actor.label,
        added_by_id=actor.id if actor.kind == "user" else None,
    )
    agreement.documents.append(document)
    agreement.changed_at = now
    db.session.flush()
    if details.kind in TEXTS:
        note_text_changed(agreement, now=now)
    changes = {"document": (None, f"{details.kind.value} {details.language} {document.number}".replace("  ", " "))}
    record(DocumentAdded, agreement, now=now, actor=actor, changes=changes | {"sha256": (None, sha256)})
    return document


def _ensure_may_add(agreement: Agreement, details: DocumentDetails, upload: Upload) -> None:
    kind = details.kind
    if kind is DocumentKind.SIGNED_SCAN:
        if agreement.state is not AgreementState.PARTLY_SIGNED and agreement.state not in HOLDING:
            raise NothingIsSignedYet
        return
    if kind in TEXTS | {DocumentKind.DRAFT}:
        if agreement.state not in DRAFTING:
            raise rules.TextIsFrozen
        if details.language not in agreement.languages.split():
            raise LanguageIsForeign(field="language")
    if kind in TEXTS and upload.media_type != "application/pdf":
        raise TextMustBePdf(field="file")


def open_document(document: AgreementDocument, *, store: FileStore | None = None) -> Upload:
    """The document's bytes, held against its hash.

    Raises DocumentIsDamaged when they are gone, or not its own.
    """
    try:
        upload = open_sealed(document.file.key, Purpose.AGREEMENT, store=store or present_store())
    except NotFound:
        raise DocumentIsDamaged from None
    if hashlib.sha256(upload.data).hexdigest() != document.sha256:
        raise DocumentIsDamaged
    return upload


def is_whole(document: AgreementDocument, *, store: FileStore | None = None) -> bool:
    """Whether the stored bytes are still those that were added."""
    try:
        open_document(document, store=store)
    except DocumentIsDamaged:
        return False
    return True


def check_document(document: AgreementDocument, *, store: FileStore | None = None, now: datetime, actor: Actor) -> bool:
    """Hold the stored bytes against the hash and write down what was found; a file brought back is whole again."""
    found = is_whole(document, store=store)
    if found:
        document.damaged_at = None
    elif document.damaged_at is None:
        document.damaged_at = now
        changes = {"document": (None, f"{document.kind.value} {document.language} {document.number}")}
        record(DocumentFoundDamaged, document.agreement, now=now, actor=actor, changes=changes)
    return found


def name_of(agreement: Agreement, document: AgreementDocument) -> str:
    """The name a document is downloaded under: ``AG-2026-0001-final-en-v2.pdf``."""
    parts = [agreement.number, document.kind.value, document.language, f"v{document.number}"]
    return "-".join(filter(None, parts)).replace("_", "-") + f".{ENDINGS.get(document.file.media_type, 'bin')}"
