"""Texts in several languages, cleaned and made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopevents.text import LocalizedText, cleaned, folded, full_name, has_han, one_line, search_key, slugified


def test_a_text_keeps_only_languages_that_say_something() -> None:
    assert dict(LocalizedText({"en": " Salon ", "fr": "  "})) == {"en": "Salon"}


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        ({"en": "Salon", "zh_Hans_CN": "沙龙"}, "zh_Hans_CN", "沙龙"),
        ({"en": "Salon", "zh_Hans_CN": "沙龙"}, "fr", "Salon"),
        ({"fr": "Salon"}, "zh_Hans_CN", "Salon"),
        ({"bg": "Салон"}, "en", "Салон"),
        ({}, "en", ""),
    ],
)
def test_a_reader_is_shown_the_own_language_or_the_first_there_is(
    texts: dict[str, str], language: str, expected: str
) -> None:
    assert LocalizedText(texts).in_language(language) == expected


def test_the_other_languages_are_those_not_shown() -> None:
    text = LocalizedText(en="Salon", zh_Hans_CN="沙龙")
    assert text.others("fr") == [("zh_Hans_CN", "沙龙")]
    assert LocalizedText().language_for("en") is None


def test_texts_are_values() -> None:
    assert LocalizedText(en="a") == LocalizedText({"en": " a "})
    assert hash(LocalizedText(en="a")) == hash(LocalizedText(en="a"))
    assert LocalizedText(en="a").with_text("fr", "b").with_text("en", "") == LocalizedText(fr="b")


def test_cleaning_keeps_line_feeds_and_drops_control_characters() -> None:
    assert cleaned(" a\r\nb\x00\x0b\u2028 ") == "a\nb"
    assert one_line("a\n\t b") == "a b"
    assert cleaned("e\u0301") == "é"
    assert cleaned(None) == ""


@given(st.text())
def test_one_line_is_one_line_and_settled(text: str) -> None:
    once = one_line(text)
    assert once == one_line(once)
    assert not set(once) & set("\n\r\0")


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Global Partnership Week 2026!", "global-partnership-week-2026"), ("École d’été", "ecole-d-ete"), ("伙伴周", "")],
)
def test_slugs_are_ascii(text: str, slug: str) -> None:
    assert slugified(text) == slug


def test_slugs_never_end_in_a_dash() -> None:
    assert slugified("a" * 59 + " b") == "a" * 59


def test_comparing_ignores_case_and_accents() -> None:
    assert folded("Müller") == folded("MULLER") == "muller"
    assert search_key("Wei", "", "张伟") == "wei 张伟"


def test_names_may_have_one_part() -> None:
    assert full_name("", "Suharto") == "Suharto"
    assert has_han("张伟")
    assert not has_han("Zhang")
