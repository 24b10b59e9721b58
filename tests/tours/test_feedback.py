"""What visitors think of a tour: when they may say it, how many, and what the desk reads of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Role
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.states import ParticipantRole
from coopevents.tours import departures, desks, feedback, feedback_queries, routes
from coopevents.tours.feedback import FeedbackDetails
from coopevents.tours.models import TourDeparture, TourFeedback
from tests.desks import NOW, Desk
from tests.tours.office import CAMPUS, STARTS, VISITOR, Tours

ENDS = STARTS + timedelta(minutes=90)
BEGINNING_OF_TIME = STARTS - timedelta(days=365)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def say(departure: TourDeparture, stars: int, words: str = "", now: datetime = ENDS) -> None:
    """Somebody says what they think."""
    feedback.give_feedback(departure, FeedbackDetails(stars=stars, words=words), now=now, actor=VISITOR)
    unit_of_work.commit()


def test_stars_and_words_are_kept_and_nobody_is_named(tours: Tours) -> None:
    departure = tours.departure()
    say(departure, 4, "  The bell tower!\x00 ")
    kept = db.session.query(TourFeedback).one()
    assert (kept.stars, kept.words, kept.departure_id) == (4, "The bell tower!", departure.id)
    told = db.session.query(AuditEntry).filter_by(fact="TourFeedbackGiven").one()
    assert (told.changes, told.actor_label) == ({}, VISITOR.label)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (STARTS - timedelta(minutes=1), False),
        (STARTS, True),
        (ENDS + feedback.OPEN_FOR, True),
        (ENDS + feedback.OPEN_FOR + timedelta(minutes=1), False),
    ],
)
def test_it_is_open_from_the_beginning_until_two_weeks_after(tours: Tours, now: datetime, is_open: bool) -> None:
    departure = tours.departure()
    assert feedback.is_open(departure, now) is is_open
    if not is_open:
        with pytest.raises(feedback.FeedbackIsNotOpen):
            say(departure, 5, now=now)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_one_to_five(tours: Tours, stars: int) -> None:
    with pytest.raises(feedback.StarsAreMissing):
        say(tours.departure(), stars)


def test_there_are_never_more_opinions_than_places(tours: Tours) -> None:
    departure = tours.departure()
    for _each in range(departure.most_heads):
        say(departure, 5)
    with pytest.raises(feedback.FeedbackIsFull):
        say(departure, 1)
    assert feedback_queries.count_of(departure.id) == departure.most_heads


def test_routes_are_told_by_their_average_and_guides_from_five_opinions_on(tours: Tours) -> None:
    led = ParticipantDetails(tours.guide("Mei"), ParticipantRole.GUIDE)
    departure = tours.departure(guide_ids=(led.person_id,))
    for stars in (5, 4, 4, 3):
        say(departure, stars)
    units = [tours.unit_id]
    assert [(each.count, each.average) for each in feedback_queries.list_by_route(units, BEGINNING_OF_TIME)] == [(4, 4)]
    assert feedback_queries.list_by_guide(units, BEGINNING_OF_TIME) == []
    say(departure, 5)
    (told,) = feedback_queries.list_by_guide(units, BEGINNING_OF_TIME)
    assert (told.about, told.count, told.average) == (led.person_id, 5, 4.2)
    assert feedback_queries.list_by_route([tours.unit_id + 1], BEGINNING_OF_TIME) == []


def _begun(desk: Desk) -> str:
    """The address of the form of a tour that has just begun."""
    own = desks.open_desk(desk.unit_id, time_zone="Asia/Shanghai", now=NOW, actor=THE_HOUSE)
    route = routes.add_route(desk.unit_id, CAMPUS, now=NOW, actor=THE_HOUSE)
    starts = clock.now().replace(second=0, microsecond=0) - timedelta(minutes=30)
    details = departures.details_for(route, starts)
    made = departures.plan_departure(own, route, details, now=NOW, actor=THE_HOUSE)
    code = made.feedback_code
    unit_of_work.commit()
    return f"/tours/feedback/{code}"


def test_a_visitor_says_it_by_the_code_and_the_desk_reads_it(desk: Desk, client: FlaskClient) -> None:
    with desk.writing():
        address = _begun(desk)
    seer, stranger = desk.colleague(Role.UNIT_VIEWER), desk.colleague(Role.UNIT_VIEWER, scope_id=desk.other_unit_id)
    found = TOKEN.search(client.get(address).text)
    assert found is not None
    token = {"csrf_token": found[1]}
    refused = client.post(address, data={"words": "=Lovely", **token})
    assert (refused.status_code, "=Lovely" in refused.text) == (422, True)
    assert client.post(address, data={"stars": "5", "homepage": "https://spam.example", **token}).status_code == 422
    answer = client.post(address, data={"stars": "5", "words": "=Lovely", **token}, follow_redirects=True)
    assert "Thank you!" in answer.text
    assert "=Lovely" in seer.get("/desk/tours/feedback").text
    assert "=Lovely" not in stranger.get("/desk/tours/feedback").text
    exported = seer.get("/desk/tours/feedback/export.csv").text
    assert "'=Lovely" in exported
    assert client.get("/tours/feedback/" + "0" * 32).status_code == 404
    on_the_phone = desk.colleague(Role.TOUR_MANAGER).get("/guide/1/").text
    assert ("Code for feedback" in on_the_phone, "<svg" in on_the_phone) == (True, True)
