"""Text that no paper can bear is made printable; all other text stays as it was written."""

from __future__ import annotations

import pytest

from coopevents.documents.printable import printable, printable_data


@pytest.mark.parametrize(
    "text",
    [
        '#eval(read("/etc/passwd"))',
        "*bold* _em_ $x$ @label <label>",
        "back\\slash \\u{41}",
        "two\nlines",
        "国龘 é ễ",
        "👩🏽‍🔬",
    ],
)
def test_what_can_be_printed_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x00b\x07c\x1bd", "abcd"),
        ("tab\tand\r", "taband"),
        ("right\u202eleft", "rightleft"),
        ("open\u2066\u2067", "open"),
        ("\ud800lone", "lone"),
        ("\ue000private", "private"),
        ("e\u0301", "é"),
    ],
)
def test_what_no_page_shows_is_left_out(text: str, left: str) -> None:
    assert printable(text) == left


def test_a_name_written_from_the_right_cannot_turn_its_neighbours() -> None:
    assert printable("ليلى حداد") == "\u2068ليلى حداد\u2069"
    assert printable("Layla ליאורה") == "\u2068Layla ליאורה\u2069"


def test_data_are_made_printable_to_their_last_leaf() -> None:
    given = {"names": ["a\x00", ("b", {"deep": "c\u202e"})], "number": 3, "is_true": True, "none": None}
    assert printable_data(given) == {"names": ["a", ["b", {"deep": "c"}]], "number": 3, "is_true": True, "none": None}
