"""Fields of one part: texts, numbers, addresses, days, boxes, what is worked out and what the address brings."""

from typing import Any

from flask import has_request_context, request
from markupsafe import Markup
from wtforms import BooleanField, Field
from wtforms.fields import HiddenField
from wtforms.validators import Length

from coopevents.blueprints.forms import LongTextField, OneLineField
from coopevents.forms.fields import FieldType, Question
from coopevents.i18n import _
from coopevents.text import one_line

INSTITUTIONS = "institutions"
"""The id of the list of known institutions a page offers to fields of that type."""

KINDS: dict[FieldType, dict[str, Any]] = {
    FieldType.EMAIL: {"type": "email", "inputmode": "email"},
    FieldType.DATE: {"type": "date"},
    FieldType.NUMBER: {"inputmode": "decimal", "autocomplete": "off"},
    FieldType.PHONE: {"type": "tel", "autocomplete": "tel", "inputmode": "tel"},
    FieldType.INSTITUTION: {"list": INSTITUTIONS, "aria-autocomplete": "list"},
}


class SaidField(Field):
    """What is worked out of other answers: shown, never typed."""

    is_shown_only = True

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Nothing that is sent counts."""

    def widget(self, field: Field, **kwargs: Any) -> Markup:
        """The value; a dash while it cannot be worked out."""
        return Markup('<output id="{}" data-said>{}</output>').format(field.id, field.data or "–")


def short(question: Question, _language: str, **kwargs: Any) -> Any:
    """Text on one line, an address, a number, a day."""
    attributes: dict[str, Any] = {"type": "text", "maxlength": question.max_length, **KINDS.get(question.type, {})}
    if question.type is FieldType.DATE:
        bounds = (("min", question.minimum), ("max", question.maximum))
        attributes |= {name: day for name, day in bounds if day}
    if question.type is FieldType.PHONE and not kwargs.get("description"):
        kwargs["description"] = _("With the country code, such as +49 89 1234567.")
    return OneLineField(render_kw=private(question, attributes), validators=[Length(max=question.max_length)], **kwargs)


def long(question: Question, _language: str, **kwargs: Any) -> Any:
    """Text on many lines."""
    attributes = private(question, {"rows": 3, "maxlength": question.max_length})
    return LongTextField(render_kw=attributes, validators=[Length(max=question.max_length)], **kwargs)


def private(question: Question, attributes: dict[str, Any]) -> dict[str, Any]:
    """Attributes of a control; a sensitive answer is neither completed nor kept on the device."""
    return {**attributes, "data-private": "", "autocomplete": "off"} if question.is_sensitive else attributes


def consent(_question: Question, _language: str, **kwargs: Any) -> Any:
    """A box to tick."""
    return BooleanField(**kwargs)


def said(_question: Question, _language: str, **kwargs: Any) -> Any:
    """A computed field."""
    return SaidField(**kwargs)


def from_the_address(question: Question, _language: str, **kwargs: Any) -> Any:
    """What the address of the page said under the question's key, such as ``?ref=newsletter``."""
    return HiddenField(default=lambda: said_by_address(question), **kwargs)


def said_by_address(question: Question) -> str:
    """What the address says for a hidden question."""
    given = request.args.get(question.key, "") if has_request_context() else ""
    return one_line(given)[: question.max_length]
