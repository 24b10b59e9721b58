"""A spreadsheet of delegates: what is wrong is said row by row, and all of it is taken over or nothing."""

from __future__ import annotations

import pytest

from coopevents import unit_of_work
from coopevents.delegations import delegate_queries, people_tables
from coopevents.delegations.people_states import DelegateRole, DelegateState
from coopevents.delegations.people_tables import DelegateColumnsAreMissing, DelegateLinesAreWrong
from tests.delegations.conftest import Reception
from tests.delegations.visiting import named

TABLE = """Given name,Family name,Role in the delegation,Rank,E-mail,Position,Country or region
Aoife,Byrne,Head of the delegation,1,aoife@tudublin.example,President,Ireland
Liam,Walsh,,2,liam@tudublin.example,Dean,
,Nguyễn,,,,,Viet Nam
"""
IN_CHINESE = "名,姓,代表团职务,邮箱\n伟,张,团长,zhang@example.cn\n"


def test_everybody_in_the_table_is_named_in_their_order(reception: Reception) -> None:
    delegation = reception.accepted()
    lines = people_tables.read(TABLE.encode())
    assert people_tables.faults_of(delegation, lines) == []
    assert people_tables.take(delegation, lines, invites=True, **reception.by()) == 3
    unit_of_work.commit()
    told = [
        (each.person.family_name, each.role, each.rank, each.state, each.person.country)
        for each in delegate_queries.list_delegates(delegation.id)
    ]
    assert told == [
        ("Byrne", DelegateRole.HEAD, 1, DelegateState.INVITED, "IE"),
        ("Walsh", DelegateRole.MEMBER, 2, DelegateState.INVITED, "IE"),
        ("Nguyễn", DelegateRole.MEMBER, None, DelegateState.NAMED, "VN"),
    ]


def test_each_row_says_what_is_wrong_with_it(reception: Reception) -> None:
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne")
    table = (
        "Given name,Family name,Role,Rank,E-mail,Country\n"
        "Aoife,Byrne,,,,\n,,,,x@y.example,\nA,B,Emperor,0,not-an-address,Atlantis\nC,D,head,,,\nE,F,head,,,\n"
    )
    lines = people_tables.read(table.replace("Role", "Role in the delegation").encode())
    told = [(each.row, str(each.column)) for each in people_tables.faults_of(delegation, lines)]
    assert sorted(told) == [
        (2, ""),
        (3, "Family name"),
        (4, "Country or region"),
        (4, "E-mail"),
        (4, "Rank"),
        (4, "Role in the delegation"),
        (6, "Role in the delegation"),
    ]
    with pytest.raises(DelegateLinesAreWrong):
        people_tables.take(delegation, lines, invites=False, **reception.by())


def test_a_table_in_another_language_is_read_as_well(reception: Reception) -> None:
    delegation = reception.accepted()
    [line] = people_tables.read(IN_CHINESE.encode())
    assert people_tables.faults_of(delegation, [line]) == []
    assert people_tables.details_in(delegation, line).role is DelegateRole.HEAD


def test_a_table_without_names_of_columns_is_refused() -> None:
    with pytest.raises(DelegateColumnsAreMissing):
        people_tables.read(b"Aoife,Byrne\n")
