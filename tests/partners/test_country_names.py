"""What the office calls countries and regions: everywhere, in each language, and back again."""

from __future__ import annotations

from coopevents import unit_of_work
from coopevents.exports import read_csv
from coopevents.i18n import country_choices, country_name, force_locale
from coopevents.partners.exchange.countries import country_of
from coopevents.registration.exchange import codes
from tests.desks import Colleague, Desk

AT = "/desk/partners/countries/CZ"
OWN = {"name-en": "Czech lands", "name-zh_Hans_CN": "捷克国", "name-fr": ""}


def an_office_with_a_partner(desk: Desk) -> Colleague:
    colleague = desk.colleague()
    colleague.post("/desk/partners/new", {"name-en": "Granit", "kind": "company", "country": "CZ"})
    return colleague


def test_the_office_s_name_is_shown_on_every_page_and_form_and_table(desk: Desk) -> None:
    colleague = an_office_with_a_partner(desk)
    desk.event()
    pages = ("/desk/partners", "/desk/partners/1", "/desk/partners/new", "/partners", "/partners/1", "/desk/people/new")
    for path in pages:
        page = colleague.get(path, lang="en").text
        assert ("Czechia" in page, "Czech lands" in page) == (True, False), path
    assert colleague.post(AT, OWN).location == "/desk/partners/countries"
    for path in pages:
        page = colleague.get(path, lang="en").text
        assert ("Czechia" in page, "Czech lands" in page) == (False, True), path
        assert "捷克国" in colleague.get(path, lang="zh_Hans_CN").text, path
        assert "Tchéquie" in colleague.get(path, lang="fr").text, path
    assert "otherwise: Czechia" in colleague.get("/desk/partners/countries", lang="en").text


def test_forms_and_kept_pages_follow_in_every_process_and_back_again(desk: Desk) -> None:
    colleague = an_office_with_a_partner(desk)
    with desk.app.app_context():
        before = country_choices()
    colleague.post(AT, OWN)
    with desk.app.app_context():
        named = dict(country_choices())
        assert (named["CZ"], len(named)) == ("Czech lands", len(before))
        assert "Czechia" in colleague.get(AT).text
    colleague.post(f"{AT}/reset")
    with desk.app.app_context():
        assert country_choices() == before
    assert "Czechia" in colleague.get("/partners").text


def test_tables_with_either_name_are_read(desk: Desk) -> None:
    colleague = an_office_with_a_partner(desk)
    colleague.post(AT, OWN)
    with desk.app.app_context():
        assert {country_of(each) for each in ("Czech lands", "Czechia", "捷克国", "捷克", "cz")} == {"CZ"}
        assert codes.said("CZ", codes.countries(), country_name) == "Czech lands"
        assert codes.countries()["czechia"] == "CZ"
        with force_locale("zh_Hans_CN"):
            assert codes.said("CZ", codes.countries(), country_name) == "捷克国"
        unit_of_work.discard()
    [_head, row] = read_csv(colleague.get("/desk/partners/export.csv").data)
    assert "CZ" in row


def test_two_countries_are_not_called_the_same(desk: Desk) -> None:
    colleague = an_office_with_a_partner(desk)
    answer = colleague.post(AT, {**OWN, "name-en": "slovakia"})
    assert (answer.status_code, "Another country or region is called so" in answer.text) == (422, True)
    assert colleague.get("/desk/partners/countries/XX").status_code == 404
    assert colleague.post("/desk/partners/countries/cz", OWN).status_code == 404


def test_what_a_language_says_itself_is_no_name_of_the_office(desk: Desk) -> None:
    colleague = an_office_with_a_partner(desk)
    colleague.post(AT, {"name-en": "Czechia", "name-zh_Hans_CN": "", "name-fr": ""})
    assert "otherwise:" not in colleague.get("/desk/partners/countries").text
