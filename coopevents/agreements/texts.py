"""Which versions are the text of an agreement, and which of them lead; pure."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from coopevents.agreements.states import TEXTS, DocumentKind
from coopevents.i18n import _l
from coopevents.refusals import Refusal


class Version(Protocol):
    """What has to be known of a document."""

    kind: DocumentKind
    language: str
    number: int

    @property
    def is_frozen(self) -> bool: ...


V = TypeVar("V", bound=Version)


class FinalTextIsMissing(Refusal):
    """There is nothing to freeze."""

    sentence = _l("There is no final text yet. Add it as a document of the kind “final text”.")


class LanguageVersionIsMissing(Refusal):
    """A language of the text has no version."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        super().__init__(_l("The text is missing in one of its languages. Add every language version first."))


def newest_texts(documents: Sequence[V], languages: Sequence[str], prevailing: str = "") -> list[V]:
    """The newest version for each language, the final text before a translation; the leading one first.

    It leads whose language prevails, else the first final text in the order of the languages. Raises
    FinalTextIsMissing, or LanguageVersionIsMissing.
    """
    chosen = {language: _newest(documents, language) for language in languages}
    found = [each for each in chosen.values() if each is not None]
    if not any(each.kind is DocumentKind.FINAL for each in found):
        raise FinalTextIsMissing
    missing = [language for language, each in chosen.items() if each is None]
    if missing:
        raise LanguageVersionIsMissing(missing)
    return leading_first(found, prevailing)


def leading_first(texts: Sequence[V], prevailing: str = "") -> list[V]:
    """The texts with the leading one in front."""

    def standing(version: V) -> tuple[bool, bool]:
        return version.language != prevailing, version.kind is not DocumentKind.FINAL

    return sorted(texts, key=standing)


def frozen_texts(documents: Sequence[V], languages: Sequence[str] = (), prevailing: str = "") -> list[V]:
    """The text that is signed, or to be signed, in each language; the leading one first, nothing before freezing."""
    frozen = [each for each in documents if each.is_frozen and each.kind in TEXTS]
    places = {language: place for place, language in enumerate(languages)}
    return leading_first(sorted(frozen, key=lambda each: places.get(each.language, len(places))), prevailing)


def _newest(documents: Sequence[V], language: str) -> V | None:
    for kind in (DocumentKind.FINAL, DocumentKind.TRANSLATION):
        versions = [each for each in documents if each.kind is kind and each.language == language]
        if versions:
            return max(versions, key=lambda each: each.number)
    return None
