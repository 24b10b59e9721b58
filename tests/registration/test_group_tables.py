"""A spreadsheet of members: headings in any language, every fault with row and column, all taken over or nothing."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from coopevents import unit_of_work
from coopevents.registration import group_tables, queries, seats
from coopevents.registration.group_lists import LinesAreWrong
from coopevents.registration.group_states import MemberState
from coopevents.registration.group_tables import Wish
from tests.registration.conftest import GUEST, Registrar, registrar
from tests.registration.test_groups import let_groups_come, open_group

__all__ = ["registrar"]
HEAD = "Given name,Family name,E-mail,Country or region"


def csv_of(*lines: str) -> bytes:
    return "\n".join((HEAD, *lines)).encode()


def told(registrar: Registrar, data: bytes) -> list[tuple[int, str, str]]:
    """What is wrong in a table for a group of three."""
    group = open_group(registrar)
    return [
        (each.row, str(each.column), each.sentence) for each in group_tables.faults_of(group, group_tables.read(data))
    ]


@pytest.mark.parametrize(
    "head", ["Given name;Family name;E-mail", "名;姓;邮箱", "Prénom;Nom de famille;E-mail", "First name;Surname;email"]
)
def test_headings_are_known_in_every_language_of_the_house(registrar: Registrar, head: str) -> None:
    lines = group_tables.read(f"{head}\nDana;Okafor;dana@example.org\n;;\n".encode("utf-8-sig"))
    assert [(each.row, each.cells["given_name"], each.cells["email"]) for each in lines] == [
        (2, "Dana", "dana@example.org")
    ]


def test_a_workbook_is_read_like_a_text(registrar: Registrar) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        for row, line in enumerate([HEAD.split(","), ["张", "伟", "wei@example.org", "CN"]]):
            sheet.write_row(row, 0, line)
    (line,) = group_tables.read(file.getvalue())
    assert (line.row, line.cells["given_name"], line.cells["family_name"]) == (2, "张", "伟")


def test_every_fault_names_its_row_and_column(registrar: Registrar) -> None:
    let_groups_come(registrar)
    registrar.register("anna")
    data = csv_of(
        "Dana,Okafor,dana@example.org,NG",
        "Eva,,eva@example.org,Nigeria",
        "Femi,Ade,nobody,Atlantis",
        "Gao,Li,dana@example.org,中国",
        "Anna,Müller,anna@example.org,DE",
    )
    assert told(registrar, data) == [
        (0, "", "There are 5 lines, but 3 free places."),
        (3, "Family name", "Write the family name, or the one name the member has."),
        (4, "E-mail", "Write an e-mail address, such as name@example.edu."),
        (4, "Country or region", "“Atlantis” is no country or region we know."),
        (5, "E-mail", "The same address stands in row 2."),
        (6, "E-mail", "Somebody with this address is registered already."),
    ]


def test_an_empty_table_has_nobody_and_what_is_no_table_is_refused(registrar: Registrar) -> None:
    let_groups_come(registrar)
    assert told(registrar, csv_of()) == [(0, "", "The table has no line with a member.")]
    with pytest.raises(group_tables.ColumnsAreMissing):
        group_tables.read(b"Colour,Shape\nred,round")
    for data in (b"\x00\x01\x02", b"PK\x03\x04 broken", b"\xff\xd8\xff\xe0"):
        with pytest.raises(group_tables.TableIsUnreadable):
            group_tables.read(data)
    with pytest.raises(group_tables.TableIsTooLong):
        group_tables.read(csv_of(*(f"A,B,n{number}@example.org,DE" for number in range(501))))


def test_a_table_is_taken_over_as_a_whole_or_not_at_all(registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    let_groups_come(registrar)
    group = open_group(registrar)
    wrong = group_tables.read(csv_of("Dana,Okafor,dana@example.org,NG", "Eva,,eva@example.org,NG"))
    with pytest.raises(LinesAreWrong):
        group_tables.take(group, wrong, Wish.REGISTER, now=registrar.later(), actor=GUEST)
    assert {each.state for each in group.members} == {MemberState.PLACEHOLDER}
    lines = group_tables.read(csv_of("Dana,Okafor,dana@example.org,NG", "Eva,Li,eva@example.org,中国"))
    assert group_tables.take(group, lines, Wish.REGISTER, now=registrar.later(), actor=GUEST) == 2
    unit_of_work.commit()
    assert [each.state for each in group.members] == [MemberState.FILLED, MemberState.FILLED, MemberState.PLACEHOLDER]
    found = queries.find_live_by_email(registrar.event.id, "eva@example.org")
    assert found is not None
    assert (found.country, seats.seats_taken(registrar.event.id)) == ("CN", 3)


def test_members_of_a_table_get_links_when_that_is_wished(registrar: Registrar) -> None:
    let_groups_come(registrar)
    group = open_group(registrar)
    lines = group_tables.read(csv_of("Dana,Okafor,dana@example.org,NG"))
    group_tables.take(group, lines, Wish.INVITE, now=registrar.later(), actor=GUEST)
    assert (group.members[0].state, group.members[0].name) == (MemberState.INVITED, "Dana Okafor")


def test_what_a_page_brings_back_is_read_with_care() -> None:
    (line,) = group_tables.lines_from([[2, {"email": "dana@example.org", "other": 7}]])
    assert (line.row, line.cells["email"], line.cells["family_name"]) == (2, "dana@example.org", "")
    for hostile in (7, [[1]], [["x", {}]], [[1, 7]], None):
        with pytest.raises(group_tables.TableIsUnreadable):
            group_tables.lines_from(hostile)
