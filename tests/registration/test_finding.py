"""The words under which a guest is found."""

from __future__ import annotations

import pytest

from coopevents.registration.finding import wanted_words, words_of


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Anna Müller", "muller"),
        ("Anna Müller", "MÜL ann"),
        ("张伟", "张伟"),
        ("欧阳明远", "明远"),
        ("Jean-Pierre O'Neill", "pierre neill"),
        ("anna.müller@example.org", "anna.mul"),
        ("anna.müller@example.org", "example"),
        ("Straße", "strasse"),
        ("Müller", "mueller"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("Sørensen", "soerensen"),
        ("张伟", "zhang wei"),
        ("张伟", "wei zhang"),
        ("张伟", "zhangwei"),
        ("张伟", "weizhang"),
        ("张伟", "Zhang W"),
        ("曾国华", "zeng guohua"),
        ("曾国华", "ceng"),
        ("单田芳", "shan tianfang"),
        ("单田芳", "dan"),
        ("吕布", "lv bu"),
        ("吕布", "lyu bu"),
        ("欧阳明远", "ouyang mingyuan"),
        ("清华大学", "qinghua"),
        ("清华大学", "daxue"),
    ],
)
def test_a_text_is_found_by_the_beginnings_of_its_words(text: str, query: str) -> None:
    words = words_of([text])
    assert all(any(word.startswith(wanted) for word in words) for wanted in wanted_words(query))


def test_what_is_not_there_is_not_found() -> None:
    assert not any(word.startswith("伟张") for word in words_of(["张伟", "Anna"]))


def test_a_long_name_in_chinese_has_few_words() -> None:
    assert len(words_of(["中国科学院大学国际合作与交流办公室"])) < 50


def test_characters_nobody_can_read_are_still_found_by_themselves() -> None:
    assert words_of(["㐀"]) >= {"㐀"}


def test_a_query_of_any_length_stays_small() -> None:
    assert len(wanted_words("a " * 100)) == 6
    assert max(map(len, words_of(["x" * 1000]))) == 80
