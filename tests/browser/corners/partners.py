"""Partners in rare states: a list that is looked at."""

from __future__ import annotations

from datetime import datetime

from coopevents import unit_of_work
from coopevents.accounts.models import Unit, User
from coopevents.db import db
from coopevents.exports import csv_chunks
from coopevents.facts import THE_HOUSE
from coopevents.partners import documents, service
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.exchange.holding import hold_list
from coopevents.partners.story_models import InstitutionContact, InstitutionNote
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
    names = {"partner_list": held.token, "double": str(double.id), **_told(now)}
    unit_of_work.commit()
    return names


def _told(now: datetime) -> dict[str, str]:
    """A partner of which the demo office tells much, and a file about it."""
    contact = db.session.query(InstitutionContact).filter(InstitutionContact.until_on.is_(None)).first()
    assert contact is not None
    note = db.session.query(InstitutionNote).filter_by(institution_id=contact.institution_id).first()
    assert note is not None
    said = {"name": "Protokoll_des_ersten_Besuchs_mit_einem_sehr_langen_Namen.pdf", "file_name": "x.pdf"}
    documents.keep_document(contact.institution, b"%PDF-1.7 a visit", **said, now=now, actor=THE_HOUSE)
    ids = {"told_institution": contact.institution_id, "contact": contact.id, "note": note.id}
    return {name: str(number) for name, number in ids.items()}
