"""When a question is asked."""

from __future__ import annotations

import pytest

from coopevents.forms.cleaning import asked_questions, clean
from coopevents.forms.conditions import Condition, Operator, Test
from coopevents.forms.fields import Computation, Definition, FieldType, Question, Section
from coopevents.text import LocalizedText

LABEL = LocalizedText(en="Label")


def when(key: str, operator: Operator, *values: str) -> Condition:
    """A condition of one test."""
    return Condition((Test(key, operator, values),))


@pytest.mark.parametrize(
    ("operator", "values", "answer", "holds"),
    [
        (Operator.IS, ("yes",), True, True),
        (Operator.IS, ("a", "b"), "b", True),
        (Operator.IS, ("a",), ["b", "a"], True),
        (Operator.IS, ("a",), None, False),
        (Operator.IS_NOT, ("a",), "b", True),
        (Operator.IS_NOT, ("a",), None, True),
        (Operator.IS_ANSWERED, (), {"given": "Wei"}, True),
        (Operator.IS_ANSWERED, (), {}, False),
        (Operator.IS_EMPTY, (), [], True),
        (Operator.AT_LEAST, ("18",), "9", False),
        (Operator.AT_LEAST, ("18",), "18", True),
        (Operator.AT_MOST, ("2026-12-01",), "2026-11-30", True),
        (Operator.AT_MOST, ("12",), "2026-11-30", False),
        (Operator.AT_LEAST, ("18",), None, False),
    ],
)
def test_an_answer_is_tested(operator: Operator, values: tuple[str, ...], answer: object, holds: bool) -> None:
    assert when("q", operator, *values).holds({"q": answer}) is holds


def test_of_several_tests_all_or_one_must_hold() -> None:
    tests = (Test("a", Operator.IS_ANSWERED), Test("b", Operator.IS_ANSWERED))
    assert Condition(tests).holds({"a": "x"}) is False
    assert Condition(tests, needs_all=False).holds({"a": "x"}) is True


def test_what_is_not_asked_is_neither_kept_nor_missed() -> None:
    visa = Question(key="visa", type=FieldType.CONSENT, label=LABEL)
    passport = Question(
        key="passport", type=FieldType.SHORT_TEXT, label=LABEL, is_required=True, is_sensitive=True,
        condition=when("visa", Operator.IS, "yes"),
    )  # fmt: skip
    issued = Question(key="issued", type=FieldType.DATE, label=LABEL, condition=when("passport", Operator.IS_ANSWERED))
    form = Definition((Section(key="s", title=LABEL, questions=(visa, passport, issued)),))
    assert clean(form, {"passport": "X1", "issued": "2026-01-01"}) == ({}, {})
    assert list(clean(form, {"visa": "y"})[1]) == ["passport"]
    assert clean(form, {"visa": "y", "passport": "X1"}) == ({"visa": True, "passport": "X1"}, {})
    assert [each.key for each in asked_questions(form, {"passport": "X1"})] == ["visa"]
    assert [each.key for each in asked_questions(form, {"visa": True, "passport": "X1"})] == [
        "visa",
        "passport",
        "issued",
    ]


def test_a_section_is_asked_of_some_guests_only() -> None:
    abroad = Condition((Test("guest.country", Operator.IS_NOT, ("CN",)),))
    need = Question(key="need", type=FieldType.SHORT_TEXT, label=LABEL, is_required=True)
    form = Definition((Section(key="s", title=LABEL, questions=(need,), condition=abroad),))
    assert clean(form, {}, known={"guest.country": "CN"}) == ({}, {})
    assert list(clean(form, {}, known={"guest.country": "FR"})[1]) == ["need"]


@pytest.mark.parametrize(
    ("computation", "source", "answer", "value"),
    [
        (Computation.NIGHTS, FieldType.DATE_RANGE, {"from": "2026-11-30", "to": "2026-12-04"}, "4"),
        (Computation.AGE, FieldType.DATE, "2008-12-01", "17"),
        (Computation.AGE, FieldType.DATE, "2008-11-30", "18"),
        (Computation.SUM, FieldType.NUMBER, "2.50", "2.5"),
        (Computation.COUNT, FieldType.NUMBER, "2", "1"),
    ],
)
def test_a_computed_field_is_worked_out(
    computation: Computation, source: FieldType, answer: object, value: str
) -> None:
    given = Question(key="given", type=source, label=LABEL)
    worked_out = Question(
        key="out", type=FieldType.COMPUTED, label=LABEL, computation=computation, computes_from=("given",)
    )
    form = Definition((Section(key="s", title=LABEL, questions=(given, worked_out)),))
    values, errors = clean(form, {"given": answer, "out": "forged"}, known={"event.starts_on": "2026-11-30"})
    assert (values["out"], errors) == (value, {})
