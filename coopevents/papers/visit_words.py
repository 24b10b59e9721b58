"""Words and days on papers of a visit, in the office's languages and in Arabic, which the office itself does not speak.

Arabic stands beside another language for guests who read it: headings, roles and days are said in it, and what was
typed stays as it was typed.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from babel import dates

from coopevents.i18n import date_range_text, day_text, force_locale
from coopevents.papers.pieces import Piece, piece, tag_of
from coopevents.papers.visit_arabic import ARABIC_WORDS
from coopevents.text import LANGUAGES, LocalizedText

ARABIC = "ar"
PAPER_LANGUAGES = (*LANGUAGES, ARABIC)


def said_in(say: Callable[[], str], language: str) -> Piece:
    """What ``say`` says in one language; what Arabic has no word for is said in English."""
    with force_locale("en" if language == ARABIC else language):
        text = str(say())
    if language != ARABIC:
        return piece(language, text)
    return piece(ARABIC, ARABIC_WORDS[text]) if text in ARABIC_WORDS else piece("en", text)


def words(say: Callable[[], str], languages: Sequence[str]) -> list[Piece]:
    """What ``say`` says in each language of the paper; said once when it is the same in all."""
    found = {each["text"]: each for each in reversed([said_in(say, language) for language in languages])}
    return list(reversed(found.values()))


def day_words(day: date | datetime, languages: Sequence[str]) -> list[Piece]:
    """A day with its weekday in each language."""
    return [piece(each, _day(day, each)) for each in languages]


def days_words(first: date, last: date, languages: Sequence[str]) -> list[Piece]:
    """From one day to another, in each language."""
    return [piece(each, _days(first, last, each)) for each in languages]


def texts(text: LocalizedText, languages: Sequence[str]) -> list[Piece]:
    """What was typed, in the languages of the paper, each text once."""
    found: dict[str, Piece] = {}
    for each in languages:
        shown = text.language_for(each)
        if shown is not None:
            found.setdefault(text[shown], piece(shown, text[shown]))
    return list(found.values())


def paper_tag(language: str) -> str:
    """A language of a paper as a BCP 47 tag."""
    return ARABIC if language == ARABIC else tag_of(language)


def _day(day: date | datetime, language: str) -> str:
    if language == ARABIC:
        return dates.format_date(day, "EEEE d MMMM y", locale=ARABIC)
    with force_locale(language):
        return day_text(day)


def _days(first: date, last: date, language: str) -> str:
    if language == ARABIC:
        return str(dates.format_interval(first, last, "yMMMd", locale=ARABIC))

    with force_locale(language):
        return date_range_text(first, last)
