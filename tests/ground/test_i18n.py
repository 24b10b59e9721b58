"""Languages negotiated, and days and times as each language writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from coopevents import i18n

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2026, 11, 30, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh_Hans_CN"),
        ("zh-SG", "zh_Hans_CN"),
        ("zh-Hans-CN", "zh_Hans_CN"),
        ("zh-TW,zh-Hant;q=0.9", "en"),
        ("zh-TW,fr;q=0.5", "fr"),
        ("fr-CA", "fr"),
        ("de,fr;q=0.3,en;q=0.2", "fr"),
        ("fr;q=0, en", "en"),
        ("", "en"),
        ("x;q=nonsense,,;", "en"),
    ],
)
def test_the_browser_s_languages_lead_to_one_of_ours(header: str, expected: str) -> None:
    assert i18n.negotiated_language(header) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Monday, 30 November 2026"),
        ("zh_Hans_CN", "2026年11月30日星期一"),
        ("fr", "lundi 30 novembre 2026"),
    ],
)
def test_days_are_written_with_their_weekday(app: Flask, language: str, expected: str) -> None:
    with app.test_request_context(), i18n.force_locale(language):
        assert i18n.day_text(MOMENT, SHANGHAI) == expected


def test_a_span_past_midnight_names_the_second_day(app: Flask) -> None:
    ends_at = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    with app.test_request_context(), i18n.force_locale("en"):
        assert i18n.time_range_text(MOMENT, ends_at, SHANGHAI) == "09:30–01:00 (Tue 1 Dec)"
        assert i18n.time_range_text(MOMENT, MOMENT.replace(hour=3), SHANGHAI) == "09:30–11:30"


def test_a_zone_is_named_with_its_offset(app: Flask) -> None:
    with app.test_request_context(), i18n.force_locale("en"):
        assert i18n.zone_text(SHANGHAI, MOMENT).endswith("UTC+08:00")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "23–27 Nov 2026"), ("zh_Hans_CN", "2026年11月23日至27日"), ("fr", "23–27 nov. 2026")],
)
def test_a_span_of_days_is_written_once(app: Flask, language: str, expected: str) -> None:
    with app.test_request_context(), i18n.force_locale(language):
        assert i18n.date_range_text(date(2026, 11, 23), date(2026, 11, 27)).replace("\u2009", "") == expected


def test_countries_are_named_in_the_reader_s_language(app: Flask) -> None:
    with app.test_request_context(), i18n.force_locale("fr"):
        assert i18n.country_name("DE") == "Allemagne"
        choices = dict(i18n.country_choices())
    assert choices["CN"] == "Chine"
    assert "EU" not in choices


def test_an_unknown_language_in_the_address_is_ignored(app: Flask) -> None:
    with app.test_request_context("/?lang=xx", headers={"Accept-Language": "fr"}):
        assert i18n.current_language() == "fr"
    with app.test_request_context("/?lang=zh_Hans_CN", headers={"Accept-Language": "fr"}):
        assert i18n.current_language() == "zh_Hans_CN"
