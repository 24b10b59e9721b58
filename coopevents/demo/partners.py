"""The demo office's partner institutions and the people it knows."""

import csv
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from coopevents.demo.office import UNIVERSITY, DemoDesk
from coopevents.partners import service as partners
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.text import LocalizedText

HERE = Path(__file__).parent


@dataclass(frozen=True)
class DemoAcquaintances:
    """Institutions and people by their keys in the data files."""

    institutions: dict[str, Institution]
    people: dict[str, Person]


def enter_partners(desk: DemoDesk, *, now: datetime) -> DemoAcquaintances:
    """Twelve institutions and sixty invented people."""
    with (HERE / "institutions.toml").open("rb") as file:
        rows = tomllib.load(file)
    institutions = {
        key: partners.add_institution(
            InstitutionDetails(
                name=LocalizedText(row["name"]),
                original_name=row.get("original", ""),
                kind=InstitutionKind(row["kind"]),
                country=row["country"],
                city=row["city"],
                partner_since=row["since"],
            ),
            unit_id=desk.university.id,
            now=now,
            actor=desk.actor,
        )
        for key, row in rows.items()
    }
    return DemoAcquaintances(institutions, _enter_people(desk, institutions, now))


def _enter_people(desk: DemoDesk, institutions: dict[str, Institution], now: datetime) -> dict[str, Person]:
    with (HERE / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    return {
        row["key"]: people.add_person(
            replace(
                _details(row, institutions.get(row["institution"])),
                phone="" if row["institution"] else f"+86 21 5555 {number:04d}",
            ),
            unit_id=desk.university.id,
            now=now,
            actor=desk.actor,
        )
        for number, row in enumerate(rows, 100)
    }


def _details(row: dict[str, str], institution: Institution | None) -> PersonDetails:
    return PersonDetails(
        given_name=row["given_name"],
        family_name=row["family_name"],
        original_name=row["original_name"],
        title=row["title"],
        email=f"{row['key']}@{row['institution'] or 'sspu'}.example",
        institution_id=institution.id if institution else None,
        institution_name=institution.name.in_language("en") if institution else UNIVERSITY.in_language("en"),
        position=row["position"],
        country=institution.country if institution else "CN",
    )
