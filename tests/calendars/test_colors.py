"""Colours by their CSS3 names."""

import pytest

from coopevents.calendars.colors import CSS3_COLORS, color_code, color_name, is_color


def test_all_names_of_css3_are_known() -> None:
    assert len(CSS3_COLORS) == 147
    assert all(is_color(name) and is_color(code) for name, code in CSS3_COLORS.items())


@pytest.mark.parametrize(
    ("color", "name", "code"),
    [
        ("turquoise", "turquoise", "#40e0d0"),
        ("#40E0D0", "turquoise", "#40e0d0"),
        ("#41e0d0", "turquoise", "#41e0d0"),
        ("#010101", "black", "#010101"),
        ("#fdfdfd", "white", "#fdfdfd"),
        ("#1d4ed8", "royalblue", "#1d4ed8"),
    ],
)
def test_a_code_has_the_name_nearest_to_the_eye(color: str, name: str, code: str) -> None:
    assert (color_name(color), color_code(color)) == (name, code)


@pytest.mark.parametrize("color", ["", "blu", "#fff", "#12345g", "#1234567", "red\nX:1"])
def test_what_is_no_color_is_none(color: str) -> None:
    assert not is_color(color)
