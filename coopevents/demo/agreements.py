"""Agreements of the demo office in every state that matters, besides the three of its signing ceremony."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from coopevents.agreements import approving, documents, endings, freezing, service, signing
from coopevents.agreements.dates import years_later
from coopevents.agreements.details import (
    AgreementDetails,
    DocumentDetails,
    SeatsDetails,
    SignatoryDetails,
    SignatureDetails,
)
from coopevents.agreements.models import Agreement
from coopevents.agreements.numbering import day_of
from coopevents.agreements.states import (
    AgreementKind,
    DocumentKind,
    SeatDirection,
    SigningWay,
    Succession,
    TermKind,
)
from coopevents.agreements.states import AgreementState as S
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.demo.office import DemoDesk
from coopevents.demo.one_page import one_page
from coopevents.demo.partners import DemoAcquaintances
from coopevents.facts import Actor
from coopevents.people.models import Person
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText

ROWS = tomllib.loads((Path(__file__).parent / "agreements.toml").read_text(encoding="utf-8"))["agreement"]
STEPS = (S.UNIT_APPROVAL, S.LEGAL_REVIEW, S.NEGOTIATION, S.FROZEN, S.TRANSLATIONS_CHECKED, S.APPROVED, S.SCHEDULED,
         S.SIGNED, S.IN_FORCE)  # fmt: skip
AFTER = {S.RENEWED: S.IN_FORCE, S.TERMINATED: S.IN_FORCE}
"""What an agreement is before it comes to such a state."""
PREPARED_FOR, BETWEEN = timedelta(days=40), timedelta(hours=36)


def agree(desk: DemoDesk, known: DemoAcquaintances, *, now: datetime) -> dict[str, Agreement]:
    """The agreements by key."""
    return {row["key"]: _Story(desk, known, row, now).tell() for row in ROWS}


class _Story:
    """How one agreement came to be what it is, every step a while after the one before."""

    def __init__(self, desk: DemoDesk, known: DemoAcquaintances, row: dict[str, Any], now: datetime) -> None:
        self.desk, self.known, self.row, self.today = desk, known, row, now
        self.state = S(row["state"])
        self.ends_on = day_of(now) + timedelta(days=row["ends_in"]) if "ends_in" in row else None
        self.effective_on = years_later(self.ends_on + timedelta(days=1), -row["years"]) if self.ends_on else None
        self.now = self._began()

    def _began(self) -> datetime:
        if self.effective_on is not None:
            return self._on(self.effective_on) - PREPARED_FOR
        if self.state is S.IN_FORCE:
            return self.today - timedelta(days=900)
        deeds = STEPS.index(self.state) + 4 if self.state in STEPS else 1  # two texts and the proposal come first
        return self._last() - BETWEEN * deeds

    def _on(self, day: date) -> datetime:
        """This time of day on another day."""
        return self.today - (day_of(self.today) - day)

    def tell(self) -> Agreement:
        agreement = service.propose_agreement(self._details(), unit_id=self.desk.office.id, **self._by(self.desk.actor))
        goal = AFTER.get(self.state, self.state)
        self._walk(agreement, goal)
        if self.state is S.TERMINATED:
            self.now = self.today - timedelta(days=30)
            endings.terminate(agreement, day_of(self.now), self.row["reason"], **self._by(self.desk.actor))
        elif self.state is S.RENEWED:
            self._renew(agreement)
        return agreement

    def _renew(self, agreement: Agreement) -> None:
        self.now = self.today - PREPARED_FOR
        following = endings.succeed(agreement, Succession.RENEWAL, **self._by(self.desk.actor))
        self._walk(following, S.IN_FORCE)

    def _walk(self, agreement: Agreement, goal: S) -> None:
        for state in STEPS[: STEPS.index(goal) + 1] if goal in STEPS else ():
            if agreement.state is not state:
                self._step(agreement, state)

    def _step(self, agreement: Agreement, state: S) -> None:
        steps: dict[S, Callable[[Agreement], object]] = {
            S.UNIT_APPROVAL: self._submit,
            S.LEGAL_REVIEW: self._approve,
            S.NEGOTIATION: self._approve,
            S.FROZEN: lambda each: freezing.freeze_text(each, **self._by(self.desk.actor)),
            S.TRANSLATIONS_CHECKED: self._check,
            S.APPROVED: self._approve,
            S.SCHEDULED: lambda each: signing.arrange_signing(each, SigningWay.POST, **self._by(self.desk.actor)),
            S.SIGNED: self._sign,
            S.IN_FORCE: self._enter_into_force,
        }
        steps[state](agreement)

    def _enter_into_force(self, agreement: Agreement) -> None:
        if agreement.effective_on is not None:
            self.now = self._on(agreement.effective_on)
        endings.enter_into_force(agreement, **self._by(self.desk.actor))

    def _by(self, actor: Actor) -> dict[str, Any]:
        """Who acts, a day and a half after what was done before."""
        self.now = max(self.now, min(self.now + BETWEEN, self._last()))
        return {"now": self.now, "actor": actor}

    def _last(self) -> datetime:
        """When it came to its state."""
        return self.today - timedelta(days=self.row.get("days", 0))

    def _details(self) -> AgreementDetails:
        row, today = self.row, day_of(self.today)
        return AgreementDetails(
            title=LocalizedText(row["title"]),
            scope=LocalizedText(row.get("scope", {})),
            partner_ids=(self.known.institutions[row["partner"]].id,),
            kind=AgreementKind(row["kind"]),
            field=row["field"],
            languages=("en", "zh_Hans_CN") if "days" in row else ("en",),
            originals=2,
            term=TermKind(row.get("term", "fixed")),
            term_years=row.get("years"),
            notice_days=row.get("notice", 0),
            effective_on=self.effective_on,
            review_on=today + timedelta(days=row["review_in"]) if "review_in" in row else None,
            has_money=row.get("money", False),
            is_confidential=row.get("confidential", False),
            is_public=row.get("public", False),
            responsible_id=self.desk.organiser.id,
            signatories=(self._signatory("ours"), self._signatory("theirs")),
            seats=tuple(
                SeatsDetails(direction=each, seats=row[f"seats_{each.value}"])
                for each in SeatDirection
                if f"seats_{each.value}" in row
            ),
        )

    def _signatory(self, side: str) -> SignatoryDetails:
        person: Person = self.known.people[self.row[side]]
        return SignatoryDetails(
            name=f"{person.given_name} {person.family_name}",
            original_name=person.original_name,
            office=LocalizedText(en=person.position),
            institution_id=person.institution_id,
            person_id=person.id,
        )

    def _submit(self, agreement: Agreement) -> None:
        for language in agreement.languages.split():
            self._add_text(agreement, language)
        approving.submit_agreement(agreement, **self._by(self.desk.actor))

    def _add_text(self, agreement: Agreement, language: str) -> None:
        kind = DocumentKind.FINAL if language == "en" else DocumentKind.TRANSLATION
        title = agreement.title.in_language("en")
        page = Upload(
            one_page([title, f"{agreement.number} ({language})", "Text of the demo office"]), "application/pdf"
        )
        details = DocumentDetails(kind=kind, language=language, file_name=f"{agreement.number} {language}.pdf")
        documents.add_document(agreement, details, page, **self._by(self.desk.actor))

    def _approve(self, agreement: Agreement) -> None:
        registrar = self.desk.registrar
        actor = Actor("user", registrar.id, registrar.name)
        approving.decide_agreement(agreement, Verdict.APPROVE, decider=Decider(), **self._by(actor))

    def _check(self, agreement: Agreement) -> None:
        scheduler = self.desk.scheduler
        for each in freezing.to_check(agreement):
            freezing.check_translation(each, **self._by(Actor("user", scheduler.id, scheduler.name)))

    def _sign(self, agreement: Agreement) -> None:
        sha256 = freezing.frozen_texts(agreement)[0].sha256
        for signatory_id, original in signing.missing_signatures(agreement):
            by = self._by(self.desk.actor)
            details = SignatureDetails(signatory_id=signatory_id, original=original, sha256=sha256, signed_at=by["now"])
            signing.record_signature(agreement, details, **by)
