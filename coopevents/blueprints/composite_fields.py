"""Fields of several parts: names in several scripts, stays, journeys."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from wtforms import Field, FormField, SelectField
from wtforms import Form as PlainForm

from coopevents.blueprints.answer_words import MEANS_NAMES
from coopevents.blueprints.forms import OneLineField, choices_of
from coopevents.forms.composite import NAME_PARTS
from coopevents.forms.fields import FieldType, Question
from coopevents.i18n import _, _l


class PartsField(FormField):
    """One answer written in parts; its ``data`` is a mapping of part to text.

    What is wrong with the whole stands at the whole: ``errors`` can be set, as with any field.
    """

    is_in_parts = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._said: list[str] = []
        marks = kwargs.pop("validators", None) or ()
        super().__init__(*args, **kwargs)
        for mark in marks:
            for name, value in mark.field_flags.items():
                setattr(self.flags, name, value)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        parts = dict(data) if isinstance(data, Mapping) else {}
        super().process(formdata, {f"{part}_": text for part, text in parts.items()})

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Always: what counts is decided by the forms room."""
        return True

    @property
    def data(self) -> dict[str, str]:
        """What was written, by part."""
        return {name.removesuffix("_"): field.data or "" for name, field in self.form._fields.items()}

    @data.setter
    def data(self, parts: Mapping[str, Any] | None) -> None:
        for name, text in (parts or {}).items():
            if f"{name}_" in self.form._fields:
                self.form._fields[f"{name}_"].data = text

    @property
    def errors(self) -> list[str]:
        """What is wrong with the whole."""
        return self._said

    @errors.setter
    def errors(self, said: list[str]) -> None:
        self._said = said


def person_name(question: Question, _language: str, **kwargs: Any) -> Any:
    """A name in Latin letters and in its own script."""
    return PartsField(_parts(FieldType.PERSON_NAME, question.is_sensitive), **_whole(kwargs))


def date_range(question: Question, _language: str, **kwargs: Any) -> Any:
    """From arrival to departure."""
    bounds = (question.minimum, question.maximum)
    return PartsField(_parts(FieldType.DATE_RANGE, question.is_sensitive, *bounds), **_whole(kwargs))


def travel(question: Question, _language: str, **kwargs: Any) -> Any:
    """How, by what, where and when somebody comes or leaves."""
    return PartsField(_parts(FieldType.TRAVEL, question.is_sensitive), **_whole(kwargs))


def _whole(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kwargs.items() if name != "validators"}


@lru_cache(maxsize=64)
def _parts(kind: FieldType, is_private: bool, minimum: str = "", maximum: str = "") -> type[PlainForm]:
    """The parts of one kind; their names end in a line so that none is a name of the form's own."""
    more: dict[str, Any] = {"data-private": ""} if is_private else {}
    if kind is FieldType.PERSON_NAME:
        fields = _name_parts(more)
    elif kind is FieldType.DATE_RANGE:
        bounds = {name: day for name, day in (("min", minimum), ("max", maximum)) if day}
        attributes = {"type": "date", **bounds, **more}
        fields = {
            "from": OneLineField(_l("Arrival"), render_kw=attributes),
            "to": OneLineField(_l("Departure"), render_kw=attributes),
        }
    else:
        fields = _travel_parts(more)
    return type("Parts", (PlainForm,), {f"{name}_": field for name, field in fields.items()})


def _name_parts(more: dict[str, Any]) -> dict[str, Any]:
    words = {"given": _l("Given name"), "family": _l("Family name"), "original": _l("Name in its own script")}
    return {part: OneLineField(words[part], render_kw={"maxlength": room, **more}) for part, room in NAME_PARTS.items()}


def _travel_parts(more: dict[str, Any]) -> dict[str, Any]:
    means = lambda: choices_of([("", "–"), *((value, _(str(name))) for value, name in MEANS_NAMES.items())])  # noqa: E731
    short = {"maxlength": 120, **more}
    return {
        "means": SelectField(_l("Means"), choices=means, validate_choice=False),
        "number": OneLineField(_l("Flight, train or number plate"), render_kw=short),
        "place": OneLineField(_l("Airport, station or gate"), render_kw=short),
        "at": OneLineField(_l("Day and time there"), render_kw={"type": "datetime-local", **more}),
    }


def is_in_parts(field: Field) -> bool:
    """Whether the answer is written in parts."""
    return bool(getattr(field, "is_in_parts", False))
