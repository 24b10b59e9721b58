"""A form that asks what an office has defined: in sections, with conditions that look at the answers before them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import request
from flask_babel.speaklater import LazyString
from wtforms import Field

from coopevents.blueprints.forms import Form
from coopevents.blueprints.questions import PREFIX, answer_fields, answers_in, show_errors
from coopevents.forms.cleaning import asked_questions, clean
from coopevents.forms.conditions import Condition
from coopevents.forms.fields import UPLOADS, Definition, FieldType, Question, Section
from coopevents.storage import handing_in
from coopevents.storage.store import present_store

ASKED = "asked"
"""The name under which a page says which conditional questions were put to the reader."""


@dataclass(frozen=True)
class ShownQuestion:
    """A question on a page; ``condition`` is what the browser reads, empty when it is always asked."""

    field: Field
    question: Question
    is_asked: bool
    condition: str = ""
    computes: str = ""


@dataclass(frozen=True)
class ShownSection:
    """A section on a page, with its questions."""

    section: Section
    is_asked: bool
    condition: str = ""
    questions: list[ShownQuestion] = field(default_factory=list)

    @property
    def is_optional(self) -> bool:
        """Whether nothing in it has to be answered."""
        return not any(each.question.is_required for each in self.questions)

    @property
    def is_touched(self) -> bool:
        """Whether something in it was answered or is wrong."""
        return any(each.field.errors or _is_answered(each.field.data) for each in self.questions)


class AskingForm(Form):
    """Asks a definition. ``earlier`` are answers given on pages before, which conditions may look at too."""

    definition: Definition = Definition()
    earlier: Mapping[str, Any] = {}

    def known(self) -> dict[str, Any]:
        """What conditions may look at besides this page's answers."""
        return dict(self.earlier)

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by the question's key, as it was typed."""
        return answers_in(self, self.definition)

    @property
    def questions(self) -> list[Field]:
        """The fields of the questions."""
        return answer_fields(self, self.definition)

    @property
    def added(self) -> list[Question]:
        """The questions that follow from what was just answered, and that the reader has not seen yet."""
        if not self.is_sent or self.is_translating or not self._has_conditions():
            return []
        return [each for each in self._asked() if not self._was_asked(each)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything can be kept and nothing is left to ask; what is wrong stands at its field."""
        if self.is_translating:
            return False
        is_valid = super().validate(extra_validators)
        _values, errors = clean(self.definition, self.answers, known=self.known())
        new = {each.key for each in self.added}
        show_errors(self, {key: sentence for key, sentence in errors.items() if key not in new})
        return bool(is_valid) and not errors and not new

    def show_answer_errors(self, errors: Mapping[str, LazyString]) -> None:
        """Put what is wrong with answers at their fields."""
        show_errors(self, errors)

    @property
    def sections(self) -> list[ShownSection]:
        """The sections as they stand on the page, with what is worked out of the answers so far."""
        asked, values = {each.key for each in self._asked()}, self._values()
        shown = []
        for section in self.definition.sections:
            questions = [self._shown(each, each.key in asked, values) for each in section.questions]
            is_asked = section.condition is None or section.condition.holds({**self.known(), **values})
            shown.append(ShownSection(section, is_asked, _json(section.condition), questions))
        return shown

    @property
    def known_json(self) -> str:
        """What the browser needs to know to follow the conditions: answers of other pages they look at."""
        known = {key: _plain(value) for key, value in self.known().items() if key in self._watched()}
        return json.dumps(known, ensure_ascii=False)

    @property
    def is_long(self) -> bool:
        """Whether it asks in several sections, each a step of its own where there is a script."""
        return sum(bool(section.questions) for section in self.definition.sections) > 1

    @property
    def has_uploads(self) -> bool:
        """Whether a file can be handed in with it."""
        return any(question.type in UPLOADS for question in self.definition.questions)

    def hand_in(self, *, now: datetime) -> bool:
        """Keep the files that came with it, whether it is accepted or not; False when there were none. The caller
        commits."""
        fresh = [each.fresh for each in self.questions if getattr(each, "fresh", None) is not None]
        for each in fresh:
            handing_in.hand_in(each.upload, each.key, store=present_store(), now=now)
        return bool(fresh)

    def _has_conditions(self) -> bool:
        sections = [each.condition for each in self.definition.sections]
        return any([*sections, *(each.condition for each in self.definition.questions)])

    def _watched(self) -> set[str]:
        found: set[str] = set()
        for section in self.definition.sections:
            conditions = [section.condition, *(each.condition for each in section.questions)]
            found.update(*(each.keys for each in conditions if each is not None))
            found.update(*(each.computes_from for each in section.questions))
        return found

    def _asked(self) -> list[Question]:
        return asked_questions(self.definition, {**self.known(), **self._values()})

    def _values(self) -> dict[str, Any]:
        return clean(self.definition, self.answers, known=self.known())[0]

    def _was_asked(self, question: Question) -> bool:
        section = next(each for each in self.definition.sections if question in each.questions)
        if question.condition is None and section.condition is None:
            return True
        if question.type in {FieldType.COMPUTED, FieldType.HIDDEN}:
            return True
        if question.key in request.form.getlist(ASKED):
            return True
        return any(name.startswith(PREFIX + question.key) for name in (*request.form, *request.files))

    def _shown(self, question: Question, is_asked: bool, values: Mapping[str, Any]) -> ShownQuestion:
        shown = self[PREFIX + question.key]
        computes = ""
        if question.type is FieldType.COMPUTED and question.computation is not None:
            shown.data = values.get(question.key, "")
            computes = json.dumps({"computation": question.computation.value, "from": list(question.computes_from)})
        return ShownQuestion(shown, question, is_asked, _json(question.condition), computes)


def _json(condition: Condition | None) -> str:
    return json.dumps(condition.to_json(), ensure_ascii=False) if condition is not None else ""


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _is_answered(data: Any) -> bool:
    return any(data.values()) if isinstance(data, Mapping) else bool(data)
