"""Form fields made of the questions an office has defined."""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from flask_babel.speaklater import LazyString
from wtforms import Field

from coopevents.blueprints import choice_fields, composite_fields, single_fields, upload_fields
from coopevents.blueprints.answer_words import answer_text
from coopevents.blueprints.choice_fields import CountryField
from coopevents.blueprints.forms import Form
from coopevents.blueprints.single_fields import INSTITUTIONS
from coopevents.forms.fields import Definition, FieldType, Question

__all__ = [
    "INSTITUTIONS",
    "PREFIX",
    "CountryField",
    "answer_fields",
    "answer_text",
    "answers_in",
    "offer_what_is_left",
    "show_answers",
    "show_errors",
    "with_questions",
]

AnyForm = TypeVar("AnyForm", bound=Form)
PREFIX = "answer_"


def with_questions(base: type[AnyForm], definition: Definition, language: str) -> type[AnyForm]:
    """The form with one more field for each question, labelled in the reader's language."""
    made: Any = _with_questions(base, definition, language)  # type: ignore[arg-type]
    return made  # type: ignore[no-any-return]


@lru_cache(maxsize=256)
def _with_questions(base: type[Form], definition: Definition, language: str) -> type[Form]:
    fields = {PREFIX + question.key: _field_for(question, language) for question in definition.questions}
    return type(base.__name__, (base,), {**fields, "definition": definition})


def answer_fields(form: Form, definition: Definition) -> list[Field]:
    """The fields of the questions, in their order."""
    return [form[PREFIX + question.key] for question in definition.questions]


def answers_in(form: Form, definition: Definition) -> dict[str, Any]:
    """What was answered, by the question's key, as it was typed."""
    return {question.key: form[PREFIX + question.key].data for question in definition.questions}


def show_answers(form: Form, values: Mapping[str, Any]) -> None:
    """Fill the questions with earlier answers."""
    for key, value in values.items():
        if PREFIX + key in form:
            form[PREFIX + key].data = value


def offer_what_is_left(
    form: Form, left: Mapping[str, Mapping[str, int]], own: Collection[tuple[str, str]] = ()
) -> None:
    """Say at every limited option how many may still choose it; ``own`` are the reader's (question, option) already."""
    for key, by_option in left.items():
        mine = {value for asked, value in own if asked == key}
        choice_fields.offer_what_is_left(form[PREFIX + key], by_option, mine)


def show_errors(form: Form, errors: Mapping[str, LazyString]) -> None:
    """Put what is wrong at the question it is about; what is asked elsewhere stands above the form."""
    for key, sentence in errors.items():
        if PREFIX + key in form:
            field = form[PREFIX + key]
            field.errors = list(field.process_errors) or [str(sentence)]
        else:
            form.form_errors.append(str(sentence))


def _field_for(question: Question, language: str) -> Any:
    label, hint = question.label.in_language(language), question.hint.in_language(language)
    flags = {"required": True} if question.is_required else {}
    make: Any = _MAKERS.get(question.type, single_fields.short)
    field = make(question, language, label=label, description=hint)
    field.kwargs["validators"] = [*field.kwargs.get("validators", []), _Flags(flags)]
    return field


class _Flags:
    """A validator that accepts everything and only marks the field; what counts is decided by the forms room."""

    def __init__(self, flags: dict[str, bool]) -> None:
        self.field_flags = flags

    def __call__(self, _form: Form, _field: Field) -> None:
        return None


_MAKERS: dict[FieldType, Callable[..., Any]] = {
    FieldType.LONG_TEXT: single_fields.long,
    FieldType.COUNTRY: choice_fields.country,
    FieldType.PERSON_NAME: composite_fields.person_name,
    FieldType.CHOICE: choice_fields.choice,
    FieldType.CHOICES: choice_fields.choices,
    FieldType.LANGUAGE: choice_fields.language,
    FieldType.CONSENT: single_fields.consent,
    FieldType.DATE_RANGE: composite_fields.date_range,
    FieldType.TRAVEL: composite_fields.travel,
    FieldType.FILE: upload_fields.upload,
    FieldType.PHOTO: upload_fields.upload,
    FieldType.COMPUTED: single_fields.said,
    FieldType.HIDDEN: single_fields.from_the_address,
}
