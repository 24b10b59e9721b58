"""Words and the codes they mean, in every language of the house: countries, languages, states, yes and no."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from coopevents.i18n import (
    LANGUAGE_NAMES,
    GivenNames,
    _,
    country_codes,
    country_name,
    current_language,
    force_locale,
    given_names,
    standard_country_name,
)
from coopevents.registration.states import RegistrationState
from coopevents.registration.words import STATE_NAMES
from coopevents.text import LANGUAGES, folded


def countries() -> Mapping[str, str]:
    """Codes of countries by code and by name: as the office calls them, and as the languages do."""
    return _countries(given_names())


@lru_cache(maxsize=4)
def _countries(_given: GivenNames) -> Mapping[str, str]:
    codes = sorted(country_codes())
    standard = _meanings(codes, lambda code: standard_country_name(code, current_language()))
    own = _meanings(codes, country_name)
    return {word: code if own.get(word, code) == code else "" for word, code in standard.items()} | {
        word: code for word, code in own.items() if standard.get(word, code) == code
    }


@cache
def languages() -> Mapping[str, str]:
    """Languages of the house by code and by name."""
    return _meanings(LANGUAGES, lambda code: LANGUAGE_NAMES.get(code, code))


@cache
def states() -> Mapping[str, str]:
    """States by code and by name."""
    return _meanings([each.value for each in RegistrationState], lambda code: str(STATE_NAMES[RegistrationState(code)]))


@cache
def yes_and_no() -> Mapping[str, bool]:
    """Yes and no."""
    found = {"1": True, "x": True, "true": True, "yes": True, "0": False, "": False, "false": False, "no": False}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {folded(_("yes")): True, folded(_("no")): False}
    return found


def said(code: str, meanings: Mapping[str, str], word: Callable[[str], str]) -> str:
    """The word for a code in the reader's language where it is read back as that code, else the code."""
    return name if code and meanings.get(folded(name := word(code))) == code else code


def _meanings(codes: Iterable[str], word: Callable[[str], str]) -> dict[str, str]:
    """What each word means; a word that would mean two things means neither."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with force_locale(language):
            for code in codes:
                name = folded(word(code))
                found[name] = code if found.get(name, code) == code else ""
    return {**found, **{folded(code): code for code in codes}}
