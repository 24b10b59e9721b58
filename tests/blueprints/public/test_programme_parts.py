"""The programme by person, by place and by track."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.schedule import service as schedules
from tests.blueprints.published import activity_named, counted_queries, text

PROGRAMME = "/e/week/programme"


def speaker() -> int:
    """The id of the one person on the programme."""
    return db.session.query(Person).filter_by(family_name="Dai").one().id


def titles(page: str) -> list[str]:
    """The titles of the cards on the page, in order."""
    return re.findall(r'<h3 class="activity__title"><a [^>]*>([^<]*)</a>', page)


def test_a_person_s_page_says_who_they_are_and_where_to_meet_them(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        found = people.get_person(speaker())
        found.biography = text("She mends *batteries*.")
        db.session.commit()
        number = found.id
    page = client.get(f"{PROGRAMME}/people/{number}")
    assert page.status_code == 200
    assert titles(page.text) == ["Opening ceremony"]
    for words in ("Ruolin Dai", "戴若琳", "Northern Polytechnic", "She mends <em>batteries</em>", "Speaker"):
        assert words in page.text
    assert f"/feeds/e/week/person/{number}.ics?lang=en" in page.text
    assert "private.example" not in page.text


def test_who_is_not_on_the_programme_has_no_page(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        other = Person(unit_id=1, family_name="Unseen", created_at=clock.now())
        db.session.add(other)
        db.session.commit()
        number, known = other.id, speaker()
        assert client.get(f"{PROGRAMME}/people/{number}").status_code == 404
        opening = activity_named("Opening ceremony")
        schedules.unschedule_activity(opening, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert client.get(f"{PROGRAMME}/people/{known}").status_code == 404
    assert client.get(f"{PROGRAMME}/people/99999").status_code == 404


def test_people_are_listed_and_found_by_either_name(week: Flask, client: FlaskClient) -> None:
    page = client.get(f"{PROGRAMME}/people").text
    assert re.search(r'<h2 class="letter__head"[^>]*>D</h2>', page)
    for asked in ("ruolin", "戴", "DAI ruo", "polytechnic"):
        assert "Ruolin Dai" in client.get(f"{PROGRAMME}/people", query_string={"q": asked}).text
    assert "Nobody fits" in client.get(f"{PROGRAMME}/people?q=zzz").text


def test_places_say_how_to_get_there(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        hall = activity_named("Opening ceremony").place_id
    page = client.get(f"{PROGRAMME}/places").text
    assert page.index("Grand Hall") < page.index("Room 101")
    assert f'href="{PROGRAMME}/places/{hall}"' in page
    own = client.get(f"{PROGRAMME}/places/{hall}?lang=zh_Hans_CN").text
    assert "大礼堂" in own
    assert titles(own) == ["开幕式", "光子", "Evening reception"]
    assert client.get(f"{PROGRAMME}/places/99999").status_code == 404


def test_a_track_has_its_page(week: Flask, client: FlaskClient) -> None:
    page = client.get(f"{PROGRAMME}/tracks/physics")
    assert titles(page.text) == ["Photons"]
    assert "feeds/e/week/track/physics.ics" in page.text
    assert client.get(f"{PROGRAMME}/tracks/alchemy").status_code == 404


def test_cards_and_activities_lead_to_people_and_places(week: Flask, client: FlaskClient) -> None:
    with week.app_context():
        opening = activity_named("Opening ceremony")
        uid, hall, who = opening.uid, opening.place_id, speaker()
    for page in (client.get(PROGRAMME).text, client.get(f"{PROGRAMME}/{uid}").text):
        assert f'href="{PROGRAMME}/people/{who}"' in page
        assert f'href="{PROGRAMME}/places/{hall}"' in page


@pytest.mark.parametrize("part", ["people", "places", "people/{who}", "places/{where}", "tracks/physics"])
def test_a_warm_part_asks_nothing_and_follows_the_next_release(week: Flask, client: FlaskClient, part: str) -> None:
    with week.app_context():
        opening = activity_named("Opening ceremony")
        path = f"{PROGRAMME}/{part.format(who=speaker(), where=opening.place_id)}"
    first = client.get(path)
    with counted_queries(week) as statements:
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, statements) == (304, [])
    with week.app_context():
        for name in ("Opening ceremony", "Photons"):
            activity = activity_named(name)
            end = activity.ends_at + timedelta(hours=3)
            start, place_id, now = activity.starts_at, activity.place_id, clock.now()
            schedules.move_activity(activity, starts_at=start, ends_at=end, place_id=place_id, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
    with counted_queries(week) as statements:
        fresh = client.get(path)
    assert statements
    assert ("15:00" in fresh.text or "13:00" in fresh.text) == ("/" in part)
