"""An office with three agreements approved for signature, for tests of ceremonies. Fixture `three`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.agreements.models import Agreement, AgreementDocument, AgreementParty, Signatory
from coopevents.agreements.states import AgreementKind, AgreementState, DocumentKind
from coopevents.ceremonies import planning
from coopevents.ceremonies.details import CeremonyDetails, NewActivity, PlannedCeremony
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.states import ShowTemplate
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.people.models import Person
from coopevents.storage.sealed_files import store_sealed
from coopevents.storage.store import present_store
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FROZEN = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
TEN = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
"""Ten in the morning in Shanghai."""
OFFICER = Actor("user", 1, "Lin Xiaoyan")
PARTNERS = (("TechProtect", "GB"), ("University of Ruse", "BG"), ("TU Dublin", "IE"))


@dataclass
class Three:
    """A unit, our president, and three agreements, each with one partner and a signatory on both sides."""

    unit: Unit
    president: Person
    agreements: list[Agreement] = field(default_factory=list)

    def planned(self, **instead: object) -> PlannedCeremony:
        """A ceremony of an hour at ten for all three on the unit's own schedule, some of it replaced."""
        said: dict[str, object] = {
            "unit_id": self.unit.id,
            "agreement_ids": tuple(each.id for each in self.agreements),
            "details": CeremonyDetails(languages=("en", "zh_Hans_CN")),
            "template": ShowTemplate.BILATERAL,
            "new_activity": NewActivity(
                title=LocalizedText(en="Signing ceremony", zh_Hans_CN="签约仪式"),
                starts_at=TEN,
                ends_at=TEN + timedelta(hours=1),
            ),
        }
        return PlannedCeremony(**{**said, **instead})  # type: ignore[arg-type]

    def plan(self, **instead: object) -> Ceremony:
        """Such a ceremony."""
        return planning.plan_ceremony(self.planned(**instead), time_zone="Asia/Shanghai", now=NOW, actor=OFFICER)


def three_agreements() -> Three:
    """Such an office, in the database."""
    name = LocalizedText(en="Polytechnic University", zh_Hans_CN="工业大学")
    unit = Unit(kind=UnitKind.UNIVERSITY, slug="polytechnic", name=name)
    db.session.add(unit)
    db.session.flush()
    return agreements_of(unit.id)


def agreements_of(unit_id: int, *, first: int = 1) -> Three:
    """The president and the three agreements of a unit that is there, numbered from the first."""
    president = Person(
        unit_id=unit_id, given_name="Guoping", family_name="Shen", original_name="沈国平", created_at=NOW
    )
    db.session.add(president)
    db.session.flush()
    three = Three(db.session.get_one(Unit, unit_id), president)
    for number, (name, country) in enumerate(PARTNERS, start=first):
        three.agreements.append(_agreement(three, number, name, country))
    db.session.flush()
    return three


def _text(number: str) -> AgreementDocument:
    """The frozen text of an agreement, as a file in the store."""
    upload = Upload(f"%PDF-1.4\nThe text of {number}".encode(), "application/pdf")
    return AgreementDocument(
        kind=DocumentKind.FINAL, language="en", file=store_sealed(upload, store=present_store(), now=FROZEN),
        file_name=f"{number}.pdf", sha256=hashlib.sha256(upload.data).hexdigest(), added_at=FROZEN,
        added_by=OFFICER.label, frozen_at=FROZEN,
    )  # fmt: skip


def _agreement(three: Three, number: int, name: str, country: str) -> Agreement:
    institution = Institution(
        unit_id=three.unit.id,
        kind=InstitutionKind.UNIVERSITY,
        name=LocalizedText(en=name),
        country=country,
        created_at=NOW,
    )
    db.session.add(institution)
    db.session.flush()
    agreement = Agreement(
        unit_id=three.unit.id, number=f"2026-{number:03}", kind=AgreementKind.MEMORANDUM,
        title=LocalizedText(en=f"Memorandum with {name}"), state=AgreementState.APPROVED,
        state_since=NOW, created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    party = AgreementParty(institution=institution)
    agreement.parties.append(party)
    db.session.add(agreement)
    db.session.flush()
    agreement.signatories += [
        Signatory(party_id=None, person_id=three.president.id, name="Shen Guoping", rank=13, position=0),
        Signatory(party_id=party.id, name=f"Head of {name}", rank=13, position=1),
    ]
    agreement.documents.append(_text(agreement.number))
    return agreement
