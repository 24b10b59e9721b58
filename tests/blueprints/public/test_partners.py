"""The partners as everybody sees them: who is shown, how the list and its map are narrowed, and that both are fresh."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db, declare_intent
from coopevents.facts import THE_HOUSE
from coopevents.partners import queries, service
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.models import InstitutionKind
from coopevents.partners.states import PartnerStatus
from coopevents.people.models import Person
from coopevents.text import LocalizedText
from tests.blueprints.published import counted_queries, publish

TUD = InstitutionDetails(
    name=LocalizedText(en="Technological University Dublin", zh_Hans_CN="都柏林理工大学"),
    country="IE",
    city="Dublin",
    partner_since=2018,
)
RUSE = InstitutionDetails(name=LocalizedText(en="University of Ruse"), country="BG", city="Ruse")
GRANIT = InstitutionDetails(name=LocalizedText(en="Granit"), country="IE", kind=InstitutionKind.COMPANY)
STRANGER = InstitutionDetails(name=LocalizedText(en="Stranger"), country="FR", status=PartnerStatus.PROSPECT)


@pytest.fixture
def office(app: Flask) -> Flask:
    """The application with three partners and an institution that is none."""
    with app.app_context():
        declare_intent(is_reading=False)
        unit = Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="Office"))
        db.session.add(unit)
        db.session.flush()
        for details in (TUD, RUSE, GRANIT, STRANGER):
            service.add_institution(details, unit_id=unit.id, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    return app


def names_on(page: str) -> list[str]:
    return re.findall(r'partners__row"><a [^>]*><bdi>([^<]+)', page)


def dots_on(page: str) -> set[str]:
    return set(re.findall(r'class="world__dot" href="[^"]*" aria-label="([^"]+)"', page))


def test_an_office_without_partners_says_so(client: FlaskClient) -> None:
    assert "No partners are shown yet" in client.get("/partners").text


def test_the_list_and_the_map_show_partners_and_nobody_else(office: Flask, client: FlaskClient) -> None:
    page = client.get("/partners").text
    assert names_on(page) == ["Granit", "Technological University Dublin", "University of Ruse"]
    assert dots_on(page) == {
        "Ireland: 2 partners",
        "University of Ruse, Ruse, Bulgaria",
        "Ireland and Bulgaria: 3 partners",
    }
    assert "3 institutions in 2 countries and regions" in page
    assert client.get("/partners/4").status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=company", ["Granit"]),
        ("country=BG", ["University of Ruse"]),
        ("country=bg,IE&kind=university", ["University of Ruse", "Technological University Dublin"]),
        ("country=XX&kind=nothing", ["Granit", "Technological University Dublin", "University of Ruse"]),
        ("q=都柏林", ["Technological University Dublin"]),
        ("q=bulgaria", ["University of Ruse"]),
        ("q=zzzz", []),
    ],
)
def test_the_list_is_narrowed(office: Flask, client: FlaskClient, query: str, names: list[str]) -> None:
    page = client.get(f"/partners?{query}").text
    assert names_on(page) == names
    assert ("No partner fits" in page) == (not names)


def test_a_dot_leads_closer_and_then_to_the_list(office: Flask, client: FlaskClient) -> None:
    ways = r'class="world__dot" href="([^"]*)" aria-label="Ireland: 2 partners"'
    assert re.search(ways, client.get("/partners").text)[1] == "?country=IE"  # type: ignore[index]
    near = client.get("/partners?country=IE").text
    assert re.search(ways, near)[1] == "#country-IE"  # type: ignore[index]
    assert 'id="country-IE"' in near


def test_chips_say_what_they_would_leave_and_take_countries_together(office: Flask, client: FlaskClient) -> None:
    page = client.get("/partners?country=BG").text
    assert 'href="?country=BG,IE"' in page
    assert 'href="?kind=company&amp;country=BG"' not in page
    assert "1 of 3 partners." in page


def test_a_partner_has_a_page_in_every_language(office: Flask, client: FlaskClient) -> None:
    english, chinese = client.get("/partners/1?lang=en").text, client.get("/partners/1?lang=zh_Hans_CN").text
    for words in ("Technological University Dublin", "都柏林理工大学", "Ireland", "Dublin", "2018", "Events together"):
        assert words in english
    assert "<h1>都柏林理工大学</h1>" in chinese
    assert client.get("/partners/9").status_code == 404


def test_a_partner_page_names_the_public_events_whose_programme_names_its_people(
    office: Flask, client: FlaskClient
) -> None:
    with office.app_context():
        declare_intent(is_reading=False)
        publish()
        speaker = db.session.query(Person).filter_by(family_name="Dai").one()
        speaker.institution_id = 1
        db.session.commit()
    assert "/e/week/" in client.get("/partners/1").text
    assert "/e/week/" not in client.get("/partners/2").text


@pytest.mark.parametrize("address", ["/partners", "/partners?country=IE", "/partners/1"])
def test_a_page_of_partners_is_kept_until_something_changes(office: Flask, client: FlaskClient, address: str) -> None:
    first = client.get(address)
    with counted_queries(office) as statements:
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (statements, again.status_code, "Set-Cookie" in first.headers) == ([], 304, False)
    with office.app_context():
        declare_intent(is_reading=False)
        renamed = replace(TUD, name=LocalizedText(en="TU Dublin"))
        service.change_institution(queries.get_institution(1), renamed, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert "TU Dublin" in client.get(address).text


def test_who_is_no_partner_any_more_is_gone_at_once(office: Flask, client: FlaskClient) -> None:
    assert client.get("/partners/2").status_code == 200
    with office.app_context():
        declare_intent(is_reading=False)
        gone = replace(RUSE, status=PartnerStatus.PROSPECT)
        service.change_institution(queries.get_institution(2), gone, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert client.get("/partners/2").status_code == 404
    assert "University of Ruse" not in client.get("/partners").text


def test_the_first_page_leads_to_the_partners(office: Flask, client: FlaskClient) -> None:
    page = client.get("/").text
    assert 'href="/partners"' in page
    assert "3 institutions in 2 countries and regions" in page
