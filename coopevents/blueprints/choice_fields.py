"""Fields in which one chooses: countries, one of several, several of several, with what is left of each."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget, html_params

from coopevents.blueprints.forms import choices_of
from coopevents.forms.fields import Question
from coopevents.i18n import LANGUAGE_NAMES, GivenNames, _, country_choices, current_language, given_names, ngettext

FEW = 5


class TickField(SelectMultipleField):
    """Several answers, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


@lru_cache(maxsize=24)
def _country_options(_language: str, _names: GivenNames) -> tuple[str, str, dict[str, str]]:
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
        everything, nothing, options = _country_options(current_language(), given_names())
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


def country(_question: Question, _language: str, **kwargs: Any) -> Any:
    """A list of all countries."""
    return CountryField(**kwargs)


def choice(question: Question, language: str, **kwargs: Any) -> Any:
    """One of several: cards for a few that must be chosen from, else a list."""
    choices = [(option.value, option.label.in_language(language)) for option in question.options]
    if question.is_required and len(choices) <= FEW:
        return RadioField(choices=choices_of(choices), validate_choice=False, **kwargs)
    return SelectField(choices=choices_of([("", "–"), *choices]), validate_choice=False, **kwargs)


def choices(question: Question, language: str, **kwargs: Any) -> Any:
    """Several of several."""
    offered = [(option.value, option.label.in_language(language)) for option in question.options]
    return TickField(choices=choices_of(offered), validate_choice=False, **kwargs)


def language(_question: Question, _locale: str, **kwargs: Any) -> Any:
    """One of the languages of the house."""
    return SelectField(choices=choices_of([("", "–"), *LANGUAGE_NAMES.items()]), validate_choice=False, **kwargs)


def offer_what_is_left(field: Field, left: Mapping[str, int], own: Collection[str] = ()) -> None:
    """Say at each option with a capacity how many may still choose it; a full one cannot be chosen, unless it is the
    reader's ``own`` already."""
    if left:
        field.choices = [_with_what_is_left(each, left, own) for each in field.choices]


def _with_what_is_left(option: SelectChoice, left: Mapping[str, int], own: Collection[str]) -> SelectChoice:
    count = left.get(str(option.value))
    if count is None or (count <= 0 and option.value in own):
        return option
    if count <= 0:
        said = _("%(option)s – full", option=option.label)
        return SelectChoice(option.value, said, {"disabled": True})
    words = ngettext("%(num)s left", "%(num)s left", count)
    return SelectChoice(option.value, f"{option.label} ({words})")
