"""Text in several languages, and text made comparable.

Pure: nothing here knows which language the reader uses; that is handed in.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

LANGUAGES = ("en", "zh_Hans_CN", "fr")
"""The languages content may be written in, in order of fallback."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_CLOSED_AFTER_MARK = re.compile(r"(\*{1,2})(?=\S)([^*\n]+)([。，、：；！？）】》”’])\1(?=[\u3400-\u9fff])")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


class LocalizedText(Mapping[str, str]):
    """One text in one or more languages: an immutable mapping of language to text without empty entries.

    >>> LocalizedText({"en": "Salon", "fr": ""}).in_language("fr")
    'Salon'
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, **by_language: str) -> None:
        given = {**(texts or {}), **by_language}
        self._texts = {language: text.strip() for language, text in given.items() if text and text.strip()}

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._texts.items())))

    def __repr__(self) -> str:
        return f"LocalizedText({self._texts!r})"

    def language_for(self, language: str) -> str | None:
        """Which of its languages a reader of ``language`` is shown, or None when there is no text at all."""
        if language in self._texts:
            return language
        return next((each for each in (*LANGUAGES, *self._texts) if each in self._texts), None)

    def in_language(self, language: str) -> str:
        """The text for a reader of ``language``: in it, else in the first language there is, else the empty string."""
        shown = self.language_for(language)
        return self._texts[shown] if shown else ""

    def others(self, language: str) -> list[tuple[str, str]]:
        """The (language, text) pairs that a reader of ``language`` is not shown."""
        shown = self.language_for(language)
        return [(each, text) for each, text in self._texts.items() if each != shown]

    def with_text(self, language: str, text: str) -> "LocalizedText":
        """The same text with one language replaced (or removed, when ``text`` is empty)."""
        return LocalizedText({**self._texts, language: text})


def cleaned(text: str | None) -> str:
    """Text as typed, in NFC, without control characters and without white space at the ends; line feeds are kept."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n"))).strip()


def one_line(text: str | None) -> str:
    """As :func:`cleaned`, with every run of white space as one space: fit for names, subjects and headers."""
    return " ".join(cleaned(text).split())


def slugified(text: str) -> str:
    """A part of a URL made of the ASCII letters and digits of ``text``; empty when there are none."""
    ascii_text = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", ascii_text).strip("-")[:60].strip("-")


def folded(text: str) -> str:
    """Text for comparing: case-folded, without accents (``Müller`` and ``muller`` become equal)."""
    decomposed = unicodedata.normalize("NFKD", one_line(text).casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def search_key(*texts: str) -> str:
    """What a substring search looks in: all texts folded, joined by spaces."""
    return " ".join(filter(None, (folded(text) for text in texts)))


def has_han(text: str) -> bool:
    """Whether the text holds Chinese characters."""
    return bool(_HAN.search(text))


def full_name(given_name: str, family_name: str) -> str:
    """A Latin name in reading order; either part may be missing."""
    return f"{given_name} {family_name}".strip()


def markdown_for_chinese(text: str) -> str:
    """Markdown in which what is strong also ends between a Chinese mark and the next sign: the mark moves out.

    CommonMark (0.31, section 6.2) takes such an end for no end.
    """
    return _CLOSED_AFTER_MARK.sub(r"\1\2\1\3", text)
