"""The office's own map of partners: what it takes, where the dots lie on it, and that everybody sees it at once."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from PIL import Image

from coopevents.accounts.roles import Role
from tests.desks import Colleague, Desk, desk

__all__ = ["desk"]
WHOLE = {"west": "-30", "east": "330", "north": "90", "south": "-90"}


def picture(width: int = 400, height: int = 200) -> tuple[io.BytesIO, str]:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(data, "PNG")
    data.seek(0)
    return data, "map.png"


def officer_with_partners(desk: Desk) -> Colleague:
    officer = desk.colleague(Role.OFFICER)
    for name, country in (("Dublin", "IE"), ("Ruse", "BG")):
        officer.post(
            "/desk/partners/new", {"name-en": name, "kind": "university", "country": country, "status": "partner"}
        )
    return officer


def sent(officer: Colleague, **said: Any) -> str:
    given = {**WHOLE, "picture": picture(), "approval_number": "GS(2024)0650号", "attribution": "Map press", **said}
    return officer.client.post(
        "/desk/partners/map",
        data={"csrf_token": officer.csrf, **{name: value for name, value in given.items() if value is not None}},
        headers={"Accept-Language": "en"},
        follow_redirects=True,
    ).text


def test_everybody_sees_the_map_and_its_approval_at_once(desk: Desk) -> None:
    officer, public = officer_with_partners(desk), desk.app.test_client()
    assert "coastline-" in public.get("/partners").text
    assert "Saved. The partners are shown on this map now." in sent(officer)
    page = public.get("/partners", headers={"Accept-Language": "en"}).text
    assert "coastline-" not in page
    assert "Map press · Map approval number: GS(2024)0650号" in page
    assert public.get(re.search(r'<image href="([^"]+)"', page)[1]).mimetype == "image/webp"  # type: ignore[index]
    assert "coastline-" not in public.get("/partners/1").text
    officer.post("/desk/partners/map/remove")
    assert "coastline-" in public.get("/partners").text


def test_dots_lie_by_the_edges_of_the_picture(desk: Desk) -> None:
    officer, public = officer_with_partners(desk), desk.app.test_client()
    sent(officer)
    page = public.get("/partners?country=IE").text
    assert 'viewBox="0 0 1000 500"' in page
    assert 'cx="65.944" cy="101.81"' in page


def test_who_is_outside_stays_in_the_list(desk: Desk) -> None:
    officer, public = officer_with_partners(desk), desk.app.test_client()
    page = sent(officer, west="0", east="180", north="80", south="-20")
    assert "1 partner lies outside this map; the list shows it." in page
    assert "Dublin" in public.get("/partners").text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"picture": None}, "Choose the picture of the map."),
        ({"picture": (io.BytesIO(b"<svg onload='x()'/>"), "map.svg")}, "This file is not a picture we can read."),
        ({"west": "200"}, "The edges do not fit"),
        ({"east": "-40"}, "The edges do not fit"),
        ({"east": "331"}, "The edges do not fit"),
        ({"north": "-90"}, "The edges do not fit"),
        ({"west": "nan"}, "The edges do not fit"),
        ({"south": "far"}, "Not a valid float value."),
        ({"south": ""}, "Write a number of degrees."),
    ],
)
def test_what_is_no_map_is_refused_at_its_field(desk: Desk, said: dict[str, Any], words: str) -> None:
    officer = desk.colleague(Role.OFFICER)
    page = sent(officer, **said)
    assert words in page
    assert "GS(2024)0650号" in page


def test_only_who_edits_partners_may(desk: Desk) -> None:
    assert desk.colleague(Role.GUIDE).get("/desk/partners/map").status_code == 403
