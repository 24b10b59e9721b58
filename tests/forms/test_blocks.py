"""The ready-made sections."""

from __future__ import annotations

import pytest

from coopevents.forms.blocks import BLOCKS, block_named
from coopevents.forms.cleaning import clean
from coopevents.forms.editing import faults_of
from coopevents.forms.fields import Definition, Section
from coopevents.text import LANGUAGES


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.block)
def test_a_block_works_by_itself_and_is_written_in_every_language(block: Section) -> None:
    form = Definition((block,))
    texts = [block.title, block.text]
    for question in block.questions:
        texts += [question.label, question.hint, *(option.label for option in question.options)]
    assert faults_of(form) == []
    assert [text for text in texts if text and set(text) != set(LANGUAGES)] == []
    assert block_named(block.block) is block
    assert Definition.from_json(form.to_json()) == form


def test_all_blocks_fit_into_one_form() -> None:
    assert len(Definition(BLOCKS).questions) == sum(len(block.questions) for block in BLOCKS)


def test_a_passport_is_asked_for_only_of_who_needs_a_letter_and_agrees() -> None:
    form = Definition((block_named("passport"),))  # type: ignore[arg-type]
    assert clean(form, {"passport_number": "X1"}) == ({}, {})
    assert list(clean(form, {"needs_letter": "y", "passport_number": "X1"})[1]) == ["passport_consent"]
    asked = clean(form, {"needs_letter": "y", "passport_consent": "y"})[1]
    assert list(asked) == ["passport_name", "passport_number", "nationality", "born_on", "passport_expires_on"]


def test_what_is_about_body_and_papers_is_sensitive() -> None:
    sensitive = {question.key for block in BLOCKS for question in block.questions if question.is_sensitive}
    assert sensitive == {
        "passport_name", "passport_number", "nationality", "born_on", "passport_expires_on", "passport_scan", "allergy",
        "health", "emergency_name", "emergency_phone", "insurance",
    }  # fmt: skip
