"""Institutions: found in any language, and their people follow their name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coopevents.facts import THE_HOUSE
from coopevents.partners import queries, rules, service
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.models import InstitutionKind
from coopevents.partners.queries import InstitutionFilter
from coopevents.partners.states import PartnerStatus
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.text import LocalizedText
from tests.databases import both_databases

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
ROUSSE = InstitutionDetails(
    name=LocalizedText(en="University of Rousse", zh_Hans_CN="鲁塞大学"),
    country="bg",
    city="Rousse",
    partner_since=2024,
)


def add(details: InstitutionDetails, unit_id: int):
    return service.add_institution(details, unit_id=unit_id, now=NOW, actor=THE_HOUSE)


@pytest.mark.parametrize("text", ["rousse", "鲁塞", "university BG"])
def test_an_institution_is_found_in_every_language(unit_id: int, text: str) -> None:
    rousse = add(ROUSSE, unit_id)
    assert queries.list_page({unit_id}, InstitutionFilter(text=text)).items == [rousse]


@pytest.mark.parametrize("text", ["上海", "ecole superieure", "ZHANG", "sspu", "second institute", "Шанхай"])
def test_an_institution_is_found_by_every_name_it_has_or_had(unit_id: int, text: str) -> None:
    known = InstitutionDetails(
        name=LocalizedText(en="Zhāng Polytechnic", zh_Hans_CN="上海张江理工大学", fr="École supérieure Zhang"),
        country="CN",
        acronym="SSPU",
        original_name="Политехнический университет Шанхай",
        former_names=("Second Institute of Industry; Evening School",),
    )
    institution = add(known, unit_id)
    assert queries.list_all({unit_id}, InstitutionFilter(text=text)) == [institution]
    assert institution.former_names == ["Second Institute of Industry", "Evening School"]


def test_nothing_belongs_to_its_own_parts(unit_id: int) -> None:
    top = add(ROUSSE, unit_id)
    school = add(replace(ROUSSE, name=LocalizedText(en="School"), parent_id=top.id), unit_id)
    group = add(replace(ROUSSE, name=LocalizedText(en="Group"), parent_id=school.id), unit_id)
    for part in (top, school, group):
        with pytest.raises(rules.ParentsGoRound):
            service.change_institution(top, replace(ROUSSE, parent_id=part.id), now=NOW, actor=THE_HOUSE)
    assert queries.list_parts(top.id) == [school]


@both_databases
def test_lists_narrow_by_status_and_tag(unit_id: int) -> None:
    tagged = replace(ROUSSE, tags=("engineering，Erasmus", "engineering"))
    rousse = add(tagged, unit_id)
    add(replace(ROUSSE, name=LocalizedText(en="Elsewhere"), status=PartnerStatus.FORMER), unit_id)
    assert queries.list_all({unit_id}, InstitutionFilter(status=PartnerStatus.PARTNER)) == [rousse]
    assert queries.list_all({unit_id}, InstitutionFilter(tag="Erasmus")) == [rousse]
    assert queries.list_tags({unit_id}) == [("Erasmus", 1), ("engineering", 1)]
    service.change_institution(rousse, replace(tagged, tags=()), now=NOW, actor=THE_HOUSE)
    assert queries.tags_of([rousse.id]) == {}


@both_databases
def test_lists_narrow_by_kind_and_country(unit_id: int) -> None:
    rousse = add(ROUSSE, unit_id)
    company = add(InstitutionDetails(LocalizedText(en="TechProtect"), InstitutionKind.COMPANY, "DE"), unit_id)
    assert queries.list_all({unit_id}, InstitutionFilter(country="BG")) == [rousse]
    assert queries.list_all({unit_id}, InstitutionFilter(kind=InstitutionKind.COMPANY)) == [company]
    assert queries.list_countries({unit_id}) == [("BG", 1), ("DE", 1)]


def test_people_follow_the_name_of_their_institution(unit_id: int) -> None:
    rousse = add(ROUSSE, unit_id)
    details = PersonDetails(family_name="Ivanova", institution_id=rousse.id, institution_name="University of Rousse")
    person = people.add_person(details, unit_id=unit_id, now=NOW, actor=THE_HOUSE)
    renamed = replace(ROUSSE, name=LocalizedText(en="Angel Kanchev University"))
    service.change_institution(rousse, renamed, now=NOW, actor=THE_HOUSE)
    assert (person.institution_name, "kanchev" in person.search_key) == ("Angel Kanchev University", True)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": LocalizedText()}, rules.NameIsMissing),
        ({"country": ""}, rules.CountryIsMissing),
        ({"country": "12"}, rules.CountryIsMissing),
        ({"website": "javascript:alert(1)"}, rules.WebsiteIsUnreadable),
        ({"website": "https://"}, rules.WebsiteIsUnreadable),
        ({"website": "https://a\x00b.example"}, rules.WebsiteIsUnreadable),
        ({"website": "https://[broken"}, rules.WebsiteIsUnreadable),
        ({"partner_since": 3}, rules.YearIsOutOfReach),
        ({"latitude": 91.0, "longitude": 0.0}, rules.PositionIsNotOnEarth),
        ({"latitude": 43.9}, rules.PositionIsNotOnEarth),
        ({"tags": ("x" * 41,)}, rules.TagsAreTooLong),
        ({"former_names": ("x" * 301,)}, rules.FormerNamesAreTooLong),
    ],
)
def test_what_cannot_be_is_refused(unit_id: int, change: dict, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add(replace(ROUSSE, **change), unit_id)
