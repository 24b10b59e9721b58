"""Filling a message's templates: the language, the layout, and hostile values."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, g
from jinja2 import DictLoader, UndefinedError

from coopevents.mail.templates import fill

BODY = (
    "{% block heading %}Hello{% endblock %}{% block content %}{{ name }}{% endblock %}{% block reason %}R{% endblock %}"
)


@pytest.fixture
def letter(context: Flask) -> None:
    """A kind of message called ``letter``, beside the layouts of the house."""
    folder = Path(context.root_path).parent / "templates"
    texts = {name: (folder / name).read_text() for name in ("mail/layout.txt", "mail/layout.html")}
    texts["mail/letter/subject.txt"] = "About\n {{ name }}\n"
    texts["mail/letter/body.txt"] = "{% extends 'mail/layout.txt' %}" + BODY
    texts["mail/letter/body.html"] = "{% extends 'mail/layout.html' %}" + BODY
    context.jinja_env.loader = DictLoader(texts)


@pytest.mark.usefixtures("letter")
def test_a_subject_is_one_line() -> None:
    assert fill("letter", "en", name="Anna")[0] == "About Anna"


@pytest.mark.usefixtures("letter")
def test_html_is_escaped_and_plain_text_is_not() -> None:
    hostile = "<script>alert(1)</script> & 'co'"
    _subject, text, html = fill("letter", "en", name=hostile)
    assert hostile in text
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.usefixtures("letter")
def test_a_missing_value_is_an_error_before_anything_is_sent() -> None:
    with pytest.raises(UndefinedError):
        fill("letter", "en")


@pytest.mark.usefixtures("letter")
def test_the_button_is_a_link_in_html_and_an_address_in_text() -> None:
    values = {"name": "Anna", "button_label": "Open", "button_url": "https://events.example.edu/r/x"}
    _subject, text, html = fill("letter", "en", **values)
    assert "Open:\nhttps://events.example.edu/r/x" in text
    assert '<a href="https://events.example.edu/r/x"' in html
    assert "<a " not in fill("letter", "en", name="Anna")[2]


@pytest.mark.usefixtures("letter")
def test_the_event_lends_its_colour() -> None:
    assert "#ae293f" in fill("letter", "en", name="Anna", accent="crimson")[2]
    assert "#44419f" in fill("letter", "en", name="Anna", accent="no such colour")[2]


@pytest.mark.usefixtures("letter")
def test_the_page_is_marked_with_its_language() -> None:
    assert '<html lang="zh-Hans"' in fill("letter", "zh_Hans_CN", name="安娜")[2]
    assert '<html lang="en"' in fill("letter", "tlh", name="Anna")[2]


@pytest.mark.usefixtures("letter")
def test_the_text_has_no_gaps() -> None:
    text = fill("letter", "en", name="Anna")[1]
    assert "\n\n\n" not in text
    assert text == "\n".join(line.rstrip() for line in text.split("\n"))


@pytest.mark.usefixtures("letter")
def test_the_readers_language_is_left_as_it_was(context: Flask) -> None:
    with context.test_request_context("/?lang=fr"):
        fill("letter", "zh_Hans_CN", name="安娜")
        from coopevents.i18n import current_language

        assert current_language() == "fr"
        assert g.language == "fr"


def test_every_kind_of_message_has_its_three_templates(app: Flask) -> None:
    folders = [path for path in (Path(app.root_path).parent / "templates" / "mail").iterdir() if path.is_dir()]
    assert folders
    for folder in folders:
        assert {path.name for path in folder.iterdir()} == {"subject.txt", "body.txt", "body.html"}, folder.name
