"""A list of 171 institutions in 38 countries and regions, with 12 written twice and 7 broken rows: nothing is missed,
nothing is taken for what it is not, and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coopevents.exports import csv_chunks, read_csv, xlsx_bytes
from coopevents.facts import THE_HOUSE
from coopevents.partners import queries
from coopevents.partners.exchange import columns, holding
from coopevents.partners.exchange.plans import Choice, Plan, Verdict
from coopevents.partners.exchange.taking import Outcome, take_over
from tests.databases import both_databases
from tests.partners.list_of_171 import AGAIN, BROKEN, everything, institutions

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def as_csv(lines: list[list[object]]) -> bytes:
    return b"".join(csv_chunks(lines[0], lines[1:]))


def as_xlsx(lines: list[list[object]]) -> bytes:
    return xlsx_bytes(lines[0], lines[1:])


def take(plan: Plan, unit_id: int, choice: Choice | None = None) -> Outcome:
    choices = {each.row: choice for each in plan.rows} if choice else {}
    return take_over(plan, choices, unit_id=unit_id, now=NOW, actor=THE_HOUSE)


def exported(unit_id: int, language: str = "en") -> bytes:
    found = queries.list_institutions({unit_id})
    tags, by_id = queries.tags_of_units({unit_id}), {each.id: each for each in found}
    rows = [columns.line_of(each, tags.get(each.id, []), by_id.get(each.parent_id or 0), language) for each in found]
    return as_csv([columns.headings(language), *rows])


@both_databases
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_all_twelve_and_all_seven_are_found_and_nothing_else(unit_id: int, write) -> None:
    lines = everything()
    plan = holding.plan_for(write(lines), {unit_id})
    row_of = {tuple(map(str, line)): number for number, line in enumerate(lines, start=1)}
    first_of = {line[0]: number for number, line in reversed(list(enumerate(lines, start=1)))}
    like = {each.row: -each.like.one.key for each in plan.of(Verdict.LIKE_ROW) if each.like}
    assert like == {row_of[_cells(cells)]: first_of[name] for name, cells in AGAIN.values()}
    troubles = [(each.row, [trouble.column for trouble in each.read.troubles]) for each in plan.of(Verdict.BAD)]
    assert troubles == sorted((row_of[_cells(cells)], [column]) for column, cells in BROKEN.values())
    assert [len(plan.of(each)) for each in Verdict] == [171, 0, 0, 12, 7]
    assert plan.countries == 38
    assert queries.list_institutions({unit_id}) == []


def test_taken_over_there_are_171_in_38_countries_and_sending_it_again_finds_all_of_them(unit_id: int) -> None:
    sent = as_csv(everything())
    outcome = take(holding.plan_for(sent, {unit_id}), unit_id)
    countries = queries.list_countries({unit_id})
    assert (len(outcome.added), len(outcome.left)) == (171, 19)
    assert (sum(number for _code, number in countries), len(countries)) == (171, 38)
    again = holding.plan_for(sent, {unit_id})
    assert [len(again.of(each)) for each in Verdict] == [0, 172, 11, 0, 7]  # 鲁塞大学 alone says nothing new


def test_what_is_written_twice_is_added_or_fills_what_is_empty_as_chosen(unit_id: int, other_unit_id: int) -> None:
    sent = as_csv(everything())
    outcome = take(holding.plan_for(sent, {unit_id}), unit_id, Choice.FILL)
    [rousse] = [each for each in queries.list_institutions({unit_id}) if each.name.get("zh_Hans_CN") == "鲁塞大学"]
    [leeds] = [each for each in queries.list_institutions({unit_id}) if each.name.get("en") == "University of Leeds"]
    assert (len(outcome.added), rousse.name["en"], leeds.name["fr"]) == (
        171,
        "University of Rousse",
        "Université de Leeds",
    )
    every = take(holding.plan_for(sent, {other_unit_id}), other_unit_id, Choice.ADD)
    assert (len(every.added), len(queries.list_institutions({other_unit_id}))) == (183, 183)


@pytest.mark.parametrize("language", ["en", "zh_Hans_CN", "fr"])
def test_exported_imported_and_exported_again_it_is_the_same(unit_id: int, other_unit_id: int, language: str) -> None:
    take(holding.plan_for(as_csv([everything()[0], *institutions()]), {unit_id}), unit_id)
    first = exported(unit_id, language)
    assert len(read_csv(first)) == 172
    assert {each.verdict for each in holding.plan_for(first, {unit_id}).rows} == {Verdict.UNCHANGED}
    take(holding.plan_for(first, {other_unit_id}), other_unit_id)
    assert exported(other_unit_id, language) == first


def _cells(cells: tuple[str, ...]) -> tuple[str, ...]:
    return (*cells, *[""] * (12 - len(cells)))
