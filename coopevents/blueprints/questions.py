"""Form fields made of the questions an office has defined."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar

from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget, html_params

from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.forms.fields import Definition, FieldType, Question
from coopevents.i18n import LANGUAGE_NAMES, _, country_choices, country_name, current_language

AnyForm = TypeVar("AnyForm", bound=Form)
PREFIX = "answer_"
FEW = 5
INSTITUTIONS = "institutions"
"""The id of the list of known institutions a page offers to fields of that type."""


class TickField(SelectMultipleField):
    """Several answers, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@cache
def _country_options(_language: str) -> tuple[str, str, dict[str, str]]:
    """The options of every country: all of them as text, the empty one, and each by its code."""
    options = {code: f'<option value="{code}">{escape(name)}</option>' for code, name in country_choices()}
    invitation = escape(_("Choose…"))
    return "".join(options.values()), f'<option value="">{invitation}</option>', options


class CountrySelect:
    """A list of all countries, written once per language: two hundred and fifty options are the bulk of a form."""

    input_type = "select"
    validation_attrs = ("required", "disabled")

    def __call__(self, field: "CountryField", **kwargs: Any) -> Markup:
        """The list, with the country that was chosen."""
        everything, nothing, options = _country_options(current_language())
        chosen = options.get(field.data or "")
        if chosen is not None:
            everything = everything.replace(chosen, chosen.replace('">', '" selected>', 1), 1)
        attributes = html_params(
            name=field.name, **{"id": field.id, "required": field.flags.required or False, **kwargs}
        )
        return Markup(f"<select {attributes}>{nothing}{everything}</select>")  # noqa: S704 - each name is escaped


class CountryField(StringField):
    """One country or region, named and ordered as the reader's language does; empty until chosen."""

    widget = CountrySelect()


def with_questions(base: type[AnyForm], definition: Definition, language: str) -> type[AnyForm]:
    """The form with one more field for each question, labelled in the reader's language."""
    made: Any = _with_questions(base, definition, language)  # type: ignore[arg-type]
    return made  # type: ignore[no-any-return]


@lru_cache(maxsize=64)
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


def show_errors(form: Form, errors: Mapping[str, LazyString]) -> None:
    """Put what is wrong at the question it is about."""
    for key, sentence in errors.items():
        form[PREFIX + key].errors = [str(sentence)]


def answer_text(question: Question, value: Any, language: str) -> str:
    """An answer as a reader reads it."""
    if question.type is FieldType.LANGUAGE:
        return LANGUAGE_NAMES.get(str(value), str(value))
    if question.type is FieldType.COUNTRY:
        return country_name(str(value))
    if question.type is FieldType.CONSENT:
        return str(_("Yes") if value else _("No"))
    if question.type in {FieldType.CHOICE, FieldType.CHOICES}:
        labels = {option.value: option.label.in_language(language) for option in question.options}
        chosen = [value] if isinstance(value, str) else value
        return ", ".join(labels.get(each, each) for each in chosen)
    return str(value)


def _field_for(question: Question, language: str) -> Any:
    label, hint = question.label.in_language(language), question.hint.in_language(language)
    flags = {"required": True} if question.is_required else {}
    make: Any = _MAKERS.get(question.type, _short)
    field = make(question, language, label=label, description=hint)
    field.kwargs["validators"] = [*field.kwargs.get("validators", []), _Flags(flags)]
    return field


class _Flags:
    """A validator that accepts everything and only marks the field; what counts is decided by the forms room."""

    def __init__(self, flags: dict[str, bool]) -> None:
        self.field_flags = flags

    def __call__(self, _form: Form, _field: Field) -> None:
        return None


def _short(question: Question, _language: str, **kwargs: Any) -> Any:
    kinds = {FieldType.EMAIL: "email", FieldType.DATE: "date"}
    attributes = {"type": kinds.get(question.type, "text")}
    if question.type is FieldType.INSTITUTION:
        attributes["list"] = INSTITUTIONS
    return OneLineField(render_kw=attributes, validators=[Length(max=question.max_length)], **kwargs)


def _long(question: Question, _language: str, **kwargs: Any) -> Any:
    return LongTextField(render_kw={"rows": 3}, validators=[Length(max=question.max_length)], **kwargs)


def _country(_question: Question, _language: str, **kwargs: Any) -> Any:
    return CountryField(**kwargs)


def _choice(question: Question, language: str, **kwargs: Any) -> Any:
    choices = [(option.value, option.label.in_language(language)) for option in question.options]
    if question.is_required and len(choices) <= FEW:
        return RadioField(choices=choices_of(choices), validate_choice=False, **kwargs)
    return SelectField(choices=choices_of([("", "–"), *choices]), validate_choice=False, **kwargs)


def _choices(question: Question, language: str, **kwargs: Any) -> Any:
    choices = [(option.value, option.label.in_language(language)) for option in question.options]
    return TickField(choices=choices_of(choices), validate_choice=False, **kwargs)


def _language(_question: Question, _locale: str, **kwargs: Any) -> Any:
    return SelectField(choices=choices_of([("", "–"), *LANGUAGE_NAMES.items()]), validate_choice=False, **kwargs)


def _consent(_question: Question, _language: str, **kwargs: Any) -> Any:
    return BooleanField(**kwargs)


_MAKERS: dict[FieldType, Callable[..., Any]] = {
    FieldType.LONG_TEXT: _long,
    FieldType.COUNTRY: _country,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.LANGUAGE: _language,
    FieldType.CONSENT: _consent,
}
