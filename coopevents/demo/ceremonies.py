"""The signing ceremony of the demo week: three agreements, approved in the usual way, for one table of four parties."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from coopevents.agreements import approving, documents, freezing
from coopevents.agreements import service as agreements
from coopevents.agreements.details import AgreementDetails, DocumentDetails, SignatoryDetails
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import AgreementKind, DocumentKind
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.ceremonies import adjusting, casting, packing, planning
from coopevents.ceremonies.details import CeremonyDetails, NewActivity, PersonDetails, PlannedCeremony
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.states import CeremonyRole, ShowTemplate
from coopevents.demo.office import DemoDesk
from coopevents.demo.one_page import one_page
from coopevents.demo.partners import DemoAcquaintances
from coopevents.demo.week import ZONE, DemoPlaces, at, monday_of_next_week
from coopevents.facts import Actor
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText, full_name

DATA = tomllib.loads((Path(__file__).parent / "ceremonies.toml").read_text(encoding="utf-8"))
HEAD, DEPUTY = 13, 14
PRESIDENT = "zhou.minghua"
OWNERS = ("Gu Wenjie", "Yutong Jin", "Gu Wenjie", "Zhiyuan He")
DECIDERS = ("Wang Suqin, school", "Peng Haiyan, legal affairs", "Lu Jianguo, cooperation office")
"""Who decides at the three stages: colleagues who need no sign-in for this."""


def plan_signing(desk: DemoDesk, known: DemoAcquaintances, places: DemoPlaces, *, now: datetime) -> Ceremony:
    """The ceremony on the last afternoon of the week, its kit begun and two guests swapped by hand."""
    to_sign = [_approved(desk, known, row, now=now) for row in DATA["agreement"]]
    what = DATA["ceremony"]
    day = monday_of_next_week(now) + timedelta(days=4)
    starts, _dash, ends = what["time"].partition("-")
    planned = PlannedCeremony(
        unit_id=desk.office.id,
        agreement_ids=tuple(each.id for each in to_sign),
        details=CeremonyDetails(languages=("en", "zh_Hans_CN")),
        template=ShowTemplate.MULTILATERAL,
        new_activity=NewActivity(
            title=LocalizedText(what["title"]),
            starts_at=at(day, starts),
            ends_at=at(day, ends),
            place_id=places[what["place"]].id,
        ),
    )
    said: dict[str, Any] = {"now": now - timedelta(days=2), "actor": desk.actor}
    ceremony = planning.plan_ceremony(planned, time_zone=ZONE, **said)
    for row in DATA["person"]:
        casting.add_person(ceremony, _person(known, row), **said)
    for item, owner in zip(ceremony.kit, OWNERS, strict=False):
        item.owner = owner
    packing.tick(ceremony, ceremony.kit[0], is_done=True, **said)
    standing = [each for each in ceremony.people if each.role is CeremonyRole.LEADER]
    one, other = (f"p{each.id}" for each in standing[:2])
    adjusting.swap(ceremony, "standing", one, other, reason="They share an interpreter", **said)
    return ceremony


def _approved(desk: DemoDesk, known: DemoAcquaintances, row: dict[str, Any], *, now: datetime) -> Agreement:
    """An agreement proposed, approved and frozen in two languages within the last weeks."""
    begun = now - timedelta(days=40)
    entered: dict[str, Any] = {"actor": Actor("user", desk.registrar.id, desk.registrar.name)}
    agreement = agreements.propose_agreement(_details(known, row), unit_id=desk.office.id, now=begun, **entered)
    approving.submit_agreement(agreement, now=begun + timedelta(days=1), **entered)
    _decide(agreement, 0, begun + timedelta(days=5))
    for language in agreement.languages.split():
        said = DocumentDetails(kind=DocumentKind.FINAL, language=language, file_name=f"{row['key']}-{language}.pdf")
        text = Upload(_text_of(agreement, language), "application/pdf")
        documents.add_document(agreement, said, text, now=begun + timedelta(days=9), **entered)
    _decide(agreement, 1, begun + timedelta(days=16))
    freezing.freeze_text(agreement, now=begun + timedelta(days=18), **entered)
    for document in freezing.to_check(agreement):
        freezing.check_translation(document, now=begun + timedelta(days=19), actor=desk.actor)
    _decide(agreement, 2, begun + timedelta(days=24))
    return agreement


def _decide(agreement: Agreement, stage: int, now: datetime) -> None:
    actor = Actor("user", None, DECIDERS[stage])
    approving.decide_agreement(agreement, Verdict.APPROVE, now=now, actor=actor, decider=Decider())


def _details(known: DemoAcquaintances, row: dict[str, Any]) -> AgreementDetails:
    partner = known.institutions[row["key"]]
    president = LocalizedText(en="President", zh_Hans_CN="校长", fr="Président")
    rank = DEPUTY if row["signatory"].startswith("gallagher") else HEAD
    return AgreementDetails(
        title=LocalizedText(row["title"]),
        partner_ids=(partner.id,),
        kind=AgreementKind(row["kind"]),
        scope=LocalizedText(row["scope"]),
        field=row["field"],
        languages=("en", "zh_Hans_CN"),
        term_years=5,
        is_public=True,
        signatories=(
            _signatory(known, PRESIDENT, president, HEAD, None),
            _signatory(known, row["signatory"], LocalizedText(row["office"]), rank, partner.id),
        ),
    )


def _signatory(
    known: DemoAcquaintances, key: str, office: LocalizedText, rank: int, institution_id: int | None
) -> SignatoryDetails:
    person = known.people[key]
    name = full_name(person.given_name, person.family_name)
    return SignatoryDetails(
        name=name,
        original_name=person.original_name,
        office=office,
        rank=rank,
        institution_id=institution_id,
        person_id=person.id,
    )


def _person(known: DemoAcquaintances, row: dict[str, Any]) -> PersonDetails:
    person = known.people.get(row.get("key", ""))
    institution = known.institutions.get(row.get("institution", ""))
    return PersonDetails(
        role=CeremonyRole(row["role"]),
        name=full_name(person.given_name, person.family_name) if person else row["name"],
        original_name=person.original_name if person else row["original_name"],
        person_id=person.id if person else None,
        institution_id=institution.id if institution else None,
        office=LocalizedText(row["office"]),
        rank=row["rank"],
    )


def _text_of(agreement: Agreement, language: str) -> bytes:
    """A page that stands for the text; no two are alike."""
    lines = [agreement.title.in_language("en"), f"{agreement.number} ({language})", "Text of the demo office"]
    return one_page(lines)
