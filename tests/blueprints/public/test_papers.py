"""The programme on paper and pictures to share, as everybody is handed them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.blueprints.papers import MOST_WAITING
from coopevents.documents import typesetting
from coopevents.facts import THE_HOUSE
from coopevents.places import queries as places
from coopevents.schedule import service as schedules
from tests.blueprints.published import activity_named, counted_queries, present_event, publish
from tests.documents.pdfs import bare, reader, text_of

BOOKLET = "/e/week/programme/booklet.pdf"
LATER = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_the_booklet_is_the_released_programme(week: Flask, client: FlaskClient) -> None:
    answer = client.get(BOOKLET)
    assert answer.status_code == 200
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="week-programme.pdf"'
    said = text_of(answer.data)
    for title in ("Opening ceremony", "开幕式", "Batteries", "电池回收", "Evening reception", "戴若琳"):
        assert bare(title) in said
    for unseen in ("Secret meeting", "Unfinished draft", "ruolin.dai@private.example"):
        assert bare(unseen) not in said
    assert bare("http://localhost/e/week/programme") in said


def test_it_is_set_once_and_not_sent_twice(week: Flask, client: FlaskClient) -> None:
    first = client.get(BOOKLET)
    with counted_queries(week) as statements:
        again = client.get(BOOKLET, headers={"If-None-Match": first.headers["ETag"]})
        whole = client.get(BOOKLET, headers={"Accept-Encoding": "br, gzip"})
    assert (again.status_code, again.data) == (304, b"")
    assert whole.data == first.data
    assert "Content-Encoding" not in whole.headers
    assert statements == []


def test_what_is_asked_is_understood_or_left_out(week: Flask, client: FlaskClient) -> None:
    for address in ("?languages=tlh", "?languages=en,zh,fr", "?languages=en,xx"):
        assert client.get(BOOKLET + address).status_code == 404
    chinese = client.get(f"{BOOKLET}?languages=zh&paper=a4&arrangement=upside-down&texts=maybe").data
    assert bare("开幕式") in text_of(chinese)
    assert bare("Opening ceremony") not in text_of(chinese)
    assert round(float(reader(chinese).pages[0].mediabox[2])) == 595
    assert client.get("/e/nowhere/programme/booklet.pdf").status_code == 404
    assert client.get("/e/nowhere/programme/booklet").status_code == 404


def test_cancelled_reopened_and_placeless_are_told_as_they_are_now(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        schedules.cancel_activity(activity_named("Photons"), "The laser broke.", now=LATER, actor=THE_HOUSE)
        lecture = activity_named("Batteries")
        gone = places.get_place(lecture.place_id)
        without = schedules.details_of(lecture, place_id=None)
        schedules.change_activity(lecture, without, expected_version=None, now=LATER, actor=THE_HOUSE)
        assert gone.name["en"] == "Room 101"
        unit_of_work.commit()
    cancelled = text_of(client.get(f"{BOOKLET}?languages=en").data)
    assert bare("Cancelled: The laser broke.") in cancelled
    assert cancelled.count("Room101") == 2  # the tour is still there; its place stands in the index
    with week.app_context():
        schedules.reopen_activity(activity_named("Photons"), now=LATER, actor=THE_HOUSE)
        unit_of_work.commit()
    reopened = text_of(client.get(f"{BOOKLET}?languages=en").data)
    assert "Cancelled" not in reopened
    assert bare("Photons") in reopened


def test_the_choice_offers_the_languages_of_the_event(week: Flask, client: FlaskClient) -> None:
    page = client.get("/e/week/programme/booklet?lang=en").text
    languages = re.search(r'name="languages".*?</select>', page, re.DOTALL)
    assert languages is not None
    assert re.findall(r'value="([^"]*)">([^<]*)<', languages[0]) == [
        ("en,zh", "English + 简体中文"),
        ("zh,en", "简体中文 + English"),
        ("en", "English"),
        ("zh", "简体中文"),
    ]
    assert 'action="/e/week/programme/booklet.pdf"' in page
    assert 'href="/e/week/programme/booklet"' in client.get("/e/week/programme").text


def test_before_the_first_release_there_is_nothing_to_print(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        publish(is_published=False)
    assert client.get(BOOKLET).status_code == 404
    assert client.get("/e/week/share.png").status_code == 404


def test_messengers_find_the_picture_of_every_page(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        uid = activity_named("Photons").uid
        assert present_event().slug == "week"
    for page, picture in (
        ("/e/week/?lang=fr", "/e/week/share.png?lang=fr"),
        ("/e/week/programme?lang=en", "/e/week/share.png?lang=en"),
        (f"/e/week/programme/{uid}?lang=zh_Hans_CN", f"/e/week/programme/{uid}/share.png?lang=zh_Hans_CN"),
    ):
        html = client.get(page).text
        assert f'<meta property="og:image" content="http://localhost{picture}">' in html
        assert '<meta name="twitter:card" content="summary_large_image">' in html
        answer = client.get(picture)
        assert (answer.status_code, answer.content_type) == (200, "image/png")
        assert len(answer.data) <= 150_000
        assert client.get(picture, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/e/week/programme/no-such-uid/share.png").status_code == 404
    assert client.get("/e/week/share.png?lang=tlh").status_code == 404


def test_readers_who_wait_for_papers_leave_the_server_free(week: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "PATIENCE_SECONDS", 300.0)
    monkeypatch.setattr(typesetting, "_DRAWER", typesetting.Drawer())
    answers: list[int] = []
    most_sent_away = Event()

    def ask(number: int) -> None:
        languages, pages = ("en", "zh", "fr", "en,zh", "zh,en")[number % 5], "no" if number > 4 else "yes"
        answers.append(week.test_client().get(f"{BOOKLET}?languages={languages}&pages={pages}").status_code)
        if len(answers) == 10 - MOST_WAITING:
            most_sent_away.set()

    readers = [Thread(target=ask, args=(number,)) for number in range(10)]
    with typesetting._PRESSES, typesetting._PRESSES:
        for each in readers:
            each.start()
        assert most_sent_away.wait(120)
    for each in readers:
        each.join()
    assert answers == [503] * (10 - MOST_WAITING) + [200] * MOST_WAITING


def test_a_picture_in_another_language_changes_nobodys_language(week: Flask, client: FlaskClient) -> None:
    answer = client.get("/e/week/share.png?lang=fr")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "language=fr" in client.get("/e/week/?lang=fr").headers["Set-Cookie"]
