"""Every word of the house is there in every language, and every word a reader sees is marked for translation."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from scripts.translations import find_faults
from tests.house.repository import ROOT, templates

JINJA = re.compile(
    r"{#.*?#}"
    r"|{%-?\s*macro \w+_class\b.*?{%-?\s*endmacro\s*-?%}"
    r"|{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}"
    r"|{{.*?}}|{%.*?%}",
    re.DOTALL,
)
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}|[\u4e00-\u9fff]")
CLASS_NAME = re.compile(r"--|__")
FILE_NAME = re.compile(r"\bschedule\.(xml|json)\b")
ATTRIBUTE = re.compile(r'\bclass="[\w -]+"')
"""What a block hands to a tag of the layout."""
SPOKEN = {"alt", "aria-label", "aria-description", "content", "placeholder", "title", "label"}
NAMES = {
    "coopevents",
    "CSV",
    "Excel",
    "ICS",
    "iCalendar",
    "XLSX",
    "HTML",
    "UTC",
    "English",
    "Français",
    "简体中文",
    "中文",
}


class VisibleText(HTMLParser):
    """Gathers what a reader of a template would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes that are read out."""
        self.silent += tag in {"script", "style", "code", "svg"}
        attributes = dict(attrs)
        spoken = SPOKEN - {"content"} if tag != "meta" or attributes.get("name") != "description" else SPOKEN
        self.texts += [value for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not read out."""
        self.silent -= tag in {"script", "style", "code", "svg"}

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if self.silent <= 0:
            self.texts.append(data)


def unmarked_words(template: str) -> list[str]:
    """The words in a template that no translation can reach."""
    reader = VisibleText()
    # A value may stand for the name of a tag, so it leaves a letter behind.
    reader.feed(JINJA.sub(lambda found: "x " if found[0].startswith("{{") else " ", template))
    texts = [FILE_NAME.sub("", ATTRIBUTE.sub("", text)) for text in reader.texts]
    words = [word for text in texts for word in re.findall(r"[^\s<>&;:,.()]+", text) if WORD.search(word)]
    return [word for word in words if word not in NAMES and not CLASS_NAME.search(word)]


def test_every_marked_string_is_translated() -> None:
    faults = list(find_faults(ROOT))
    assert (len(faults), faults[:10]) == (0, [])


def test_every_visible_word_is_marked() -> None:
    found = {name: unmarked_words(text) for name, text in templates(".html").items()}
    assert {name: words for name, words in found.items() if words} == {}
