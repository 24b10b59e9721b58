"""What a table says of a registration is read back as it was, in every language and kind of file."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from coopevents.exports import csv_chunks, xlsx_bytes
from coopevents.forms.fields import FieldType, Option, Question
from coopevents.forms.single import Unacceptable
from coopevents.i18n import force_locale
from coopevents.registration.exchange import lists
from coopevents.registration.exchange.answer_cells import answer_in, parts_of, writer_of
from coopevents.registration.exchange.columns import columns_for, columns_named
from coopevents.registration.exchange.reading import ColumnsAreUnknown, table_of
from coopevents.text import LANGUAGES, LocalizedText

HOSTILE = (
    "=1+1", "+49 89 123", "-", "@example", "'=2", "''", "'", "007", "1234567890123456789", "1e5", "NULL", "true",
    "2026-11-30", "张伟", "👩🏽‍🔬 é", "שלום (a)", "a;b", '"quoted"', "a, b", "＝1",
    "_x0041_", "\\n", "#REF!", "&amp;",
)  # fmt: skip
MANY_LINES = "first\nsecond = 2\n\n'third\n=4"


def question(kind: FieldType, key: str = "it", **said: Any) -> Question:
    return Question(key=key, type=kind, label=LocalizedText(en=f"The {key}", fr=f"Le {key}"), **said)


def option(value: str, label: str, fr: str = "") -> Option:
    return Option(value, LocalizedText(en=label, fr=fr))


MEALS = (
    option("rice", "Rice; white", "Riz"), option("bread", "Bread, dark", "Pain"), option("tea", "Tea"),
    option("both_1", "Both"), option("both_2", "both"), option("other", "rice"),
)  # fmt: skip
ANSWERS: list[tuple[Question, Any]] = [
    *((question(FieldType.SHORT_TEXT), text) for text in HOSTILE),
    (question(FieldType.LONG_TEXT), MANY_LINES),
    (question(FieldType.LONG_TEXT, max_length=60_000), "long " * 7000 + "end"),
    *((question(FieldType.NUMBER), text) for text in ("12", "-5", "2.5", "0", "123456789012345678901", "0.1")),
    (question(FieldType.EMAIL), "a@example.org"),
    (question(FieldType.PHONE), "+49 89 1234567"),
    (question(FieldType.COUNTRY), "CN"),
    (question(FieldType.COUNTRY), "GE"),
    (question(FieldType.LANGUAGE), "zh_Hans_CN"),
    (question(FieldType.INSTITUTION), "=Hochschule; Süd"),
    (question(FieldType.PERSON_NAME), {"given": "=A", "family": "O'Neil", "original": "欧阳"}),
    (question(FieldType.PERSON_NAME), {"original": "欧阳"}),
    *((question(FieldType.CHOICE, options=MEALS), each.value) for each in MEALS),
    (question(FieldType.CHOICES, options=MEALS), [each.value for each in MEALS]),
    (question(FieldType.CHOICES, options=MEALS), ["rice"]),
    (question(FieldType.CONSENT), True),
    (question(FieldType.DATE), "1899-12-31"),
    (question(FieldType.DATE_RANGE), {"from": "2026-11-30", "to": "2026-12-02"}),
    (question(FieldType.TRAVEL), {"means": "flight", "number": "+LH 720", "at": "2026-11-30T14:05"}),
    (question(FieldType.HIDDEN), "=1"),
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_read_back_as_it_was(context: Flask, kind: str, language: str) -> None:
    for asked, answer in ANSWERS:
        if kind == "xlsx" and len(str(answer)) > 32_767:
            continue
        with force_locale(language):
            columns = [*columns_for([])[:1], *(each for each in columns_for([asked]) if each.question)]
            head = ["E-mail", *(each.heading for each in columns)]
            row = ["a@example.org", 7, *(writer_of(asked, each.part)(answer) for each in columns[1:])]
        data = b"".join(csv_chunks(head, [row])) if kind == "csv" else xlsx_bytes(head, [row])
        table = table_of(data, [asked])
        ((number, cells),) = table.rows
        given = {each.part: cell for each, cell in zip(table.columns, cells, strict=True) if each and each.question}
        assert (number, set(given)) == (2, set(parts_of(asked)))
        assert answer_in(asked, given) == answer, (asked.type, answer)


def test_a_column_is_known_by_its_key_and_by_what_people_call_it(context: Flask) -> None:
    asked = [question(FieldType.SHORT_TEXT, "diet"), question(FieldType.PERSON_NAME, "host")]
    for heading, key in {
        "Whatever [diet]": "[diet]", "the diet": "[diet]", "Le diet": "[diet]", "x [host.family]": "[host.family]",
        "Prénom": "given_name", "家庭": None, "Surname": "family_name", "[unknown]": None, "邮箱": "email",
    }.items():  # fmt: skip
        (found,) = columns_named([heading], asked)
        assert (found.key if found else None) == key, heading
    assert [each and each.key for each in columns_named(["E-mail", "email"], asked)] == ["email", None]


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        (FieldType.DATE, "30.11.2026", "2026-11-30"),
        (FieldType.DATE, "2026年11月30日", "2026-11-30"),
        (FieldType.CHOICES, "Tea、pain", ["bread", "tea"]),
        (FieldType.CHOICES, "tea, Riz", ["rice", "tea"]),
        (FieldType.CHOICES, "", []),
        (FieldType.CONSENT, "Oui", True),
        (FieldType.COUNTRY, "chine", "CN"),
        (FieldType.NUMBER, 2.5, "2.5"),
        (FieldType.SHORT_TEXT, 7.0, "7"),
    ],
)
def test_what_people_write_by_hand_is_understood(context: Flask, kind: FieldType, cell: Any, expected: Any) -> None:
    options = MEALS if kind is FieldType.CHOICES else ()
    assert answer_in(question(kind, options=options), {"": cell}) == expected


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (FieldType.DATE, "11/30/2026"), (FieldType.CHOICES, "tea; coffee"), (FieldType.CHOICES, "both"),
        (FieldType.SHORT_TEXT, 1e15), (FieldType.CONSENT, "perhaps"), (FieldType.COUNTRY, "Atlantis"),
        (FieldType.NUMBER, "many"), (FieldType.DATE, "31.02.2026"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(context: Flask, kind: FieldType, cell: Any) -> None:
    with pytest.raises(Unacceptable):
        answer_in(question(kind, options=MEALS if kind is FieldType.CHOICES else ()), {"": cell})


def test_lists_in_a_cell_come_apart_as_they_were_put_together() -> None:
    for items in (["a"], ["a", "b"], ["a; b", 'c "d"'], list(HOSTILE[:7])):
        assert lists.split(lists.joined(items)) == items


def test_a_table_without_headings_is_refused(context: Flask) -> None:
    with pytest.raises(ColumnsAreUnknown):
        table_of(b"Anna,anna@example.org\n", [])
