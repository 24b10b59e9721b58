"""One record per human being: found again, never overwritten, found in every script."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coopevents import ledger
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.people import queries, rules, service
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.people.queries import PersonFilter
from coopevents.text import LocalizedText
from tests.databases import both_databases

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
AMELIE = PersonDetails(
    given_name="Amélie", family_name="Laurent", email="amelie@example.fr", institution_name="Université d’Angers"
)


def add(details: PersonDetails, unit_id: int) -> Person:
    return service.add_person(details, unit_id=unit_id, now=NOW, actor=THE_HOUSE)


def find_or_add(details: PersonDetails, unit_id: int) -> Person:
    return service.find_or_add_person(details, unit_id=unit_id, now=NOW, actor=THE_HOUSE)


def test_the_same_address_is_the_same_person(unit_id: int) -> None:
    person = add(AMELIE, unit_id)
    assert find_or_add(replace(AMELIE, given_name="A.", email=" Amelie@Example.FR "), unit_id) is person


def test_gaps_are_filled_and_nothing_is_overwritten(unit_id: int) -> None:
    person = add(AMELIE, unit_id)
    find_or_add(replace(AMELIE, given_name="Eve", position="Dean", country="fr"), unit_id)
    assert (person.given_name, person.position, person.country) == ("Amélie", "Dean", "FR")


def test_without_an_address_name_and_institution_decide(unit_id: int) -> None:
    person = add(AMELIE, unit_id)
    assert find_or_add(replace(AMELIE, email=""), unit_id) is person
    assert find_or_add(replace(AMELIE, email="", institution_name="Elsewhere"), unit_id) is not person


def test_a_namesake_with_another_address_is_somebody_else(unit_id: int) -> None:
    person = add(AMELIE, unit_id)
    assert find_or_add(replace(AMELIE, email="other@example.fr"), unit_id) is not person


def test_two_chinese_names_in_the_same_latin_letters_are_told_apart_by_address(unit_id: int) -> None:
    first = add(PersonDetails(original_name="王伟", email="a@example.cn"), unit_id)
    assert find_or_add(PersonDetails(original_name="王伟"), unit_id) is first
    assert find_or_add(PersonDetails(original_name="王薇"), unit_id) is not first


def test_a_person_needs_a_name(unit_id: int) -> None:
    with pytest.raises(rules.NameIsMissing):
        add(PersonDetails(email="somebody@example.org"), unit_id)


def test_one_address_belongs_to_one_person(unit_id: int) -> None:
    add(AMELIE, unit_id)
    with pytest.raises(rules.EmailIsTaken):
        add(replace(AMELIE, given_name="Eve"), unit_id)


def test_the_trail_names_fields_and_no_personal_data(unit_id: int) -> None:
    person = add(AMELIE, unit_id)
    ledger.take()
    service.change_person(person, replace(AMELIE, position="Dean"), now=NOW, actor=THE_HOUSE)
    [fact] = ledger.take()
    assert fact.changes == {"fields": (None, ["position"])}


@both_databases
@pytest.mark.parametrize("text", ["amelie", "LAURENT Amé", "angers", "amelie@example.fr", "王", "小明", "O"])
def test_a_person_is_found_by_part_of_a_name_in_any_script(unit_id: int, text: str) -> None:
    add(replace(AMELIE, original_name="王小明", position="O"), unit_id)
    assert queries.list_page({unit_id}, PersonFilter(text=text)).total == 1


def test_names_of_any_script_and_length_are_kept(unit_id: int) -> None:
    for name in ("O", "مريم الزهراء", "ดร. สมชาย", "Z͑ͫ̓ͪ̂ͫ̽", "👩‍🔬 Ada", "x" * 120):
        person = add(PersonDetails(family_name=name), unit_id)
        assert queries.get_person(person.id).family_name == name


def test_who_the_university_knows_its_offices_know_too(unit_id: int) -> None:
    office = Unit(kind=UnitKind.OFFICE, slug="below", name=LocalizedText(en="Office"), parent_id=unit_id)
    db.session.add(office)
    db.session.flush()
    person = add(AMELIE, unit_id)
    assert find_or_add(AMELIE, office.id) is person


def test_offices_beside_each_other_keep_their_own_records(unit_id: int) -> None:
    beside = Unit(kind=UnitKind.OFFICE, slug="beside", name=LocalizedText(en="Beside"))
    db.session.add(beside)
    db.session.flush()
    person = add(AMELIE, unit_id)
    assert find_or_add(AMELIE, beside.id) is not person
