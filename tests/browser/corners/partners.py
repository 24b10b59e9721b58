"""Partners in rare states: a list that is looked at."""

from __future__ import annotations

from datetime import datetime

from coopevents import unit_of_work
from coopevents.accounts.models import Unit, User
from coopevents.exports import csv_chunks
from coopevents.facts import THE_HOUSE
from coopevents.partners import service
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.exchange.holding import hold_list
from coopevents.text import LocalizedText
from tests.partners.list_of_171 import HEAD

LIST = (
    ("Hanyang Institute of Ports", "汉阳港口学院", "", "HIP", "", "大学", "South Korea", "Busan", "www.hip.example"),
    ("Université de Roussé", "", "", "", "Institut de Roussé", "university", "Bulgarie", "Ruse", "https://rousse.example"),
    ("Hanyang Institute for Ports", "", "", "", "", "", "KR", "Busan"),
    ("Technological University Dublin", "", "", "", "", "", "Ireland"),
    ("University of Poseidon", "", "", "", "", "", "Atlantis"),
    ("", "", "", "", "", "university", "Bulgary", "", "", "123", "0", "long ago"),
)  # fmt: skip


def add_partners(university: Unit, organiser: User, now: datetime) -> dict[str, str]:
    """A list with a row of every kind, held for the organiser."""
    rows = [[*row, *[""] * (len(HEAD) - len(row))] for row in LIST]
    data = b"".join(csv_chunks(HEAD, rows))
    held = hold_list(data, name="partners.csv", unit_id=university.id, user_id=organiser.id, now=now)
    details = InstitutionDetails(LocalizedText(fr="Université Roussé"), country="BG", city="Roussé", acronym="UR")
    double = service.add_institution(details, unit_id=university.id, now=now, actor=THE_HOUSE)
    names = {"partner_list": held.token, "double": str(double.id)}
    unit_of_work.commit()
    return names
