"""Answers as readers read them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from coopevents.forms.fields import CHOOSING, UPLOADS, FieldType, Question
from coopevents.i18n import LANGUAGE_NAMES, _, _l, country_name, date_range_text, date_text
from coopevents.text import full_name

MEANS_NAMES = {
    "flight": _l("Flight"),
    "train": _l("Train"),
    "bus": _l("Bus"),
    "car": _l("Car"),
    "other": _l("Other"),
}


def answer_text(question: Question, value: Any, language: str) -> str:
    """An answer in words, on one line."""
    if isinstance(value, Mapping):
        return _text_of_parts(question, value)
    if question.type is FieldType.LANGUAGE:
        return LANGUAGE_NAMES.get(str(value), str(value))
    if question.type is FieldType.COUNTRY:
        return country_name(str(value))
    if question.type is FieldType.CONSENT:
        return str(_("Yes") if value else _("No"))
    if question.type in CHOOSING:
        labels = {option.value: option.label.in_language(language) for option in question.options}
        chosen = [value] if isinstance(value, str) else value
        return ", ".join(labels.get(each, each) for each in chosen)
    return str(value)


def _text_of_parts(question: Question, parts: Mapping[str, Any]) -> str:
    if question.type is FieldType.PERSON_NAME:
        latin = full_name(parts.get("given", ""), parts.get("family", ""))
        return " · ".join(filter(None, (latin, parts.get("original", ""))))
    if question.type is FieldType.DATE_RANGE:
        return date_range_text(date.fromisoformat(parts["from"]), date.fromisoformat(parts["to"]))
    if question.type is FieldType.TRAVEL:
        means = str(MEANS_NAMES.get(parts.get("means", ""), ""))
        return " · ".join(filter(None, (means, parts.get("number"), parts.get("place"), _moment(parts.get("at")))))
    if question.type in UPLOADS:
        return str(parts.get("name") or _("File"))
    return ", ".join(str(part) for part in parts.values())


def _moment(text: str | None) -> str:
    """A wall clock in words; no zone, since it is the clock at the place."""
    if not text:
        return ""
    moment = datetime.fromisoformat(text)
    return f"{date_text(moment.date())}, {moment:%H:%M}"
