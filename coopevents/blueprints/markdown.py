"""Markdown of organisers as HTML that cannot do harm: Jinja filter ``markdown``.

Raw HTML is not taken over, and what comes out is cleaned once more by an allow list.
"""

import nh3
from flask import Blueprint
from markdown_it import MarkdownIt
from markupsafe import Markup

from coopevents.text import markdown_for_chinese

markdown = Blueprint("markdown", __name__)
_PARSER = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_LOWERED = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}


@markdown.app_template_filter("markdown")
def rendered(text: str) -> Markup:
    """The text as HTML. The page's own heading stays the only one of the first rank; links pass nothing on."""
    tokens = _PARSER.parse(markdown_for_chinese(text or ""))
    for token in tokens:
        token.tag = _LOWERED.get(token.tag, token.tag)
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    return Markup(clean)  # noqa: S704 - cleaned in the line above
