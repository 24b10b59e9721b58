"""Every select of single agreements and what hangs on them."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.agreements.models import Agreement, AgreementDocument, AgreementParty, Signature
from coopevents.agreements.states import AgreementState, DocumentKind
from coopevents.db import db
from coopevents.refusals import NotFound


def get_agreement(agreement_id: int) -> Agreement:
    """The agreement with that id.

    Raises NotFound.
    """
    agreement = db.session.get(Agreement, agreement_id)
    if agreement is None:
        raise NotFound
    return agreement


def lock_agreement(agreement_id: int) -> Agreement:
    """The agreement as it is now, held until the transaction ends: what is signed or decided is looked up behind it.

    Raises NotFound.
    """
    query = select(Agreement).where(Agreement.id == agreement_id).with_for_update()
    agreement = db.session.scalar(query, execution_options={"populate_existing": True})
    if agreement is None:
        raise NotFound
    return agreement


def list_by_ids(agreement_ids: Collection[int]) -> list[Agreement]:
    """These agreements with their parties, signatories and documents, in the order of their ids."""
    wanted = select(Agreement).where(Agreement.id.in_(agreement_ids)).order_by(Agreement.id)
    loading = (
        selectinload(Agreement.parties).joinedload(AgreementParty.institution),
        selectinload(Agreement.signatories),
        selectinload(Agreement.documents).joinedload(AgreementDocument.file),
    )
    return list(db.session.scalars(wanted.options(*loading)))


def get_document(agreement_id: int, document_id: int) -> AgreementDocument:
    """A document of an agreement.

    Raises NotFound.
    """
    document = db.session.get(AgreementDocument, document_id)
    if document is None or document.agreement_id != agreement_id:
        raise NotFound
    return document


def last_document_number(agreement_id: int, kind: DocumentKind, language: str) -> int:
    """The number of the newest version of a document; 0 when there is none."""
    wanted = (
        AgreementDocument.agreement_id == agreement_id,
        AgreementDocument.kind == kind,
        AgreementDocument.language == language,
    )
    return db.session.scalar(select(func.max(AgreementDocument.number)).where(*wanted)) or 0


def list_signatures(agreement_ids: Collection[int]) -> list[Signature]:
    """The signatures of these agreements as the database has them now, in the order in which they were given."""
    query = select(Signature).where(Signature.agreement_id.in_(agreement_ids))
    query = query.order_by(Signature.signed_at, Signature.id)
    return list(db.session.scalars(query, execution_options={"populate_existing": True}))


def get_signature(agreement_id: int, signature_id: int) -> Signature:
    """A signature of an agreement.

    Raises NotFound.
    """
    signature = db.session.get(Signature, signature_id)
    if signature is None or signature.agreement_id != agreement_id:
        raise NotFound
    return signature


def list_successors(agreement_id: int) -> list[Agreement]:
    """What renews or amends an agreement, the abandoned left out."""
    wanted = Agreement.predecessor_id == agreement_id, Agreement.state != AgreementState.ABANDONED
    return list(db.session.scalars(select(Agreement).where(*wanted).order_by(Agreement.id)))


def list_frozen_documents(agreement_id: int | None = None) -> list[AgreementDocument]:
    """The frozen texts of all agreements, or of one, with their files and agreements."""
    wanted = AgreementDocument.frozen_at.is_not(None), AgreementDocument.given_up_at.is_(None)
    query = select(AgreementDocument).where(*wanted).order_by(AgreementDocument.id)
    if agreement_id is not None:
        query = query.where(AgreementDocument.agreement_id == agreement_id)
    return list(
        db.session.scalars(query.options(joinedload(AgreementDocument.file), joinedload(AgreementDocument.agreement)))
    )
