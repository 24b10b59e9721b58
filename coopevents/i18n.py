"""Which language the reader uses, and dates, times and names as that language writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache, cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel import dates as babel_dates
from babel import lists as babel_lists
from babel import numbers as babel_numbers
from flask import Flask, current_app, g, has_app_context, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale, gettext, lazy_gettext, ngettext
from flask_login import current_user

from coopevents.text import LANGUAGES, LocalizedText

__all__ = ["LANGUAGE_NAMES", "_", "_l", "force_locale", "ngettext"]

_ = gettext
_l = lazy_gettext

LANGUAGE_NAMES = {"en": "English", "zh_Hans_CN": "简体中文", "fr": "Français"}
HTML_LANGUAGES = {"en": "en", "zh_Hans_CN": "zh-Hans", "fr": "fr"}
LANGUAGE_COOKIE = "language"
babel = Babel()


def language_of_tag(tag: str) -> str | None:
    """The language of ours a browser's tag means (``zh-SG`` is Simplified Chinese, ``zh-TW`` none of ours), or None."""
    parts = tag.replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return None if {"hant", "tw", "hk", "mo"} & set(parts[1:]) else "zh_Hans_CN"
    return next((each for each in LANGUAGES if each.split("_", 1)[0] == parts[0]), None)


def negotiated_language(accept_language: str, default: str = "en") -> str:
    """The first language of ours in an ``Accept-Language`` header, by its weights; else ``default``."""
    weighted = []
    for position, part in enumerate(accept_language.split(",")[:20]):
        tag, _separator, parameters = part.strip().partition(";")
        quality = parameters.strip().removeprefix("q=") if parameters.strip().startswith("q=") else "1"
        try:
            weighted.append((-float(quality), position, tag))
        except ValueError:
            continue
    languages = (language_of_tag(tag) for quality, _position, tag in sorted(weighted) if quality < 0)
    return next((each for each in languages if each), default)


def select_language() -> str:
    """The reader's language: asked for in the address, chosen before, the account's own, the browser's, the
    office's."""
    if not has_request_context():
        return "en"
    if "language" not in g:
        g.language = _language_of_request()
    return str(g.language)


def _language_of_request() -> str:
    chosen = request.args.get("lang", "")
    if chosen in LANGUAGES:
        return chosen
    kept = request.cookies.get(LANGUAGE_COOKIE, "")
    if kept in LANGUAGES:
        return kept
    if "_user_id" in session and current_user.is_authenticated and current_user.language in LANGUAGES:
        return str(current_user.language)
    default = g.get("default_language", "en")
    return negotiated_language(request.headers.get("Accept-Language", ""), default)


def current_language() -> str:
    """The language now in force: the request's, or the one set with ``force_locale``."""
    locale = get_locale()
    return next((each for each in LANGUAGES if locale is not None and Locale.parse(each) == locale), "en")


def localized(text: LocalizedText) -> str:
    """The text as the present reader is shown it (Jinja filter ``localized``)."""
    return text.in_language(current_language())


def _locale() -> Locale:
    return get_locale() or Locale.parse("en")


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name.

    Raises ZoneInfoNotFoundError (a KeyError) for an unknown one.
    """
    return ZoneInfo(name)


def day_text(day: date | datetime, zone: tzinfo | None = None) -> str:
    """A day with its weekday in words: ``Monday, 30 November 2026``, ``2026年11月30日星期一``, ``lundi 30 novembre
    2026``."""
    pattern = "EEEE, d MMMM y" if _locale().language == "en" else "full"
    return _date(day, zone, pattern)


def short_day_text(day: date | datetime, zone: tzinfo | None = None) -> str:
    """A day for tabs and tables: ``Mon 30 Nov``, ``11月30日周一``, ``lun. 30 nov.``."""
    pattern = {"zh": "M月d日EEE"}.get(_locale().language, "EEE d MMM")
    return _date(day, zone, pattern)


def date_text(day: date | datetime, zone: tzinfo | None = None) -> str:
    """A date without its weekday: ``30 November 2026``, ``2026年11月30日``, ``30 novembre 2026``."""
    pattern = "d MMMM y" if _locale().language == "en" else "long"
    return _date(day, zone, pattern)


def _date(day: date | datetime, zone: tzinfo | None, pattern: str) -> str:
    if isinstance(day, datetime):
        day = day.astimezone(zone).date()
    return babel_dates.format_date(day, pattern, locale=_locale())


def time_text(moment: datetime, zone: tzinfo) -> str:
    """A time of day on the 24-hour clock: ``09:30``; in an hour that happens twice ``02:30 (UTC+02:00)``."""
    local = moment.astimezone(zone)
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return local.strftime("%H:%M")
    offset = local.strftime("%z")
    return f"{local:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"


def time_range_text(starts_at: datetime, ends_at: datetime, zone: tzinfo) -> str:
    """A span of time, with the second day named when it runs past midnight: ``23:00 – 01:00 (Tue 1 Dec)``."""
    text = f"{time_text(starts_at, zone)}\u2013{time_text(ends_at, zone)}"
    if starts_at.astimezone(zone).date() != ends_at.astimezone(zone).date():
        text += f" ({short_day_text(ends_at, zone)})"
    return text


def moment_text(moment: datetime, zone: tzinfo) -> str:
    """A day and a time of day with the zone named: for everything that needs an exact moment."""
    return f"{day_text(moment, zone)}, {time_text(moment, zone)} ({zone_text(zone, moment)})"


def date_time_text(moment: datetime, zone: tzinfo) -> str:
    """A date and a time of day, for lists of what was: ``30 November 2026, 09:30``."""
    return f"{date_text(moment, zone)}, {time_text(moment, zone)}"


def zone_text(zone: tzinfo, moment: datetime) -> str:
    """A zone's name as the reader's language writes it, with its offset: ``China Standard Time, UTC+08:00``."""
    offset = moment.astimezone(zone).strftime("%z")
    name = babel_dates.get_timezone_name(moment.astimezone(zone), locale=_locale(), width="long")
    return f"{name}, UTC{offset[:3]}:{offset[3:5]}"


def date_range_text(first: date, last: date) -> str:
    """A span of days as the language writes it: ``30 Nov – 4 Dec 2026``."""
    if first == last:
        return date_text(first)
    locale = Locale("en", "GB") if _locale().language == "en" else _locale()
    return babel_dates.format_interval(first, last, "yMMMd", locale=locale)


def list_text(words: Sequence[str], *, is_choice: bool = False) -> str:
    """Several words as the language joins them: ``a, b and c``, ``a、b和c``; ``a, b or c`` if they are a choice."""
    locale = Locale("en", "GB") if _locale().language == "en" else _locale()
    style: Literal["standard", "or"] = "or" if is_choice else "standard"
    return babel_lists.format_list(list(words), style=style, locale=locale) if words else ""


@dataclass(frozen=True)
class GivenNames:
    """(code, language, name) of what the office calls countries and regions otherwise than the languages do."""

    said: frozenset[tuple[str, str, str]] = frozenset()

    def of(self, code: str, language: str) -> str:
        """What the office calls it in that language; empty when it calls it as everybody does."""
        return self._by_code.get((code, language), "")

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], str]:
        return {(code, language): name for code, language, name in self.said}


NO_NAMES = GivenNames()
NAMES_EXTENSION = "coopevents-country-names"


def given_names() -> GivenNames:
    """What the office calls countries and regions; nothing where no application says so."""
    source = current_app.extensions.get(NAMES_EXTENSION) if has_app_context() else None
    return source() if source is not None else NO_NAMES


def country_name(code: str) -> str:
    """What the office, else the reader's language calls a country or region; the code itself when it is unknown."""
    given = given_names()
    own = given.of(code.upper(), current_language()) if given.said else ""
    return own or (str(_locale().territories.get(code.upper(), code)) if code else "")


def standard_country_name(code: str, language: str) -> str:
    """What a language itself calls a country or region, whatever the office does."""
    return str(Locale.parse(language).territories.get(code, code))


@cache
def country_codes() -> frozenset[str]:
    """Every country and region of ISO 3166-1."""
    codes = map(str, Locale.parse("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha() and code not in _NOT_ISO_3166)


def average_text(average: float) -> str:
    """An average with one digit, as the reader's language writes it: ``4.7``, ``4,7``."""
    return babel_numbers.format_decimal(average, format="0.0", locale=_locale())


def money_text(amount: Decimal | None, currency: str) -> str:
    """An amount as the reader's language writes it: ``€1,250.00``, ``1 250,00 €``; a dash when it is not known."""
    return "–" if amount is None else babel_numbers.format_currency(amount, currency, locale=_locale())


def country_choices() -> list[tuple[str, str]]:
    """(code, name) of every country and region of ISO 3166-1, as they are called, in the reader's language's order."""
    return sorted(((code, country_name(code)) for code in country_codes()), key=lambda choice: choice[1])


_NOT_ISO_3166 = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}


def init_app(app: Flask) -> None:
    """Give the application its languages, and templates the words for dates, times and places."""
    babel.init_app(app, locale_selector=select_language, default_translation_directories="translations")
    app.add_template_filter(localized, "localized")
    for word in (
        day_text,
        short_day_text,
        date_text,
        time_text,
        time_range_text,
        moment_text,
        date_range_text,
        date_time_text,
        average_text,
        money_text,
    ):
        app.add_template_filter(word, word.__name__)
    app.add_template_filter(country_name, "country_name")
    app.add_template_global(zone_text, "zone_text")
    app.add_template_global(zone_named, "zone_named")
    app.add_template_global(current_language, "current_language")
    app.jinja_env.globals.update(language_names=LANGUAGE_NAMES, html_languages=HTML_LANGUAGES)
