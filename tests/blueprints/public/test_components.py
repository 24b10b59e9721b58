"""The living page of components."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coopevents.blueprints.public.components import ACCENTS
from tests.house.repository import ROOT, templates

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PARTS_OF_FIELD = {"choice_cards"}


@pytest.mark.parametrize("language", ["en", "zh_Hans_CN", "fr"])
def test_it_opens_for_everybody_in_every_language(client: FlaskClient, language: str) -> None:
    answer = client.get(f"/components?lang={language}&theme=dark")

    assert answer.status_code == 200
    assert 'data-theme="dark"' in answer.text


def test_it_shows_every_component_that_has_a_look_of_its_own() -> None:
    page = templates()["public/components.html"]
    styled = {path.stem for path in (ROOT / "frontend" / "css" / "components").glob("*.css")}
    components = {Path(name).stem for name in templates() if name.startswith("components/")} & styled - PARTS_OF_FIELD

    assert sorted(name for name in components if f"components/{name}.html" not in page) == []


@pytest.mark.parametrize(("asked", "shown"), [("crimson", "crimson"), ('"><b>', ACCENTS[0])])
def test_only_a_curated_accent_colours_it(client: FlaskClient, asked: str, shown: str) -> None:
    answer = client.get("/components", query_string={"accent": asked})

    assert f'data-theme="auto" data-accent="{shown}"' in answer.text
