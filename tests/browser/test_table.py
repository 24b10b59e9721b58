"""The table of pages is complete: a door that answers a page and has no row in it would never be looked at."""

from __future__ import annotations

from collections import Counter

from flask import Flask

from tests.house.pages import NOT_PAGES, PAGES


def test_every_door_that_answers_a_page_is_in_the_table(app: Flask) -> None:
    doors = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert doors - NOT_PAGES == {example.endpoint for example in PAGES}
    assert doors >= NOT_PAGES


def test_every_page_has_a_name_of_its_own() -> None:
    counted = Counter(example.name for example in PAGES)
    assert [name for name, count in counted.items() if count > 1] == []
