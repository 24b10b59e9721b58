"""What people paste in never breaks a reader."""

import pytest

from coopevents.calendars.cleaning import clean_line, clean_text, clean_uri, escape_text, mail_address


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("plain", "plain"),
        ("two\r\nlines\rand\nmore", "two\nlines\nand\nmore"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("vertical\x0btab\x0cform\x85next\u2028line\u2029paragraph", "vertical\ntab\nform\nnext\nline\nparagraph"),
        ("a\tb", "a\tb"),
        ("\ufeffmark", "mark"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("👩‍🏫 签约仪式 — naïve", "👩‍🏫 签约仪式 — naïve"),
    ],
)
def test_text_keeps_what_can_be_read(pasted: str, kept: str) -> None:
    assert clean_text(pasted) == kept


def test_a_line_has_single_spaces() -> None:
    assert clean_line("  a \t b\r\nc\u2028d\u3000e ") == "a b c d e"


def test_escaping_leaves_letters_after_a_backslash_alone() -> None:
    assert escape_text("D:\\New\\n, a; b\nc") == "D:\\\\New\\\\n\\, a\\; b\\nc"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://x.example/签约?a=b&c=%20#d", "https://x.example/%E7%AD%BE%E7%BA%A6?a=b&c=%20#d"),
        (" https://x.example/a b\r\nX-EVIL:1 ", "https://x.example/a%20b%0AX-EVIL:1"),
    ],
)
def test_an_address_is_ascii_on_one_line(address: str, written: str) -> None:
    assert clean_uri(address) == written


def test_a_mail_address_is_one_address() -> None:
    assert mail_address("o'hara+week@x.example") == "mailto:o'hara+week@x.example"
    for hostile in ("", "nobody", "a@b@c", "a@b\r\nATTENDEE:x", "a b@c", "<a@b>", "a@b,c@d", "a@b:c"):
        with pytest.raises(ValueError, match="not a mail address"):
            mail_address(hostile)
