"""Markdown becomes HTML that cannot do harm."""

from __future__ import annotations

import pytest

from coopevents.blueprints.markdown import rendered


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Visa", "<h2>Visa</h2>\n"),
        ("###### Small", "<h4>Small</h4>\n"),
        ("**bold** *soft*", "<p><strong>bold</strong> <em>soft</em></p>\n"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>\n'),
        (
            "[map](https://example.org)",
            '<p><a href="https://example.org" rel="noopener noreferrer nofollow">map</a></p>\n',
        ),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("![x](https://example.org/a.png)", "<p></p>\n"),
        ("<b onclick=x>y</b>", "<p>&lt;b onclick=x&gt;y&lt;/b&gt;</p>\n"),
        ("", ""),
    ],
)
def test_only_harmless_markup_comes_out(text: str, html: str) -> None:
    assert rendered(text) == html


def test_deep_nesting_is_no_burden() -> None:
    assert rendered("> " * 5000 + "x")
    assert rendered("[" * 20_000)
