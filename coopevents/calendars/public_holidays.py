"""Public holidays by country, from the library `holidays`. Pure.

Countries are named by ISO 3166-1 alpha-2. What the library does not know has no holidays.
"""

from datetime import date
from functools import lru_cache

from holidays import HolidayBase, country_holidays, list_supported_countries


def known_countries() -> frozenset[str]:
    """The countries whose public holidays are known."""
    return frozenset(code for code in list_supported_countries() if len(code) == 2)


def holidays_in(country: str, first_year: int, last_year: int) -> frozenset[date]:
    """Every public holiday of a country from one year to another, both counted, at most ten years."""
    years = range(first_year, min(last_year, first_year + 9) + 1)
    return frozenset(day for year in years for day in (_holidays(country, year, "") or ()))


def holiday_name(country: str, day: date, language: str) -> str:
    """What a public holiday is called: in that language where the library has it, else in English, else as there.

    Empty for a day that is none. ``language`` is one of ours, such as ``zh_Hans_CN``.
    """
    known = _holidays(country, day.year, "")
    if known is None:
        return ""
    offered = known.supported_languages
    wanted = _offered(language, offered) or _offered("en", offered)
    named = _holidays(country, day.year, wanted) if wanted else known
    return str((named or known).get(day, ""))


def _offered(language: str, offered: tuple[str, ...]) -> str:
    """The first of the library's languages that is the one wanted; of Chinese only the simplified."""
    wanted = "zh_CN" if language == "zh_Hans_CN" else language
    return next((each for each in offered if each == wanted or each.split("_")[0] == wanted), "")


@lru_cache(maxsize=200)
def _holidays(country: str, year: int, language: str) -> HolidayBase | None:
    if country not in known_countries():
        return None
    return country_holidays(country, years=year, language=language or None, expand=False)
