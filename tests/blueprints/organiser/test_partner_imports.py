"""Organisers' doors through which a list of institutions comes in."""

from __future__ import annotations

import io
import re

from coopevents.accounts.roles import Role
from coopevents.exports import xlsx_bytes
from tests.desks import Colleague, Desk
from tests.partners.list_of_171 import everything

AT = "/desk/partners/import"
TABLE = "Name\tCountry\tCity\nUniversity of Rousse\tBulgaria\tRuse\nUniversité de Roussé\tbg\t\nNowhere\tAtlantis\t"


def sent(colleague: Colleague, table: str = TABLE) -> str:
    """Where a table is looked at."""
    answer = colleague.post(AT, {"table": table})
    assert answer.status_code == 302, answer.text
    return answer.location


def mark_on(page: str) -> str:
    return re.findall(r'name="mark" value="([0-9a-f]+)"', page)[0]


def test_a_workbook_of_171_is_previewed_and_taken_over(desk: Desk) -> None:
    colleague, lines = desk.colleague(), everything()
    file = (io.BytesIO(xlsx_bytes(lines[0], lines[1:])), "partners.xlsx")
    where = colleague.post(AT, {"file": file}).location
    page = colleague.get(where).text
    figures = re.findall(r'figure-tile__value">(\d+)<', page)
    assert (figures, "Did you mean" in page, page.count('value="add"')) == (["171", "38", "12", "7", "0"], False, 12)
    assert "No partners yet" in colleague.get("/desk/partners").text
    assert colleague.post(where, {"mark": mark_on(page)}).location == "/desk/partners"
    shown = colleague.get("/desk/partners").text
    assert "171 institutions in 38 countries and regions" in shown
    assert "171 institutions added, 19 rows left out." in shown
    assert colleague.get(where).status_code == 404
    _list_and_map_show_all(colleague, shown)


def _list_and_map_show_all(colleague: Colleague, shown: str) -> None:
    """38 countries and regions on the desk and for everybody, and every one of the 171 under a dot of the map."""
    assert ("All 38 countries and regions" in shown, len(set(re.findall(r"country=([A-Z]{2})", shown)))) == (True, 38)
    narrowed = colleague.get("/desk/partners", country="BG", kind="company").text
    assert [word in narrowed for word in ("Orehovo Engineering", "University of Rousse", "Belograd")] == [
        True,
        False,
        False,
    ]
    public = colleague.get("/partners").text
    assert "171 institutions in 38 countries and regions" in public
    assert len(set(re.findall(r'id="country-([A-Z]{2})"', public))) == 38
    wide = public.partition("world__dots--wide")[2].partition("world__dots--narrow")[0]
    labels = re.findall(r'aria-label="([^"]+)"', wide)
    assert sum(int((re.search(r": (\d+) partners?$", label) or ["", "1"])[1]) for label in labels) == 171
    companies = colleague.get("/partners", kind="company", country="BG.FR").text
    assert len(set(re.findall(r'id="country-([A-Z]{2})"', companies))) >= 1


def test_each_row_says_what_is_wrong_and_what_to_write(desk: Desk) -> None:
    colleague = desk.colleague()
    page = colleague.get(sent(colleague, TABLE.replace("Atlantis", "Bulgary"))).text
    assert "No country or region is called so." in page
    assert "Did you mean Bulgaria?" in page
    assert "Same name in another language or form" in page


def test_the_choice_for_a_row_is_what_happens(desk: Desk) -> None:
    colleague = desk.colleague()
    for choice, expected in (("skip", 1), ("add", 2)):
        where = sent(colleague, TABLE.replace("Rousse", f"Rous{choice}").replace("Roussé", f"Roús{choice}"))
        colleague.post(where, {"mark": mark_on(colleague.get(where).text), "row-3": choice})
        assert f"{expected} institution" in colleague.get("/desk/partners", q=f"rous{choice}").text
    where = sent(colleague, "Name\tCountry\tCity\tWebsite\nRousskip University\tBG\tX\twww.example.edu")
    colleague.post(where, {"mark": mark_on(colleague.get(where).text), "row-2": "fill"})
    page = colleague.get("/desk/partners/1").text
    assert ("https://www.example.edu" in page, "Ruse" in page) == (True, True)


def test_when_the_register_changed_it_is_looked_at_anew(desk: Desk) -> None:
    colleague = desk.colleague()
    where = sent(colleague)
    mark = mark_on(colleague.get(where).text)
    colleague.post("/desk/partners/new", {"name-en": "University of Rousse", "kind": "university", "country": "BG"})
    assert colleague.post(where, {"mark": mark}).location == where
    assert "The register changed in the meantime" in colleague.get(where).text


def test_what_is_no_list_is_refused_in_words_and_stays_on_the_page(desk: Desk) -> None:
    colleague = desk.colleague()
    for table, words in (
        ("", "Choose a file, or paste a table."),
        ("Colour\tSize\nred\t3", "No line names the columns."),
        ("Name\tCountry", "There is nothing below the names of the columns."),
    ):
        answer = colleague.post(AT, {"table": table})
        assert (answer.status_code, words in answer.text, table in answer.text) == (422, True, True)


def test_a_list_is_its_senders_alone_and_nothing_for_who_only_looks(desk: Desk) -> None:
    where = sent(desk.colleague())
    assert desk.colleague().get(where).status_code == 404
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert [viewer.get(each).status_code for each in (AT, where)] == [403, 403]
