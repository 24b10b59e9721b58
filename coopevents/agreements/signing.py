"""Signing: arranged, recorded signature by signature of one frozen text, until everybody has signed every original."""

from datetime import datetime

from coopevents.agreements import queries, rules
from coopevents.agreements.details import DocumentDetails, SignatureDetails
from coopevents.agreements.documents import DocumentIsDamaged, add_document, is_whole
from coopevents.agreements.facts import (
    AgreementSigned,
    SignatureRecorded,
    SignatureTakenBack,
    SigningArranged,
    SigningCalledOff,
)
from coopevents.agreements.freezing import frozen_texts
from coopevents.agreements.models import Agreement, AgreementDocument, Signature
from coopevents.agreements.numbering import day_of
from coopevents.agreements.recording import move, record
from coopevents.agreements.signing_rules import (
    Signing,
    ensure_everybody_signs,
    ensure_signature_holds,
)
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.states import DocumentKind, SigningWay
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.storage.store import FileStore
from coopevents.storage.uploads import Upload
from coopevents.text import cleaned


def arrange_signing(agreement: Agreement, way: SigningWay, *, now: datetime, actor: Actor) -> None:
    """Settle how the parties sign: at a ceremony, by post, or electronically.

    Raises StateForbids before the office has approved, or SignatoryIsMissing when a party has nobody who signs.
    """
    agreement = queries.lock_agreement(agreement.id)
    if agreement.state is not S.APPROVED:
        raise rules.StateForbids(agreement.state)
    ensure_everybody_signs([each.id for each in agreement.parties], [each.party_id for each in agreement.signatories])
    changes = move(agreement, S.SCHEDULED, now=now)
    agreement.signing_way = way
    record(SigningArranged, agreement, now=now, actor=actor, changes=changes | {"signing_way": (None, way.value)})


def call_signing_off(agreement: Agreement, *, now: datetime, actor: Actor) -> None:
    """It is not settled any more how the parties sign.

    Raises StateForbids once somebody has signed.
    """
    agreement = queries.lock_agreement(agreement.id)
    changes = move(agreement, S.APPROVED, now=now)
    agreement.signing_way = None
    record(SigningCalledOff, agreement, now=now, actor=actor, changes=changes)


def ensure_may_sign(
    agreement: Agreement, details: SignatureDetails, *, store: FileStore | None = None, now: datetime
) -> AgreementDocument:
    """The version that would be signed.

    Raises what :func:`coopevents.agreements.signing_rules.ensure_signature_holds` raises, or DocumentIsDamaged.
    """
    texts = frozen_texts(agreement)
    signing = Signing(
        state=agreement.state,
        originals=agreement.originals,
        signatory_ids=[each.id for each in agreement.signatories],
        frozen={each.sha256: each.frozen_at for each in texts if each.frozen_at is not None},
        signed={(each.signatory_id, each.original) for each in queries.list_signatures([agreement.id])},
    )
    ensure_signature_holds(signing, details, now=now)
    document = next(each for each in texts if each.sha256 == details.sha256)
    if not is_whole(document, store=store):
        raise DocumentIsDamaged
    return document


def record_signature(
    agreement: Agreement, details: SignatureDetails, *, store: FileStore | None = None, now: datetime, actor: Actor
) -> Signature:
    """Write down that a signatory signed an original; after the last signature the agreement is signed.

    Behind the agreement's lock, so two colleagues who record the same signature make one. Raises what
    :func:`ensure_may_sign` raises.
    """
    agreement = queries.lock_agreement(agreement.id)
    document = ensure_may_sign(agreement, details, store=store, now=now)
    signature = Signature(
        agreement_id=agreement.id,
        signatory_id=details.signatory_id,
        document_id=document.id,
        sha256=document.sha256,
        original=details.original,
        signed_at=details.signed_at,
        recorded_at=now,
        recorded_by=actor.label,
    )
    db.session.add(signature)
    db.session.flush()
    signatory = next(each for each in agreement.signatories if each.id == details.signatory_id)
    changes: dict[str, tuple[object, object]] = {"signed_by": (None, f"{signatory.name} ({details.original})")}
    is_complete = missing_signatures(agreement) == []
    if not is_complete and agreement.state is S.SCHEDULED:
        changes |= move(agreement, S.PARTLY_SIGNED, now=now)
    record(SignatureRecorded, agreement, now=now, actor=actor, changes=changes)
    if is_complete:
        _finish(agreement, now, actor)
    return signature


def _finish(agreement: Agreement, now: datetime, actor: Actor) -> None:
    last = max(each.signed_at for each in queries.list_signatures([agreement.id]))
    agreement.signed_on = day_of(last)
    changes = move(agreement, S.SIGNED, now=now)
    record(AgreementSigned, agreement, now=now, actor=actor, changes=changes)


def missing_signatures(agreement: Agreement) -> list[tuple[int, int]]:
    """(signatory's id, original) for every signature that is not there yet, in the order in which people sign."""
    signed = {(each.signatory_id, each.original) for each in queries.list_signatures([agreement.id])}
    pairs = [(each.id, original) for original in range(1, agreement.originals + 1) for each in agreement.signatories]
    return [pair for pair in pairs if pair not in signed]


def take_signature_back(signature: Signature, reason: str, *, now: datetime, actor: Actor) -> None:
    """It was recorded by mistake. Raises ReasonIsMissing, or StateForbids once the agreement is in force."""
    agreement = queries.lock_agreement(signature.agreement_id)
    rules.ensure_reason(reason)
    if agreement.state not in {S.PARTLY_SIGNED, S.SIGNED}:
        raise rules.StateForbids(agreement.state)
    signatory = next(each for each in agreement.signatories if each.id == signature.signatory_id)
    db.session.delete(signature)
    db.session.flush()
    changes: dict[str, tuple[object, object]] = {"signed_by": (f"{signatory.name} ({signature.original})", None)}
    if agreement.state is S.SIGNED:
        agreement.signed_on = None
        changes |= move(agreement, S.PARTLY_SIGNED, now=now)
    if not queries.list_signatures([agreement.id]):
        changes |= move(agreement, S.SCHEDULED, now=now)
    record(SignatureTakenBack, agreement, now=now, actor=actor, changes=changes, reason=cleaned(reason))


def file_signed_scan(
    agreement: Agreement,
    upload: Upload,
    file_name: str,
    *,
    language: str = "",
    store: FileStore | None = None,
    now: datetime,
    actor: Actor,
) -> AgreementDocument:
    """Keep the scan of what was signed. Raises NothingIsSignedYet or SameFileAgain."""
    details = DocumentDetails(kind=DocumentKind.SIGNED_SCAN, file_name=file_name, language=language)
    return add_document(agreement, details, upload, store=store, now=now, actor=actor)
