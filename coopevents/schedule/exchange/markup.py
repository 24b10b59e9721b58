"""HTML of other programs as Markdown that cannot do harm. Pure.

Only paragraphs, line ends, lists, headings, emphasis, code, quotes and links survive; scripts and styles go with what
is in them. A text without tags is left as it is.
"""

import re
from html.parser import HTMLParser

_TAG = re.compile(r"</?(?:p|br|ul|ol|li|a|b|i|em|strong|div|span|h[1-6]|blockquote|code|pre|table|tr|td|img|script)\b"
                  r"[^<>]*>", re.IGNORECASE)  # fmt: skip
_BLOCKS = {"p", "div", "ul", "ol", "table", "blockquote", "pre", "section", "article"}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_SILENT = {"script", "style", "iframe", "object", "template", "svg"}
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def is_html(text: str) -> bool:
    """Whether the text holds tags of HTML."""
    return bool(_TAG.search(text))


def as_markdown(text: str) -> str:
    """The text as Markdown, when it is HTML; else unchanged."""
    if not is_html(text):
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    """Hears tags and texts and writes Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._links: list[str] = []
        self._lists: list[int | None] = []
        self._silent = 0

    @property
    def text(self) -> str:
        """What was written: at most one empty line between paragraphs."""
        lines = (line.rstrip() for line in "".join(self._parts).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag in {"ul", "ol"}:
            self._lists.append(1 if tag == "ol" else None)
            self._parts.append("\n\n" if len(self._lists) == 1 else "\n")
        elif tag == "li":
            self._item()
        elif tag in _BLOCKS or tag == "tr":
            self._parts.append("\n\n")
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._parts.append(f"\n\n{'#' * max(2, int(tag[1]))} ")
        elif tag in _MARKS:
            self._parts.append(_MARKS[tag])
        elif tag == "a":
            self._link(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in {"ul", "ol"}:
            if self._lists:
                self._lists.pop()
            self._parts.append("\n\n" if not self._lists else "\n")
        elif tag in _BLOCKS or (len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()):
            self._parts.append("\n\n")
        elif tag in _MARKS:
            self._parts.append(_MARKS[tag])
        elif tag == "a" and self._links:
            target = self._links.pop()
            self._parts.append(f"]({target})" if target else "")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(re.sub(r"[ \t\r\f\v]*\n[ \t\r\f\v]*", "\n", data))

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else None
        indent = "   " * (len(self._lists) - 1)
        self._parts.append(f"\n{indent}{f'{number}.' if number else '-'} ")
        if number and self._lists:
            self._lists[-1] = number + 1

    def _link(self, target: str) -> None:
        target = target.strip().replace(" ", "%20").replace(")", "%29")
        target = target if target.lower().startswith(_SCHEMES) else ""
        self._links.append(target)
        self._parts.append("[" if target else "")
