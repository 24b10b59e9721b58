"""The house rules of templates: each is used, each that is named exists, none breaks the security policy."""

from __future__ import annotations

import re
from functools import cache

from flask import Flask

from tests.house.repository import python_files, templates

NAMED = re.compile(r"""["']([\w./-]+\.(?:html|txt|svg|xml))["']""")
INLINE = re.compile(r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE)
FOREIGN = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE
)


def test_every_template_compiles(app: Flask) -> None:
    for name in templates():
        app.jinja_env.get_template(name)


def test_every_template_is_used() -> None:
    texts = [*_code(), *templates().values()]
    unused = [name for name in templates() if not any(_names(text, name) for text in texts)]
    assert unused == []


def test_every_template_of_papers_is_used_and_asks_nobody() -> None:
    papers = templates(".typ")
    code = "\n".join(_code())
    imported = {path.rpartition("/")[2] for text in papers.values() for path in re.findall(r'#import "([^"]+)"', text)}
    assert [
        name
        for name in papers
        if name.removeprefix("documents/") not in code and name.rpartition("/")[2] not in imported
    ] == []
    assert [
        name for name, text in papers.items() if re.search(r"@preview|@local|https?://(?!www\.w3\.org/)", text)
    ] == []


def test_every_template_that_is_named_exists() -> None:
    known = set(templates())
    named = {
        (where, name)
        for where, text in templates().items()
        for tag in re.findall(r"{%-?\s*(?:extends|include|import|from)\b.*?%}", text, re.DOTALL)
        for name in NAMED.findall(tag)
    }
    assert sorted((where, name) for where, name in named if name not in known) == []


def test_no_page_carries_style_or_script_of_its_own() -> None:
    assert _places(INLINE) + _places(SCRIPT) == []


def test_no_page_asks_anybody_else() -> None:
    assert _places(FOREIGN) == []


@cache
def _code() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in python_files("coopevents")]


def _names(text: str, template: str) -> bool:
    """Whether a text names the template, or, for a message, its folder."""
    parts = template.split("/")
    if parts[0] == "mail" and len(parts) > 2:
        return f'"{parts[1]}"' in text or f"mail/{parts[1]}" in text
    return template in text


def _places(pattern: re.Pattern[str]) -> list[str]:
    """Where pages (messages and documents are not pages) hold what they may not."""
    return [
        f"{name}: {found[0]}"
        for name, text in templates(".html").items()
        if not name.startswith(("mail/", "documents/"))
        for found in pattern.finditer(text)
    ]
