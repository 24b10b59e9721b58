"""What scanners read and people type."""

from __future__ import annotations

import pytest

from coopevents.registration.codes import Code, read_code

REFERENCE = "abcdefghijklmnopqrstuvwxyz"
SIGNED = REFERENCE + "a2b3c4d5" * 4


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (REFERENCE, Code(reference=REFERENCE)),
        (REFERENCE.upper() + "\r\n", Code(reference=REFERENCE)),
        (f"https://events.example.edu/r/{SIGNED}/", Code(reference=REFERENCE)),
        (f"BEGIN {REFERENCE} END", Code(reference=REFERENCE)),
        ("17", Code(number=17)),
        ("# 17", Code(number=17)),
        ("007", Code(number=7)),
        ("", None),
        ("Zhang Wei", None),
        ("张伟", None),
        ("123456789", None),
        (REFERENCE + "q", None),
        (f"{REFERENCE} {REFERENCE[::-1]}", None),
        ("x" * 5000, None),
    ],
)
def test_codes_and_numbers_are_read_and_names_are_not(text: str, meant: Code | None) -> None:
    assert read_code(text) == meant
