"""Forms that ask everything there is, for tests of what guests see."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.forms.conditions import Condition, Operator, Test
from coopevents.forms.fields import Computation, Definition, FieldType, Option, Question, Section
from coopevents.forms.service import define_form
from coopevents.registration.event_forms import subject_of
from coopevents.registration.form_queries import get_form
from coopevents.registration.questions import PURPOSE, TITLE
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk


def text(words: str) -> LocalizedText:
    """A text in English."""
    return LocalizedText(en=words)


def ask(key: str, kind: FieldType = FieldType.SHORT_TEXT, label: str = "", **said: Any) -> Question:
    """A question; its label is its key unless another is given."""
    return Question(key=key, type=kind, label=text(label or key.replace("_", " ").capitalize()), **said)


def when(key: str, *values: str) -> Condition:
    """Asked when an answer is one of these."""
    return Condition((Test(key, Operator.IS, values),))


def section(key: str, *questions: Question, **said: Any) -> Section:
    """A section called by its key."""
    return Section(key=key, title=text(key.capitalize()), questions=questions, **said)


DINNER = (Option("dinner", text("Dinner"), 1), Option("none", text("No dinner")))
EVERYTHING = Definition((
    section(
        "all",
        ask("nights_wanted", FieldType.NUMBER, minimum="1", maximum="9"),
        ask("mobile", FieldType.PHONE),
        ask("companion_name", FieldType.PERSON_NAME),
        ask("stay", FieldType.DATE_RANGE, minimum="2027-02-20", maximum="2027-03-20"),
        ask("nights", FieldType.COMPUTED, computation=Computation.NIGHTS, computes_from=("stay",)),
        ask("arrival", FieldType.TRAVEL),
        ask("born_on", FieldType.DATE),
        ask("dinner", FieldType.CHOICE, options=DINNER, is_required=True),
        ask("ref", FieldType.HIDDEN),
        ask("visa", FieldType.CONSENT, "I need a visa letter"),
        ask("passport", label="Passport number", condition=when("visa", "yes"), is_required=True, is_sensitive=True),
        ask("photos_allowed", FieldType.CONSENT, "Photographs of me may be shown"),
    ),
))  # fmt: skip


def define(desk: Desk, event_id: int, definition: Definition, slug: str = "") -> None:
    """From now on the event's form asks this."""
    with desk.writing():
        form = get_form(event_id, slug)
        define_form(subject_of(form.id), PURPOSE, definition, title=TITLE, now=NOW)
        unit_of_work.commit()


def hidden_in(page: str) -> dict[str, str]:
    """What the page hands out in hidden fields of its own."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = (
            re.search(r'name="(csrf_token|intention|privacy_version)"', tag),
            re.search(r'value="([^"]*)"', tag),
        )
        if name and value:
            found[name[1]] = value[1]
    return found


def fill_in(client: FlaskClient, path: str, **said: object) -> TestResponse:
    """Open a page and send its form with what is said."""
    page = client.get(path, headers={"Accept-Language": "en"}).text
    return client.post(path, data={**hidden_in(page), **said}, headers={"Accept-Language": "en"})
