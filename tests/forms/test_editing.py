"""Changing what a form asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopevents.forms import editing
from coopevents.forms.comparing import Difference, differences
from coopevents.forms.conditions import Condition, Operator, Test
from coopevents.forms.fields import Computation, Definition, FieldType, Question, Section
from coopevents.refusals import NotFound
from coopevents.text import LocalizedText


def q(key: str, **said: object) -> Question:
    """A question of that key and label."""
    return Question(key=key, type=said.pop("type", FieldType.SHORT_TEXT), label=LocalizedText(en=key), **said)  # type: ignore[arg-type]


def s(key: str, *questions: Question, **said: object) -> Section:
    """A section of these questions."""
    return Section(key=key, title=LocalizedText(en=key), questions=questions, **said)  # type: ignore[arg-type]


ON_A = Condition((Test("a", Operator.IS_ANSWERED),))
FORM = Definition((s("first", q("a"), q("b")), s("second", q("c"))))


def shape(definition: Definition) -> list[str]:
    """Sections and their questions, written ``first:a,b``."""
    return [f"{each.key}:{','.join(question.key for question in each.questions)}" for each in definition.sections]


@pytest.mark.parametrize(
    ("key", "steps", "expected"),
    [
        ("a", 1, ["first:b,a", "second:c"]),
        ("a", 2, ["first:b", "second:a,c"]),
        ("a", 3, ["first:b", "second:c,a"]),
        ("a", -1, ["first:a,b", "second:c"]),
        ("c", -1, ["first:a,b,c", "second:"]),
        ("c", -9, ["first:c,a,b", "second:"]),
        ("c", 9, ["first:a,b", "second:c"]),
    ],
)
def test_a_question_moves_through_the_sections(key: str, steps: int, expected: list[str]) -> None:
    assert shape(editing.move_question(FORM, key, steps)) == expected


@pytest.mark.parametrize(
    ("steps", "expected"), [(1, ["second:c", "first:a,b"]), (5, ["second:c", "first:a,b"]), (-1, shape(FORM))]
)
def test_a_section_moves(steps: int, expected: list[str]) -> None:
    assert shape(editing.move_section(FORM, "first", steps)) == expected


def test_questions_are_added_changed_copied_moved_and_removed() -> None:
    form = editing.add_question(FORM, "second", q("d"))
    form = editing.change_question(form, q("a", is_required=True))
    form = editing.copy_question(form, "a")
    form = editing.move_to_section(form, "b", "second")
    form = editing.remove_question(form, "c")
    assert shape(form) == ["first:a,a_2", "second:d,b"]
    assert [each.is_required for each in form.questions] == [True, True, False, False]


def test_what_others_depend_on_stays() -> None:
    form = editing.add_question(FORM, "second", q("d", condition=ON_A))
    with pytest.raises(editing.QuestionIsNeeded) as refused:
        editing.remove_question(form, "a")
    assert refused.value.dependents == ["d"]
    with pytest.raises(editing.QuestionIsNeeded):
        editing.remove_section(form, "first")
    assert shape(editing.remove_section(form, "second")) == ["first:a,b"]


@pytest.mark.parametrize("act", [editing.remove_question, editing.copy_question, editing.remove_section])
def test_what_is_not_there_is_not_found(act: object) -> None:
    with pytest.raises(NotFound):
        act(FORM, "nothing")  # type: ignore[operator]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        (LocalizedText(en="Arrival in Shanghai"), "arrival_in_shanghai"),
        (LocalizedText(zh_Hans_CN="到达日期"), "question"),
        (LocalizedText(en="3rd wish"), "question"),
        (LocalizedText(en="A"), "a_2"),
        (LocalizedText(en="x" * 80), "x" * 32),
    ],
)
def test_a_key_is_made_of_the_label(label: LocalizedText, key: str) -> None:
    assert editing.new_key(FORM, label) == key


def test_a_form_that_cannot_work_says_where() -> None:
    ahead = s("first", q("b", condition=ON_A), q("a"))
    unknown = s("second", q("c"), condition=Condition((Test("gone", Operator.IS_EMPTY),)))
    nights = q("nights", type=FieldType.COMPUTED, computation=Computation.NIGHTS, computes_from=("stay",))
    abroad = q("visa", condition=Condition((Test("guest.country", Operator.IS_NOT, ("CN",)),)))
    form = Definition((ahead, unknown, s("third", nights, abroad)))
    assert [key for key, _sentence in editing.faults_of(form)] == ["b", "second", "nights"]
    assert editing.faults_of(FORM) == []


def test_two_definitions_are_compared() -> None:
    new = editing.remove_question(editing.move_question(FORM, "b", -1), "c")
    new = editing.add_question(new, "second", q("d"))
    new = editing.change_question(new, replace(q("a"), is_required=True))
    found = [(each.kind, (each.new or each.old).key, each.parts) for each in differences(FORM, new)]  # type: ignore[union-attr]
    assert found == [
        (Difference.MOVED, "b", ()),
        (Difference.CHANGED, "a", ("is_required",)),
        (Difference.NEW, "d", ()),
        (Difference.REMOVED, "c", ()),
    ]
    assert differences(FORM, FORM) == []
