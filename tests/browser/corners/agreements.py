"""Agreements in the states whose pages differ: decided, frozen and being signed, in force and soon over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from coopevents import unit_of_work
from coopevents.accounts.models import Unit, User
from coopevents.agreements import approving, documents, endings, freezing, queries, service, signing
from coopevents.agreements.details import (
    AgreementDetails,
    DocumentDetails,
    SeatsDetails,
    SignatoryDetails,
    SignatureDetails,
)
from coopevents.agreements.models import Agreement
from coopevents.agreements.numbering import day_of
from coopevents.agreements.states import AgreementKind, DocumentKind, SeatDirection, SigningWay
from coopevents.approvals.models import Verdict
from coopevents.facts import THE_HOUSE
from coopevents.partners import queries as partners
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText

TRAINING = LocalizedText(
    en="Joint training of students in applied engineering",
    zh_Hans_CN="应用工程学生联合培养合作协议",
    fr="Formation conjointe en ingénierie appliquée",
)
EXCHANGE = LocalizedText(en="Exchange of students", zh_Hans_CN="学生交换协议", fr="Échange d’étudiants")
MATERIALS = LocalizedText(
    en="Joint laboratory for circular materials",
    zh_Hans_CN="循环材料联合实验室",
    fr="Laboratoire commun des matériaux circulaires",
)


class Registry:
    """Brings agreements of the office on their way, a day between one step and the next."""

    def __init__(self, office: Unit, organiser: User, now: datetime) -> None:
        self.office, self.organiser = office, organiser
        self.now = now - timedelta(days=40)
        self.partners = partners.list_institutions([office.id, office.parent_id or office.id])

    def by(self) -> dict[str, Any]:
        """Who acts, a day later than before."""
        self.now += timedelta(days=1)
        return {"now": self.now, "actor": THE_HOUSE}

    def propose(self, title: LocalizedText, *chosen: int, **said: Any) -> Agreement:
        """A proposal with these partners, in English and Chinese."""
        parties = [self.partners[number] for number in chosen]
        president = LocalizedText(en="President", zh_Hans_CN="校长", fr="Président")
        details = AgreementDetails(
            title=title,
            partner_ids=tuple(each.id for each in parties),
            languages=("en", "zh_Hans_CN"),
            term_years=5,
            scope=LocalizedText(en="Teaching in both languages, and a joint board that meets twice a year."),
            field="engineering",
            responsible_id=self.organiser.id,
            unit_ids=(self.office.id,),
            signatories=(
                SignatoryDetails(name="Wang Guohua", original_name="王国华", office=president, rank=1),
                *(SignatoryDetails(name="Orla Byrne", institution_id=each.id, office=president) for each in parties),
            ),
        )
        agreement = service.propose_agreement(replace(details, **said), unit_id=self.office.id, **self.by())
        self.add(agreement, DocumentKind.DRAFT, "en", b"a first idea")
        self.add(agreement, DocumentKind.FINAL, "en", b"what is agreed")
        self.add(agreement, DocumentKind.TRANSLATION, "zh_Hans_CN", b"the same in Chinese")
        return agreement

    def add(self, agreement: Agreement, kind: DocumentKind, language: str, said: bytes) -> None:
        """A version of a document."""
        details = DocumentDetails(kind=kind, language=language, file_name=f"{agreement.number}.pdf")
        documents.add_document(agreement, details, Upload(b"%PDF-1.4\n" + said, "application/pdf"), **self.by())

    def freeze(self, agreement: Agreement) -> Agreement:
        """On to the frozen text."""
        approving.submit_agreement(agreement, **self.by())
        approving.decide_agreement(agreement, Verdict.RETURN, "The seats of the second year are missing.", **self.by())
        approving.submit_agreement(agreement, **self.by())
        for _stage in ("unit", "legal"):
            approving.decide_agreement(agreement, Verdict.APPROVE, **self.by())
        freezing.freeze_text(agreement, **self.by())
        return agreement

    def arrange(self, agreement: Agreement) -> Agreement:
        """On to the signing, by post."""
        self.freeze(agreement)
        for version in freezing.to_check(agreement):
            freezing.check_translation(version, **self.by())
        approving.decide_agreement(agreement, Verdict.APPROVE, "As the committee wished.", **self.by())
        signing.arrange_signing(agreement, SigningWay.POST, **self.by())
        return agreement

    def sign(self, agreement: Agreement, *, all_but: int = 0) -> Agreement:
        """All signatures but so many."""
        sha256 = freezing.frozen_texts(agreement)[0].sha256
        missing = signing.missing_signatures(agreement)
        for signatory_id, original in missing[: len(missing) - all_but]:
            details = SignatureDetails(signatory_id=signatory_id, original=original, sha256=sha256, signed_at=self.now)
            signing.record_signature(agreement, details, **self.by())
        return agreement


def add_agreements(office: Unit, organiser: User, now: datetime) -> dict[str, str]:
    """One of each; returns the numbers by name."""
    registry = Registry(office, organiser, now)
    deciding = registry.propose(TRAINING, 0)
    approving.submit_agreement(deciding, **registry.by())
    registry.now = now - timedelta(days=40)
    frozen = registry.freeze(registry.propose(MATERIALS, 1, kind=AgreementKind.RESEARCH, is_confidential=True))
    registry.now = now - timedelta(days=40)
    partly = registry.sign(registry.arrange(registry.propose(MATERIALS, 1, 2, originals=3)), all_but=5)
    registry.now = now - timedelta(days=40)
    seats = tuple(SeatsDetails(direction=each, seats=4, level="master") for each in SeatDirection)
    said = {"kind": AgreementKind.EXCHANGE, "seats": seats, "is_public": True, "term_years": None}
    holding = registry.propose(EXCHANGE, 0, ends_on=day_of(now) + timedelta(days=80), **said)
    endings.enter_into_force(registry.sign(registry.arrange(holding)), now=now, actor=THE_HOUSE)
    names = {
        "agreement-deciding": str(deciding.id),
        "agreement-frozen": str(frozen.id),
        "agreement-partly": str(partly.id),
        "agreement": str(holding.id),
        "signature": str(queries.list_signatures([partly.id])[0].id),
        "agreement-document": str(holding.documents[0].id),
    }
    unit_of_work.commit()
    return names
