"""Organisers' doors to institutions that may be one."""

from __future__ import annotations

import re

from coopevents.accounts.roles import Role
from tests.desks import Colleague, Desk

AT = "/desk/partners/duplicates"


def two(desk: Desk) -> Colleague:
    colleague = desk.colleague()
    for name, city in (("University of Rousse", ""), ("Université de Roussé", "Ruse")):
        said = {"name-en": name, "kind": "university", "country": "BG", "partner_status": "partner", "city": city}
        colleague.post("/desk/partners/new", said)
    return colleague


def test_a_pair_is_shown_with_why_compared_and_merged(desk: Desk) -> None:
    colleague = two(desk)
    assert "Same name in another language or form" in colleague.get(AT).text
    page = colleague.get(f"{AT}/1/2").text
    assert re.findall(r'type="radio" name="(\w+)"', page) == ["name", "name"]
    assert "This cannot be taken back." in page
    assert colleague.post(f"{AT}/1/2", {"name": "kept"}).location == "/desk/partners/1"
    assert "Ruse" in colleague.get("/desk/partners/1").text
    assert colleague.get("/desk/partners/2").location == "/desk/partners/1"
    assert "No duplicates" in colleague.get(AT).text
    assert "1 institution in 1 country" in colleague.get("/desk/partners").text
    assert "University of Rousse" in colleague.get("/desk/partners", q="université roussé").text


def test_two_that_are_two_are_not_shown_again(desk: Desk) -> None:
    colleague = two(desk)
    assert colleague.post(f"{AT}/1/2/apart").location == AT
    page = colleague.get(AT).text
    assert ("stay two" in page, "No duplicates" in page) == (True, True)


def test_merging_one_with_itself_is_refused_in_words(desk: Desk) -> None:
    answer = two(desk).post(f"{AT}/1/1")
    assert (answer.status_code, "that were not merged before" in answer.text) == (422, True)


def test_who_only_looks_merges_nothing(desk: Desk) -> None:
    two(desk)
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert [viewer.get(AT).status_code, viewer.post(f"{AT}/1/2").status_code] == [403, 403]
