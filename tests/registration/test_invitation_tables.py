"""A spreadsheet of people to be invited: every fault with row and column, all drafted or nobody."""

from __future__ import annotations

import json

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.registration import invitation_tables
from coopevents.registration.group_lists import LinesAreWrong
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_tables import LAYOUT
from coopevents.schedule.exchange import sheet_lines
from tests.registration.conftest import OFFICER, Registrar, registrar
from tests.registration.test_invitations import HELD, invite

__all__ = ["registrar"]
HEAD = "E-mail,Family name,Country or region,Language,VIP,Host to call"


def lines_of(*rows: str, head: str = HEAD) -> list[sheet_lines.Line]:
    return sheet_lines.read("\n".join((head, *rows)).encode(), LAYOUT)


def test_every_fault_names_its_row_and_column(registrar: Registrar) -> None:
    registrar.register("anna")
    invite(registrar)
    lines = lines_of(
        "mia@example.org,Müller,Germany,de,yes,",
        "nobody,X,Atlantis,en,perhaps,",
        "mia@example.org,,中国,中文,,",
        "anna@example.org,,,,,",
        "LEE@example.org,,,,,",
        f"noa@example.org,{'x' * 121},,,,",
    )
    found = invitation_tables.faults_of(registrar.event, lines)
    assert [(each.row, str(each.column), each.sentence) for each in found] == [
        (2, "Language", "“de” is no language we write in."),
        (3, "E-mail", "Write an e-mail address, such as name@example.edu."),
        (3, "Country or region", "“Atlantis” is no country or region we know."),
        (3, "VIP", "Write yes or no, or leave it empty."),
        (4, "E-mail", "The same address stands in row 2."),
        (4, "Language", "“中文” is no language we write in."),
        (5, "E-mail", "Somebody with this address is registered already."),
        (6, "E-mail", "Somebody with this address is invited already."),
        (7, "Family name", "At most 120 characters."),
    ]  # fmt: skip
    with pytest.raises(LinesAreWrong):
        invitation_tables.take(registrar.event, lines, HELD, now=registrar.later(), actor=OFFICER)
    assert db.session.query(Invitation).count() == 1


def test_a_good_table_becomes_drafts_on_the_same_conditions_and_nothing_is_sent(registrar: Registrar) -> None:
    lines = lines_of("mia@example.org,Müller,France,français,oui,Wang Min", "noa@example.org,=1+1,,,,")
    brought_back = sheet_lines.lines_from(
        json.loads(json.dumps([[each.row, dict(each.cells)] for each in lines])), LAYOUT
    )
    assert brought_back == lines
    count = invitation_tables.take(registrar.event, lines, HELD, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    mia, noa = db.session.query(Invitation).order_by(Invitation.id)
    assert (count, mia.country, mia.language, mia.is_vip, mia.host_name) == (2, "FR", "fr", True, "Wang Min")
    assert (noa.family_name, noa.language, noa.keeps_place, noa.sent_at) == ("=1+1", "en", True, None)


@pytest.mark.usefixtures("context")
def test_headings_are_known_in_every_language_and_an_address_is_needed() -> None:
    for head in ("邮箱;姓", "E-mail;Nom de famille", "email;surname"):
        assert lines_of("a@example.org;B", head=head)[0].cells["family_name"] == "B"
    with pytest.raises(invitation_tables.AddressesAreMissing):
        lines_of("Bo,Lind", head="First name,Surname")
    with pytest.raises(sheet_lines.TableIsTooLong):
        lines_of(*(f"a{number}@example.org" for number in range(501)), head="email")
