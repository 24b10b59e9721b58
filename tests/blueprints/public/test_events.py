"""The list of events, an event's page and its practical pages, as everybody sees them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.events import service as events
from coopevents.facts import THE_HOUSE
from coopevents.registration import service as registration
from coopevents.registration.details import GuestDetails, TermsDetails
from tests.blueprints.published import NOW, counted_queries, present_event, publish

ADDRESSES = ("/", "/e/week/", "/e/week/pages/visa", "/e/week/programme", "/e/week/subscribe")


def test_an_office_without_events_says_so(client: FlaskClient) -> None:
    assert "No public events yet" in client.get("/").text


def test_the_list_shows_what_is_published_only(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        publish(slug="hidden", is_published=False)
    page = client.get("/").text
    assert "/e/week/" in page
    assert "/e/hidden/" not in page


def test_an_event_says_when_where_and_who_hosts_in_two_languages(week: Flask, client: FlaskClient) -> None:
    english, chinese = client.get("/e/week/?lang=en").text, client.get("/e/week/?lang=zh_Hans_CN").text
    for words in (
        "Partnership Week",
        "合作伙伴周",
        "Main Campus",
        "International Office",
        "Opening ceremony",
        "戴若琳",
    ):
        assert words in english
    for words in ("合作伙伴周", "主校区", "国际处", "开幕式", "2027年3月1日"):
        assert words in chinese


@pytest.mark.parametrize("address", ["/e/nothing/", "/e/draft/", "/e/draft/programme", "/e/week/pages/nothing"])
def test_what_nobody_may_see_is_not_found(week: Flask, client: FlaskClient, address: str) -> None:
    with week.app_context():
        publish(slug="draft", is_published=False)
    assert client.get(address).status_code == 404


def test_a_cancelled_event_stays_visible_as_cancelled(week: Flask, client: FlaskClient) -> None:
    client.get("/e/week/")
    with week.app_context():
        events.cancel_event(present_event(), "A typhoon is coming.", now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    for address in ("/e/week/", "/e/week/programme", "/e/week/pages/visa", "/e/week/subscribe"):
        page = client.get(address)
        assert page.status_code == 200
        assert "This event is cancelled" in page.text
        assert "A typhoon is coming." in page.text
    assert "Cancelled" in client.get("/").text


def test_an_event_taken_back_is_gone_at_once(week: Flask, client: FlaskClient) -> None:
    assert client.get("/e/week/").status_code == 200
    with week.app_context():
        events.unpublish_event(present_event(), now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert client.get("/e/week/").status_code == 404
    assert "/e/week/" not in client.get("/").text


def test_the_button_follows_the_seats(week: Flask, client: FlaskClient) -> None:
    assert "Register" in _button(client)
    with week.app_context():
        registration.change_terms(present_event(), TermsDetails(capacity=1), now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert "Register" in _button(client)
    with week.app_context():
        guest = GuestDetails(email="a.guest@example.org", family_name="Guest", has_consented=True)
        registration.register_guest(present_event(), guest, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert "Join the waiting list" in _button(client)


def test_the_button_opens_by_itself(week: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    opens_at = datetime(2027, 1, 15, 8, tzinfo=UTC)
    with week.app_context():
        registration.change_terms(present_event(), TermsDetails(opens_at=opens_at), now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    monkeypatch.setattr(clock, "now", lambda: opens_at - timedelta(seconds=1))
    assert "Registration opens on Friday, 15 January 2027, 16:00" in client.get("/e/week/").text
    monkeypatch.setattr(clock, "now", lambda: opens_at)
    assert "Register" in _button(client)


def test_a_practical_page_is_markdown_that_does_no_harm(week: Flask, client: FlaskClient) -> None:
    assert "<strong>the letter</strong>" in client.get("/e/week/pages/visa").text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_kept_page_costs_no_query_and_sets_no_cookie(week: Flask, client: FlaskClient, address: str) -> None:
    first = client.get(address)
    with counted_queries(week) as statements:
        second = client.get(address)
    assert statements == []
    assert first.data == second.data
    assert "Set-Cookie" not in second.headers
    assert "csrf" not in second.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_page_is_told_so(week: Flask, client: FlaskClient, address: str) -> None:
    etag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_language_and_light_has_its_own_page(week: Flask, client: FlaskClient) -> None:
    client.get("/e/week/")
    french = client.get("/e/week/", headers={"Accept-Language": "fr"})
    assert '<html lang="fr"' in french.text
    assert 'data-theme="dark"' in client.get("/e/week/?theme=dark").text
    assert {"Accept-Encoding", "Accept-Language", "Cookie"} <= set(french.headers["Vary"].replace(",", " ").split())


def test_what_a_stranger_writes_into_the_address_reaches_nobody(week: Flask, client: FlaskClient) -> None:
    client.get("/e/week/programme?evil=%3Cscript%3E")
    assert "evil" not in client.get("/e/week/programme").text


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_pages_travel_compressed(week: Flask, client: FlaskClient, encoding: str) -> None:
    whole = client.get("/e/week/")
    small = client.get("/e/week/", headers={"Accept-Encoding": encoding})
    assert small.headers["Content-Encoding"] == encoding
    assert len(small.data) < len(whole.data) / 2
    assert small.headers["ETag"] != whole.headers["ETag"]


def test_search_engines_learn_of_every_language(week: Flask, client: FlaskClient) -> None:
    page = client.get("/e/week/").text
    assert '<link rel="canonical" href="http://localhost/e/week/?lang=en">' in page
    assert 'hreflang="zh-Hans" href="http://localhost/e/week/?lang=zh_Hans_CN"' in page
    assert '<meta name="description" content="Two days of meetings.">' in page


def test_a_changed_title_is_read_at_once(week: Flask, client: FlaskClient) -> None:
    client.get("/")
    with week.app_context():
        event = present_event()
        event.title = event.title.with_text("en", "Another name")
        db.session.flush()
        events.cancel_event(event, "For the test.", now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert "Another name" in client.get("/").text
    assert "Another name" in client.get("/e/week/").text


def _button(client: FlaskClient) -> str:
    page = client.get("/e/week/").text
    start = page.index('class="button button--primary')
    return page[start : page.index("</a>", start)]
