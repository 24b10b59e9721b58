"""What counts as an answer."""

from __future__ import annotations

import pytest

from coopevents.forms.cleaning import clean
from coopevents.forms.fields import Computation, Definition, FieldType, Option, Question, Section
from coopevents.forms.single import valid_email
from coopevents.registration.questions import DEFAULT
from coopevents.text import LANGUAGES, LocalizedText

LABEL = LocalizedText(en="Label")
OPTIONS = (Option("a", LABEL), Option("b", LABEL))


def question(kind: FieldType, **said: object) -> Question:
    """A question of that kind, called ``q``."""
    options = OPTIONS if kind in {FieldType.CHOICE, FieldType.CHOICES} else ()
    computation = Computation.COUNT if kind is FieldType.COMPUTED else None
    return Question(key="q", type=kind, label=LABEL, options=options, computation=computation, **said)  # type: ignore[arg-type]


def asking(*questions: Question) -> Definition:
    """A form of these questions."""
    return Definition((Section(key="all", title=LABEL, questions=questions),))


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
        (FieldType.NUMBER, " 12,50 ", "12.5"),
        (FieldType.NUMBER, "−3", "-3"),
        (FieldType.NUMBER, 0, "0"),
        (FieldType.PHONE, "+49 (89) 123 45 67", "+49 89 1234567"),
        (FieldType.PHONE, "＋86 138 0013 8000", "+86 138 0013 8000"),
        (
            FieldType.PERSON_NAME,
            {"given": "Wei", "family": "Zhang", "original": "张伟"},
            {"given": "Wei", "family": "Zhang", "original": "张伟"},
        ),
        (FieldType.DATE_RANGE, {"from": "2026-11-30", "to": "2026-12-04"}, {"from": "2026-11-30", "to": "2026-12-04"}),
        (
            FieldType.TRAVEL,
            {"means": "flight", "number": "LH 726", "at": "2026-11-30 14:05"},
            {"means": "flight", "number": "LH 726", "at": "2026-11-30T14:05"},
        ),
        (
            FieldType.FILE,
            {"key": "abc", "name": "scan.pdf", "media_type": "application/pdf", "size": 12},
            {"key": "abc", "name": "scan.pdf", "media_type": "application/pdf", "size": 12},
        ),
    ],
)
def test_answers_are_kept_tidied(kind: FieldType, given: object, kept: object) -> None:
    assert clean(asking(question(kind)), {"q": given}) == ({"q": kept}, {})


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
        (FieldType.NUMBER, "twelve"),
        (FieldType.NUMBER, "Infinity"),
        (FieldType.PHONE, "089 1234567"),
        (FieldType.DATE_RANGE, {"from": "2026-11-30"}),
        (FieldType.DATE_RANGE, {"from": "2026-11-30", "to": "2026-11-29"}),
        (FieldType.TRAVEL, {"means": "rocket", "number": "1"}),
        (FieldType.TRAVEL, {"means": "train", "at": "in the evening"}),
    ],
)
def test_what_is_no_answer_is_refused(kind: FieldType, given: object) -> None:
    values, errors = clean(asking(question(kind)), {"q": given})
    assert (values, list(errors)) == ({}, ["q"])


@pytest.mark.parametrize("kind", sorted(set(FieldType) - {FieldType.COMPUTED, FieldType.HIDDEN}))
@pytest.mark.parametrize("given", [None, "", []])
def test_only_required_questions_must_be_answered(kind: FieldType, given: object) -> None:
    assert clean(asking(question(kind)), {"q": given}) == ({}, {})
    assert list(clean(asking(question(kind, is_required=True)), {"q": given})[1]) == ["q"]


def test_what_was_not_asked_is_not_kept() -> None:
    assert clean(asking(question(FieldType.SHORT_TEXT)), {"other": "x"}) == ({}, {})


def test_a_definition_survives_being_stored() -> None:
    assert Definition.from_json(DEFAULT.to_json()) == DEFAULT


def test_two_questions_with_one_key_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="one key"):
        asking(question(FieldType.DATE), question(FieldType.NUMBER))


def test_the_questions_every_event_begins_with_are_in_every_language() -> None:
    texts = [
        text
        for each in DEFAULT.questions
        for text in (each.label, each.hint, *(option.label for option in each.options))
    ]
    assert [text for text in texts if text and set(text) != set(LANGUAGES)] == []


@pytest.mark.parametrize(
    "text", ["a@b", "a b@example.org", "@example.org", "a@example..org", "x" * 250 + "@example.org"]
)
def test_nothing_can_be_sent_to(text: str) -> None:
    assert valid_email(text) is None


def test_an_international_domain_is_written_as_mail_needs_it() -> None:
    assert valid_email("info@münchen.de") == "info@xn--mnchen-3ya.de"
