"""Every select of agreements that grew out of visits, and of approved reports."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coopevents.agreements.models import Agreement
from coopevents.agreements.readers import Reader
from coopevents.db import db
from coopevents.delegations.after_models import ApprovedReport, GrownAgreement, ThanksLetter
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.refusals import NotFound
from coopevents.storage.models import StoredFile


def find_grown(delegation_id: int, agreement_id: int) -> GrownAgreement | None:
    """That this agreement grew out of that visit."""
    wanted = GrownAgreement.delegation_id == delegation_id, GrownAgreement.agreement_id == agreement_id
    return db.session.scalar(select(GrownAgreement).where(*wanted))


def list_agreements_of(delegation_id: int, reader: Reader) -> list[Agreement]:
    """The agreements that grew out of a visit and that the reader may know of, in the order of linking."""
    query = select(Agreement).join(GrownAgreement, GrownAgreement.agreement_id == Agreement.id)
    query = query.where(GrownAgreement.delegation_id == delegation_id, reader.condition())
    return list(db.session.scalars(query.order_by(GrownAgreement.id)))


def list_visits_of(agreement_id: int, unit_ids: Collection[int]) -> list[Delegation]:
    """The visits of these units that an agreement grew out of, the first one first."""
    query = select(Delegation).join(GrownAgreement, GrownAgreement.delegation_id == Delegation.id)
    query = query.where(GrownAgreement.agreement_id == agreement_id, Delegation.unit_id.in_(unit_ids))
    return list(db.session.scalars(query.options(joinedload(Delegation.institution)).order_by(Delegation.arrives_on)))


def map_agreements(delegation_ids: Collection[int], reader: Reader) -> dict[int, list[Agreement]]:
    """What grew out of many visits, as far as the reader may know of it, by the visit."""
    query = select(GrownAgreement.delegation_id, Agreement).join(Agreement, Agreement.id == GrownAgreement.agreement_id)
    query = query.where(GrownAgreement.delegation_id.in_(delegation_ids), reader.condition())
    found: dict[int, list[Agreement]] = {}
    for delegation_id, agreement in db.session.execute(query.order_by(GrownAgreement.id)):
        found.setdefault(delegation_id, []).append(agreement)
    return found


def list_reports(delegation_id: int) -> list[ApprovedReport]:
    """The approved reports on a visit with their files, the last one first."""
    query = select(ApprovedReport).where(ApprovedReport.delegation_id == delegation_id)
    query = query.options(joinedload(ApprovedReport.file)).order_by(ApprovedReport.id.desc())
    return list(db.session.scalars(query))


def list_report_keys(delegation_id: int) -> list[str]:
    """Under which names the files of approved reports on a visit lie in the store."""
    query = select(StoredFile.key).join(ApprovedReport, ApprovedReport.file_id == StoredFile.id)
    return list(db.session.scalars(query.where(ApprovedReport.delegation_id == delegation_id)))


def list_thanks(delegation_id: int) -> list[ThanksLetter]:
    """The letters of thanks after a visit, with whom they are for."""
    query = select(ThanksLetter).where(ThanksLetter.delegation_id == delegation_id).order_by(ThanksLetter.id)
    return list(db.session.scalars(query.options(joinedload(ThanksLetter.delegate).joinedload(Delegate.person))))


def get_thanks(delegation_id: int, letter_id: int) -> ThanksLetter:
    """That one of that visit. Raises NotFound."""
    found = db.session.get(ThanksLetter, letter_id)
    if found is None or found.delegation_id != delegation_id:
        raise NotFound
    return found
