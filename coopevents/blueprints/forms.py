"""The base of every form: protected by a token, and able to show a refusal at its field."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_wtf import CSRFProtect, FlaskForm
from wtforms import Field, FormField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.fields import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from coopevents.i18n import HTML_LANGUAGES, LANGUAGE_NAMES, _
from coopevents.refusals import Refusal
from coopevents.text import LANGUAGES, LocalizedText, cleaned, one_line

csrf = CSRFProtect()
STEP, ANOTHER_LANGUAGE = "step", "language"
"""How a form says that it was sent by the menu of languages."""
View = TypeVar("View", bound=Callable[..., Any])


class Form(FlaskForm):
    """A form of the house.

    It translates and never acts: a subclass adds ``showing(…)`` (filled from the domain) and ``to_details()``.
    """

    class Meta(FlaskForm.Meta):
        """Token checking happens once for every POST, before the view, in :func:`init_app`."""

        csrf = False

    refused_with = 422

    def show_refusal(self, refusal: Refusal) -> None:
        """Put the refusal's sentence at the field it names, else above the form."""
        self.refused_with = 413 if refusal.status == 413 else 422
        named = self._fields.get(refusal.field or "")
        if isinstance(named, FormField):
            named = next(iter(named.form))
        if named is not None:
            named.errors = [*named.errors, str(refusal)]
        else:
            self.form_errors.append(str(refusal))

    @property
    def status(self) -> int:
        """The status of the page that shows the form: it is opened, or was sent and has something to correct."""
        return self.refused_with if self.is_sent and not self.is_translating else 200

    @property
    def is_sent(self) -> bool:
        """Whether the reader sent the form (rather than opened it)."""
        return request.method == "POST"

    @property
    def is_translating(self) -> bool:
        """Whether it was sent only to be read in another language: nothing is checked, and what was typed stays."""
        return self.is_sent and request.form.get(STEP) == ANOTHER_LANGUAGE

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether what was written can be kept; never while only the language changes."""
        return not self.is_translating and bool(super().validate(extra_validators))


def choices_of(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Pairs of value and word as the choices of a field."""
    return [SelectChoice(value, word) for value, word in pairs]


class OneLineField(StringField):
    """Text on one line: control characters and runs of white space are mended as it comes in."""

    data: str | None

    def process_data(self, value: Any) -> None:
        self.data = value or ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = one_line(valuelist[0]) if valuelist else self.data


class LongTextField(TextAreaField):
    """Text on many lines, in NFC and without control characters."""

    data: str | None

    def process_data(self, value: Any) -> None:
        self.data = value or ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = cleaned(valuelist[0]) if valuelist else self.data


class LocalizedField(FormField):
    """One text in several languages, shown with the ``language_tabs`` component.

    Its ``data`` is a :class:`LocalizedText`; iterating gives one subfield per language, each with its ``locale``.
    """

    def __init__(
        self,
        label: Any = None,
        *,
        is_long: bool = False,
        is_required: bool = False,
        max_length: int = 300,
        **kwargs: Any,
    ) -> None:
        kind = LongTextField if is_long else OneLineField
        fields = {
            language: kind(
                LANGUAGE_NAMES[language], [Length(max=max_length)], render_kw=_attributes(language, max_length)
            )
            for language in LANGUAGES
        }
        super().__init__(type("LocalizedSubform", (PlainForm,), fields), label=label, **kwargs)
        self.is_long, self.is_required, self.max_length = is_long, is_required, max_length

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        texts = dict(data) if isinstance(data, LocalizedText) else data
        super().process(formdata, *([texts] if texts is not None else []))
        for language, subfield in self.form._fields.items():
            subfield.locale = language

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Whether every language fits and, where the text is required, there is one at all."""
        is_valid: bool = super().validate(form, extra_validators)
        if self.is_required and not self.data:
            first = next(iter(self.form))
            first.errors = [*first.errors, _("Write this in at least one language.")]
            is_valid = False
        return is_valid

    @property
    def data(self) -> LocalizedText:
        """The text in all its languages."""
        return LocalizedText({language: field.data or "" for language, field in self.form._fields.items()})

    def populate_obj(self, obj: Any, name: str) -> None:
        """Set the attribute to the text."""
        setattr(obj, name, self.data)


def _attributes(language: str, max_length: int) -> dict[str, Any]:
    return {"lang": HTML_LANGUAGES[language], "maxlength": max_length}


def sent_from_kept_pages(view: View) -> View:
    """A door whose form stands on pages that are the same for everybody and so hold no token.

    The browser's own word for where the form was (``Sec-Fetch-Site`` or ``Origin``, which no page can forge) takes
    the token's place; without it the token is asked for as everywhere.
    """
    view.__sent_from_kept_pages__ = True  # type: ignore[attr-defined]
    return view


def comes_from_here() -> bool:
    """Whether the browser says that a page of ours sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "").rstrip("/") == request.host_url.rstrip("/")


def init_app(app: Flask) -> None:
    """Check the token of every POST before its view runs."""
    csrf.init_app(app)

    @app.before_request
    def _check_token() -> None:
        if request.method in {"POST", "PUT", "PATCH", "DELETE"} and request.routing_exception is None:
            view = current_app.view_functions.get(request.endpoint or "")
            if not (getattr(view, "__sent_from_kept_pages__", False) and comes_from_here()):
                csrf.protect()


__all__ = ["Field", "Form", "HiddenField", "LocalizedField", "LongTextField", "OneLineField", "choices_of"]
