"""How two versions of a text differ, word by word."""

from __future__ import annotations

import pytest

from coopevents.schedule.text_differences import AROUND, MOST_WORDS, Fate, differing_words

MARKS = {Fate.KEPT: "{}", Fate.GONE: "[-{}]", Fate.NEW: "[+{}]"}


def told(old: str, new: str) -> str:
    return "".join(MARKS[piece.fate].format(piece.text) for piece in differing_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("Bring water.", "Bring water.", "Bring water."),
        ("", "Bring water.", "[+Bring water.]"),
        ("Bring water.", "", "[-Bring water.]"),
        ("About machines that walk.", "About machines that fly.", "About machines that [-walk.][+fly.]"),
        ("Meet at the gate", "Meet near a gate", "Meet [-at the][+near a] gate"),
        ("在东门集合", "在西门集合", "在[-东][+西]门集合"),
        ("one\ntwo", "one\n\ntwo", "one[-\n][+\n\n]two"),
        ("<b>old</b>", "<b>new</b>", "[-<b>old</b>][+<b>new</b>]"),
    ],
)
def test_words_that_stayed_stand_between_what_went_and_what_came(old: str, new: str, expected: str) -> None:
    assert told(old, new) == expected


def test_long_stretches_that_stayed_are_cut_short() -> None:
    long = "word " * 100
    begins, between, ends = (
        told(f"{long}a", f"{long}b"),
        told(f"a {long}a", f"b {long}b"),
        told(f"a {long}", f"b {long}"),
    )

    assert begins.startswith("… word")
    assert begins.endswith("[-a][+b]")
    assert ends.endswith("word …")
    assert "word … word" in between
    assert max(map(len, (begins, ends))) < AROUND + 20


def test_what_is_too_long_to_compare_is_shown_whole() -> None:
    old, new = "a " * MOST_WORDS, "b " * MOST_WORDS

    assert told(old, new) == f"[-{old}][+{new}]"
