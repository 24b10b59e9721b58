"""What counts as an answer."""

from __future__ import annotations

import pytest

from coopevents.forms.fields import FieldType, Option, Question, clean, valid_email
from coopevents.registration.questions import DEFAULT
from coopevents.text import LANGUAGES, LocalizedText

LABEL = LocalizedText(en="Label")
OPTIONS = (Option("a", LABEL), Option("b", LABEL))


def question(kind: FieldType, **said: object) -> Question:
    """A question of that kind, called ``q``."""
    options = OPTIONS if kind in {FieldType.CHOICE, FieldType.CHOICES} else ()
    return Question(key="q", type=kind, label=LABEL, options=options, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        (FieldType.SHORT_TEXT, "  张伟 \n x ", "张伟 x"),
        (FieldType.LONG_TEXT, " one\r\ntwo ", "one\ntwo"),
        (FieldType.EMAIL, " Anna@Example.ORG ", "anna@example.org"),
        (FieldType.COUNTRY, "de", "DE"),
        (FieldType.INSTITUTION, "TU  Beispiel", "TU Beispiel"),
        (FieldType.CHOICE, "a", "a"),
        (FieldType.CHOICES, ["b", "a"], ["a", "b"]),
        (FieldType.CHOICES, "b", ["b"]),
        (FieldType.CONSENT, "y", True),
        (FieldType.DATE, "2028-02-29", "2028-02-29"),
        (FieldType.LANGUAGE, "fr", "fr"),
    ],
)
def test_answers_are_kept_tidied(kind: FieldType, given: object, kept: object) -> None:
    assert clean([question(kind)], {"q": given}) == ({"q": kept}, {})


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (FieldType.SHORT_TEXT, "x" * 501),
        (FieldType.EMAIL, "no address"),
        (FieldType.COUNTRY, "ZZ"),
        (FieldType.CHOICE, "c"),
        (FieldType.CHOICES, ["a", "c"]),
        (FieldType.DATE, "2027-02-29"),
        (FieldType.LANGUAGE, "xx"),
    ],
)
def test_what_is_no_answer_is_refused(kind: FieldType, given: object) -> None:
    values, errors = clean([question(kind)], {"q": given})
    assert (values, list(errors)) == ({}, ["q"])


@pytest.mark.parametrize("kind", list(FieldType))
@pytest.mark.parametrize("given", [None, "", []])
def test_only_required_questions_must_be_answered(kind: FieldType, given: object) -> None:
    assert clean([question(kind)], {"q": given}) == ({}, {})
    assert list(clean([question(kind, is_required=True)], {"q": given})[1]) == ["q"]


def test_what_was_not_asked_is_not_kept() -> None:
    assert clean([question(FieldType.SHORT_TEXT)], {"other": "x"}) == ({}, {})


def test_a_question_survives_being_stored() -> None:
    assert tuple(Question.from_json(each.to_json()) for each in DEFAULT) == DEFAULT


def test_the_questions_every_event_begins_with_are_in_every_language() -> None:
    texts = [text for each in DEFAULT for text in (each.label, each.hint, *(option.label for option in each.options))]
    assert [text for text in texts if text and set(text) != set(LANGUAGES)] == []


@pytest.mark.parametrize(
    "text", ["a@b", "a b@example.org", "@example.org", "a@example..org", "x" * 250 + "@example.org"]
)
def test_nothing_can_be_sent_to(text: str) -> None:
    assert valid_email(text) is None


def test_an_international_domain_is_written_as_mail_needs_it() -> None:
    assert valid_email("info@münchen.de") == "info@xn--mnchen-3ya.de"
