"""The programme in a frame on another site."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.events.sharing import allow_sites
from coopevents.facts import THE_HOUSE
from tests.blueprints.published import NINE, counted_queries, present_event

EMBED = "/e/week/embed"


def framed_by(client: FlaskClient, path: str = EMBED) -> str:
    """Who may frame a page, as its policy says."""
    policy = client.get(path).headers["Content-Security-Policy"]
    found = re.search(r"frame-ancestors ([^;]*)", policy)
    assert found is not None
    return found[1]


def allow(week: Flask, text: str) -> None:
    with week.app_context():
        allow_sites(present_event(), text, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()


def test_only_the_sites_the_office_named_may_frame_it_and_nothing_else(week: Flask, client: FlaskClient) -> None:
    assert framed_by(client) == "'self'"
    first = client.get(EMBED).headers["ETag"]
    allow(week, "www.university.edu\n*.partner.example:8443")
    assert framed_by(client) == "'self' https://www.university.edu https://*.partner.example:8443"
    assert client.get(EMBED, headers={"If-None-Match": first}).status_code == 200
    assert "X-Frame-Options" not in client.get(EMBED).headers
    allow(week, "*")
    assert framed_by(client) == "'self' https:"
    for other in ("/e/week/programme", "/e/week/", "/e/week/register", "/e/nothing/embed"):
        assert framed_by(client, other) == "'none'"
        assert client.get(other).headers["X-Frame-Options"] == "DENY"


def test_it_sets_no_cookie_has_no_form_and_opens_elsewhere(week: Flask, client: FlaskClient) -> None:
    answer = client.get(f"{EMBED}?lang=zh_Hans_CN&theme=dark&accent=jade")
    assert "Set-Cookie" not in answer.headers
    assert 'lang="zh-Hans"' in answer.text
    assert 'data-accent="jade"' in answer.text
    assert 'data-theme="dark"' in answer.text
    assert "<form" not in answer.text
    addresses = re.findall(r"<a [^>]*>", answer.text.partition("<main")[2])
    assert len(addresses) == 7
    assert all('target="_blank" rel="noopener"' in each for each in addresses)


def test_the_line_may_ask_for_a_part(week: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def titles(query: str) -> list[str]:
        return re.findall(r'activity__title"><a [^>]*>([^<]*)', client.get(f"{EMBED}?{query}").text)

    assert titles("track=physics") == ["Photons"]
    assert titles("day=2027-03-02") == ["Campus tour"]
    assert titles("day=<script>") == []
    monkeypatch.setattr(clock, "now", lambda: NINE + timedelta(minutes=30))
    assert titles("view=now")[0] == "Opening ceremony"


def test_a_warm_frame_asks_nothing(week: Flask, client: FlaskClient) -> None:
    allow(week, "www.university.edu")
    tag = client.get(EMBED).headers["ETag"]
    with counted_queries(week) as statements:
        again = client.get(EMBED, headers={"If-None-Match": tag})
    assert (again.status_code, statements) == (304, [])
    assert "www.university.edu" in again.headers["Content-Security-Policy"]
