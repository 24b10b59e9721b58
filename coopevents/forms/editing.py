"""Changing what a form asks, one step at a time. Pure: a definition goes in, another comes out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from flask_babel.speaklater import LazyString

from coopevents.forms.conditions import Condition
from coopevents.forms.fields import Definition, Phase, Question, Section
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.text import LANGUAGES, LocalizedText, slugified

Each = TypeVar("Each")


class QuestionIsNeeded(Refusal):
    """Other questions are asked, or worked out, depending on this one."""

    status = 422

    def __init__(self, dependents: list[str]) -> None:
        self.dependents = dependents
        super().__init__(_l("“%(names)s” depends on this question. Change that first.", names=", ".join(dependents)))


def new_key(definition: Definition, label: LocalizedText) -> str:
    """A key for a new question or section, made of the words of its label and unlike every other one."""
    words = slugified(label.get("en", "") or next(iter(label.values()), "")).replace("-", "_")[:32].strip("_")
    stem = words if words and words[0].isalpha() else "question"
    taken = {question.key for question in definition.questions} | {section.key for section in definition.sections}
    return next(key for key in _numbered(stem) if key not in taken)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}_{number}"
        number += 1


def section_of(definition: Definition, key: str) -> Section:
    """The section with that key. Raises NotFound."""
    found = next((section for section in definition.sections if section.key == key), None)
    if found is None:
        raise NotFound
    return found


def section_with(definition: Definition, key: str) -> Section:
    """The section that holds the question with that key. Raises NotFound."""
    holding = (section for section in definition.sections if any(each.key == key for each in section.questions))
    found = next(holding, None)
    if found is None:
        raise NotFound
    return found


def add_section(definition: Definition, section: Section) -> Definition:
    """The form with one more section at its end."""
    return Definition((*definition.sections, section))


def change_section(definition: Definition, section: Section) -> Definition:
    """The form with this section in place of the one with its key. Raises NotFound."""
    section_of(definition, section.key)
    return Definition(tuple(section if each.key == section.key else each for each in definition.sections))


def move_section(definition: Definition, key: str, steps: int) -> Definition:
    """The form with a section so many places further down, or up when negative; never beyond the ends."""
    return Definition(_moved(definition.sections, section_of(definition, key), steps))


def remove_section(definition: Definition, key: str) -> Definition:
    """The form without a section and its questions. Raises NotFound or QuestionIsNeeded."""
    section = section_of(definition, key)
    _ensure_nothing_depends(definition, {question.key for question in section.questions})
    return Definition(tuple(each for each in definition.sections if each.key != key))


def add_question(definition: Definition, section_key: str, question: Question) -> Definition:
    """The form with one more question at the end of a section. Raises NotFound."""
    section = section_of(definition, section_key)
    return change_section(definition, replace(section, questions=(*section.questions, question)))


def change_question(definition: Definition, question: Question) -> Definition:
    """The form with this question in place of the one with its key. Raises NotFound."""
    section = section_with(definition, question.key)
    questions = tuple(question if each.key == question.key else each for each in section.questions)
    return change_section(definition, replace(section, questions=questions))


def copy_question(definition: Definition, key: str) -> Definition:
    """The form with a second question like this one, right after it, under a key of its own. Raises NotFound."""
    section = section_with(definition, key)
    original = next(each for each in section.questions if each.key == key)
    twin = replace(original, key=new_key(definition, original.label))
    position = section.questions.index(original) + 1
    questions = (*section.questions[:position], twin, *section.questions[position:])
    return change_section(definition, replace(section, questions=questions))


def move_question(definition: Definition, key: str, steps: int) -> Definition:
    """The form with a question so many places further down, or up when negative; at the end of a section it goes on
    into the next one. Raises NotFound."""
    step = 1 if steps > 0 else -1
    for _each in range(abs(steps)):
        definition = _stepped(definition, key, step)
    return definition


def _stepped(definition: Definition, key: str, step: int) -> Definition:
    section = section_with(definition, key)
    question = next(each for each in section.questions if each.key == key)
    position = section.questions.index(question)
    if 0 <= position + step < len(section.questions):
        return change_section(definition, replace(section, questions=_moved(section.questions, question, step)))
    neighbour = definition.sections.index(section) + step
    if not 0 <= neighbour < len(definition.sections):
        return definition
    following = definition.sections[neighbour]
    questions = (question, *following.questions) if step > 0 else (*following.questions, question)
    left = replace(section, questions=tuple(each for each in section.questions if each.key != key))
    changed = {section.key: left, following.key: replace(following, questions=questions)}
    return Definition(tuple(changed.get(each.key, each) for each in definition.sections))


def move_to_section(definition: Definition, key: str, section_key: str) -> Definition:
    """The form with a question at the end of another section. Raises NotFound."""
    question = definition.find(key)
    target = section_of(definition, section_key)
    if question is None:
        raise NotFound
    if question in target.questions:
        return definition
    source = section_with(definition, key)
    left = replace(source, questions=tuple(each for each in source.questions if each.key != key))
    changed = {source.key: left, target.key: replace(target, questions=(*target.questions, question))}
    return Definition(tuple(changed.get(each.key, each) for each in definition.sections))


def remove_question(definition: Definition, key: str) -> Definition:
    """The form without a question. Raises NotFound or QuestionIsNeeded."""
    section = section_with(definition, key)
    _ensure_nothing_depends(definition, {key})
    questions = tuple(each for each in section.questions if each.key != key)
    return change_section(definition, replace(section, questions=questions))


def faults_of(definition: Definition) -> list[tuple[str, LazyString]]:
    """(key, sentence) of every question or section that cannot work as it stands: conditions that look at what is
    asked later or not at all, fields worked out of what does not exist, a form without any question."""
    found: list[tuple[str, LazyString]] = []
    seen: set[str] = set()
    for section in sorted(definition.sections, key=lambda each: each.phase is Phase.LATER):
        found += _looking_ahead(section.key, section.condition, seen)
        for question in section.questions:
            found += _looking_ahead(question.key, question.condition, seen)
            if question.computation is not None and not set(question.computes_from) & seen:
                found.append((question.key, _l("This is worked out of questions that are not asked before it.")))
            seen.add(question.key)
    return found


def _looking_ahead(key: str, condition: Condition | None, seen: set[str]) -> list[tuple[str, LazyString]]:
    keys = condition.keys if condition is not None else frozenset()
    if any(each not in seen and not each.startswith("guest.") for each in keys):
        return [(key, _l("Its condition looks at a question that is not asked before it."))]
    return []


def dependents_of(definition: Definition, keys: set[str]) -> list[Question | Section]:
    """What is asked or worked out depending on these questions, without themselves."""
    found: list[Question | Section] = []
    for section in definition.sections:
        if section.condition is not None and section.condition.keys & keys:
            found.append(section)
        for question in section.questions:
            needed = set(question.condition.keys if question.condition else ()) | set(question.computes_from)
            if question.key not in keys and needed & keys:
                found.append(question)
    return found


def _ensure_nothing_depends(definition: Definition, keys: set[str]) -> None:
    names = [_name_of(each) for each in dependents_of(definition, keys)]
    if names:
        raise QuestionIsNeeded(names)


def _name_of(asked: Question | Section) -> str:
    label = asked.label if isinstance(asked, Question) else asked.title
    return label.in_language(LANGUAGES[0])


def _moved(items: tuple[Each, ...], item: Each, steps: int) -> tuple[Each, ...]:
    position = items.index(item)
    rest = [*items[:position], *items[position + 1 :]]
    rest.insert(max(0, min(len(rest), position + steps)), item)
    return tuple(rest)
