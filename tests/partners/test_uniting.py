"""Two records of one institution become one, and nothing that refers to either is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, LargeBinary, Numeric, Table, insert, text

from coopevents.db import Localized, db
from coopevents.facts import THE_HOUSE
from coopevents.partners import queries, service, uniting
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.models import Institution
from coopevents.partners.references import COLLAPSES, BothAreNamed, list_references, move_references
from coopevents.partners.states import RelationKind
from coopevents.partners.story_models import InstitutionNote, InstitutionRelation
from coopevents.people import queries as people_queries
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.text import LocalizedText
from tests.databases import both_databases

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
ROUSSE = InstitutionDetails(LocalizedText(en="University of Rousse", zh_Hans_CN="鲁塞大学"), country="BG")
RUSE = InstitutionDetails(
    LocalizedText(en="Ruse University", fr="Université de Roussé"),
    country="BG",
    city="Ruse",
    acronym="UR",
    former_names=("Higher Institute of Machinery",),
    tags=("Erasmus",),
)


def add(details: InstitutionDetails, unit_id: int) -> Institution:
    return service.add_institution(details, unit_id=unit_id, now=NOW, actor=THE_HOUSE)


def unite(kept: Institution, other: Institution, *from_other: str) -> None:
    uniting.unite(kept, other, from_other, now=NOW, actor=THE_HOUSE)


@both_databases
def test_everything_of_both_is_kept(unit_id: int) -> None:
    kept, other, third = add(ROUSSE, unit_id), add(RUSE, unit_id), add(ROUSSE, unit_id)
    person = people.add_person(
        PersonDetails(family_name="Ivanova", institution_id=other.id, institution_name="Ruse University"),
        unit_id=unit_id,
        now=NOW,
        actor=THE_HOUSE,
    )
    part = add(InstitutionDetails(LocalizedText(en="Branch"), country="BG", parent_id=other.id), unit_id)
    db.session.add(InstitutionNote(institution_id=other.id, text="Spoke to the dean", written_at=NOW))
    member = {"kind": RelationKind.MEMBER_OF}
    pairs = ((kept.id, other.id), (kept.id, third.id), (other.id, third.id), (other.id, part.id))
    db.session.add_all(InstitutionRelation(from_id=one, to_id=two, **member) for one, two in pairs)
    db.session.flush()
    kept_id, other_id, third_id = kept.id, other.id, third.id
    unite(kept, other)
    kept = queries.get_institution(kept_id)
    assert kept.name == LocalizedText(en="University of Rousse", zh_Hans_CN="鲁塞大学", fr="Université de Roussé")
    assert (kept.city, kept.acronym, queries.tags_of([kept_id])) == ("Ruse", "UR", {kept_id: ["Erasmus"]})
    assert kept.former_names == ["Higher Institute of Machinery", "Ruse University"]
    assert (person.institution_id, person.institution_name) == (kept_id, "University of Rousse")
    assert (queries.list_parts(kept_id), db.session.query(InstitutionNote).one().institution_id) == ([part], kept_id)
    related = db.session.query(InstitutionRelation.from_id, InstitutionRelation.to_id).all()
    assert sorted(map(tuple, related)) == [(kept_id, third_id), (kept_id, part.id)]
    assert [each.id for each in queries.list_institutions({unit_id})].count(other_id) == 0
    assert queries.get_institution(other_id).merged_into_id == kept_id


def test_what_the_other_is_right_about_is_taken_and_what_was_becomes_former(unit_id: int) -> None:
    kept, other = add(ROUSSE, unit_id), add(RUSE, unit_id)
    assert uniting.differences(kept, other) == ["name"]
    unite(kept, other, "name")
    assert kept.name["en"] == "Ruse University"
    assert "University of Rousse" in kept.former_names


def test_an_institution_is_not_merged_with_itself_nor_twice(unit_id: int) -> None:
    kept, other = add(ROUSSE, unit_id), add(RUSE, unit_id)
    with pytest.raises(uniting.NotTwoInstitutions):
        unite(kept, kept)
    unite(kept, other)
    with pytest.raises(uniting.NotTwoInstitutions):
        unite(kept, other)


def test_a_pair_that_is_two_is_not_shown_again_even_after_another_merge(unit_id: int) -> None:
    kept, other, twin = add(ROUSSE, unit_id), add(RUSE, unit_id), add(ROUSSE, unit_id)
    assert len(uniting.list_pairs({unit_id})) == 3
    uniting.keep_apart(twin, other)
    uniting.keep_apart(twin, other)
    unite(kept, other)
    assert uniting.list_pairs({unit_id}) == []


def test_nothing_that_refers_to_an_institution_is_forgotten(unit_id: int) -> None:
    """A row in every table that refers to one, whatever table there will ever be."""
    kept_id, other_id = add(ROUSSE, unit_id).id, add(RUSE, unit_id).id
    db.session.execute(text("PRAGMA defer_foreign_keys=ON"))
    db.session.execute(text("PRAGMA ignore_check_constraints=ON"))
    references = list_references()
    for number, (table, column) in enumerate(references):
        if table.name != "institution":
            db.session.execute(insert(table).values(_a_row(table, column, other_id, 1000 + number)))
    move_references(other_id, kept_id)
    for table, column in references:
        left = db.session.execute(table.select().where(column == other_id)).all()
        assert left == [], f"{table.name}.{column.name} still refers to the institution that was merged"
    db.session.rollback()


def test_where_both_stand_in_one_record_nothing_is_lost_silently() -> None:
    """Tables in which rows may become one are named: whoever adds one says that its rows tell nothing else."""
    assert {"institution_tag", "institution_relation", "institutions_apart", "programme_partner"} == COLLAPSES
    assert BothAreNamed.status == 422


def test_people_of_both_are_people_of_the_one(unit_id: int) -> None:
    kept, other = add(ROUSSE, unit_id), add(RUSE, unit_id)
    for family_name, institution in (("Ivanova", kept), ("Petrov", other)):
        details = PersonDetails(family_name=family_name, institution_id=institution.id, institution_name="x")
        people.add_person(details, unit_id=unit_id, now=NOW, actor=THE_HOUSE)
    unite(kept, other)
    found = people_queries.list_people_of_institution(kept.id)
    assert [each.family_name for each in found] == ["Ivanova", "Petrov"]


def _a_row(table: Table, column: Column[int], institution_id: int, number: int) -> dict[str, object]:
    needed = [each for each in table.columns if not each.nullable or each is column]
    return {each.name: institution_id if each is column else _something(each, number) for each in needed}


def _something(column: Column[object], number: int) -> object:
    if isinstance(column.type, Boolean):
        return False
    if column.foreign_keys or isinstance(column.type, Integer):
        return number
    if isinstance(column.type, Localized | JSON):
        return {}
    if isinstance(column.type, Date):
        return NOW.date()
    if isinstance(column.type, Numeric):
        return 0
    if isinstance(column.type, LargeBinary):
        return b""
    if isinstance(column.type, DateTime) or type(column.type).__name__ == "UtcDateTime":
        return NOW
    return next(iter(column.type.enums)) if getattr(column.type, "enums", None) else f"x{number}"
