"""A registry with colleagues of every role, and agreements brought to any state. Fixture `registry`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.accounts.models import Grant, User
from coopevents.accounts.roles import Role
from coopevents.agreements import approving, documents, endings, freezing, queries, service, signing
from coopevents.agreements.details import AgreementDetails, DocumentDetails, SignatoryDetails, SignatureDetails
from coopevents.agreements.models import Agreement, AgreementDocument
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.states import DocumentKind, SigningWay
from coopevents.approvals.models import Verdict
from coopevents.db import db, declare_intent
from coopevents.facts import Actor
from coopevents.partners import service as partners
from coopevents.partners.details import InstitutionDetails
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText
from tests.desks import Desk, desk

__all__ = ["desk"]

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
WAY = (S.PROPOSAL, S.UNIT_APPROVAL, S.LEGAL_REVIEW, S.NEGOTIATION, S.FROZEN, S.TRANSLATIONS_CHECKED, S.APPROVED,
       S.SCHEDULED, S.PARTLY_SIGNED, S.SIGNED, S.IN_FORCE)  # fmt: skip
ROLES = {
    "officer": Role.OFFICER,
    "lead": Role.UNIT_LEAD,
    "legal": Role.LEGAL,
    "head": Role.OFFICER,
    "translator": Role.OFFICER,
    "viewer": Role.UNIT_VIEWER,
}


def pdf(said: str) -> Upload:
    """A file that says this."""
    return Upload(b"%PDF-1.4\n" + said.encode(), "application/pdf")


class Registry:
    """The agreements of an office; each deed an hour after the one before it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.now = desk, START
        self.unit_id = desk.unit_id
        self.users = {name: self._user(name, role) for name, role in ROLES.items()}
        self.partner_ids = [self.partner("TU Dublin", "IE"), self.partner("University of Rousse", "BG")]
        unit_of_work.commit()

    def _user(self, name: str, role: Role) -> int:
        user = User(email=f"{name}@example.edu", name=name.title(), created_at=START)
        user.grants.append(Grant(scope_kind="unit", scope_id=self.unit_id, role=role, granted_at=START))
        db.session.add(user)
        db.session.flush()
        return user.id

    def partner(self, name: str, country: str) -> int:
        details = InstitutionDetails(name=LocalizedText(en=name), country=country)
        return partners.add_institution(details, unit_id=self.unit_id, now=START, actor=self.actor()).id

    def actor(self, name: str = "officer") -> Actor:
        return Actor("user", self.users[name], name.title())

    def by(self, name: str = "officer") -> dict[str, Any]:
        """Who acts, an hour later than what was done before."""
        self.now += timedelta(hours=1)
        return {"now": self.now, "actor": self.actor(name)}

    def details(self, **said: Any) -> AgreementDetails:
        dublin = self.partner_ids[0]
        usual = AgreementDetails(
            title=LocalizedText(en="Cooperation on joint student training", zh_Hans_CN="学生联合培养合作协议"),
            partner_ids=(dublin,),
            languages=("en", "zh_Hans_CN"),
            term_years=5,
            responsible_id=self.users["officer"],
            signatories=(
                SignatoryDetails(name="Wang Guohua", office=LocalizedText(en="President")),
                SignatoryDetails(name="Orla Byrne", institution_id=dublin),
            ),
        )
        return replace(usual, **said)

    def propose(self, **said: Any) -> Agreement:
        agreement = service.propose_agreement(self.details(**said), unit_id=self.unit_id, **self.by())
        unit_of_work.commit()
        return agreement

    def add(self, agreement: Agreement, said: str, language: str = "en", by: str = "officer",
            kind: DocumentKind = DocumentKind.FINAL) -> AgreementDocument:  # fmt: skip
        details = DocumentDetails(kind=kind, language=language, file_name=f"{said}.pdf")
        return documents.add_document(agreement, details, pdf(said), **self.by(by))

    def at(self, state: S, **said: Any) -> Agreement:
        """An agreement that came to this state in the usual way."""
        agreement = self.propose(**said)
        for each in WAY[1 : WAY.index(state) + 1]:
            if agreement.state is not each:
                self.bring(agreement, each)
        unit_of_work.commit()
        assert agreement.state is state
        return agreement

    def bring(self, agreement: Agreement, state: S) -> None:
        """One step further."""
        steps: dict[S, Callable[[Agreement], object]] = {
            S.UNIT_APPROVAL: self._submit,
            S.LEGAL_REVIEW: lambda each: approving.decide_agreement(each, Verdict.APPROVE, **self.by("lead")),
            S.NEGOTIATION: lambda each: approving.decide_agreement(each, Verdict.APPROVE, **self.by("legal")),
            S.FROZEN: lambda each: freezing.freeze_text(each, **self.by()),
            S.TRANSLATIONS_CHECKED: self._check,
            S.APPROVED: lambda each: approving.decide_agreement(each, Verdict.APPROVE, **self.by("head")),
            S.SCHEDULED: lambda each: signing.arrange_signing(each, SigningWay.POST, **self.by()),
            S.PARTLY_SIGNED: lambda each: self.sign(each, *signing.missing_signatures(each)[0]),
            S.SIGNED: self._sign_the_rest,
            S.IN_FORCE: lambda each: endings.enter_into_force(each, **self.by()),
        }
        steps[state](agreement)

    def _submit(self, agreement: Agreement) -> None:
        if not agreement.documents:
            for language in agreement.languages.split():
                self.add(agreement, f"The text in {language}", language)
        approving.submit_agreement(agreement, **self.by())

    def _sign_the_rest(self, agreement: Agreement) -> None:
        for pair in signing.missing_signatures(agreement):
            self.sign(agreement, *pair)

    def _check(self, agreement: Agreement) -> None:
        for document in freezing.to_check(agreement):
            freezing.check_translation(document, **self.by("translator"))

    def signature(self, agreement: Agreement, signatory_id: int, original: int = 1) -> SignatureDetails:
        text = freezing.frozen_texts(agreement)
        sha256 = text[0].sha256 if text else "0" * 64
        return SignatureDetails(signatory_id=signatory_id, original=original, sha256=sha256, signed_at=self.now)

    def sign(self, agreement: Agreement, signatory_id: int, original: int = 1) -> None:
        signing.record_signature(agreement, self.signature(agreement, signatory_id, original), **self.by())

    def again(self, agreement: Agreement) -> Agreement:
        """The agreement as the database has it."""
        db.session.expire_all()
        return queries.get_agreement(agreement.id)


@pytest.fixture
def registry(desk: Desk) -> Any:
    """A registry whose services can be called as a door would."""
    with desk.app.app_context():
        declare_intent(is_reading=False)
        yield Registry(desk)
        db.session.remove()
