"""Pieces of text in the languages of a paper, as its template takes them: ``[{"lang": "en", "text": …}, …]``.

A text that is missing in a language is shown once, in the language there is.
"""

from collections.abc import Callable, Sequence
from typing import Any

from coopevents.i18n import HTML_LANGUAGES, force_locale
from coopevents.text import LocalizedText, has_han

Piece = dict[str, Any]

ACCENTS = {
    "indigo": ("#44419f", "#383582", "#ebebf7", "#c1c0d8"),
    "crimson": ("#ae293f", "#7e1d2d", "#f9e9ec", "#ddbbc0"),
    "jade": ("#236e52", "#194f3b", "#eaf8f3", "#bddbd0"),
    "amber": ("#86550d", "#623f0a", "#f9f3e9", "#e3d1b5"),
    "teal": ("#1b6c72", "#134e53", "#e9f8f9", "#bbdbdd"),
    "plum": ("#8a4481", "#64315d", "#f6ecf4", "#d6c2d3"),
    "slate": ("#4f6077", "#394556", "#eef1f4", "#c6cbd2"),
    "azure": ("#1c629c", "#144771", "#e9f2f9", "#b8cee0"),
    "olive": ("#596827", "#414c1c", "#f4f7eb", "#d3d9bf"),
    "rust": ("#9d4325", "#70301a", "#f9ede9", "#ddc3bb"),
}
"""The accents of events on paper, as in the light style sheet: itself, strong, soft, rule."""


def tag_of(language: str) -> str:
    """A language of ours as a BCP 47 tag."""
    return HTML_LANGUAGES.get(language, language)


def piece(language: str, text: str) -> Piece:
    """One text in one language; among Chinese, a name in Latin letters is set as Latin is, apostrophe and all."""
    lang = language.partition("_")[0]
    return {"lang": "en" if lang == "zh" and text and not has_han(text) else lang, "text": text}


def pieces(text: LocalizedText, languages: Sequence[str]) -> list[Piece]:
    """The text in the languages of the paper, each text once; empty when there is none at all."""
    shown = dict.fromkeys(filter(None, (text.language_for(each) for each in languages)))
    found: dict[str, Piece] = {}
    for each in shown:
        found.setdefault(text[each], piece(each, text[each]))
    return list(found.values())


def columns(text: LocalizedText, languages: Sequence[str]) -> list[Piece]:
    """The text once for each language of the paper, for columns side by side."""
    return [piece(text.language_for(each) or each, text.in_language(each)) for each in languages]


def words(say: Callable[[], str], languages: Sequence[str]) -> list[Piece]:
    """What ``say`` says in each language of the paper; said once when it is the same in all."""
    found: dict[str, Piece] = {}
    for each in languages:
        with force_locale(each):
            text = str(say())
        found.setdefault(text, piece(each, text))
    return list(found.values())


def in_each(say: Callable[[], str], languages: Sequence[str]) -> list[Piece]:
    """What ``say`` says, once for each language of the paper."""
    found = []
    for each in languages:
        with force_locale(each):
            found.append(piece(each, str(say())))
    return found


def colours(accent: str) -> dict[str, str]:
    """The colours of an event on paper."""
    plain, strong, soft, rule = ACCENTS.get(accent, ACCENTS["indigo"])
    return {"accent": plain, "strong": strong, "soft": soft, "rule": rule}
