"""Organisers' doors to releases, without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event as sql_event

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.events import service as event_service
from coopevents.exports import read_csv
from coopevents.facts import THE_HOUSE
from coopevents.people.models import Person
from coopevents.places import queries as places
from coopevents.places import service as place_service
from coopevents.places.details import PlaceDetails
from coopevents.places.models import PlaceKind
from coopevents.schedule import queries, service, sign_up_queries
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.models import SignUp
from coopevents.schedule.release_models import Release
from coopevents.schedule.releasing import release_schedule
from coopevents.schedule.states import ActivityKind, ParticipantRole, SignUpState
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.desks import NOW, Colleague, Desk

RELEASE = "/desk/events/week/programme/release"
RELEASES = "/desk/events/week/programme/releases"
SETTINGS = "/desk/events/week/programme/settings"
FIRST = NOW.replace(day=30)
HOUR = timedelta(hours=1)


class Office:
    """An office whose published programme has two activities, one with a speaker, and its colleagues."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.event_id = desk.event()
        self.colleague = desk.colleague()
        with desk.writing():
            speaker = Person(
                unit_id=desk.unit_id, given_name="Amélie", family_name="Laurent", email="a@example.org", created_at=NOW
            )
            db.session.add(speaker)
            db.session.flush()
            hall = PlaceDetails(kind=PlaceKind.HALL, name=LocalizedText(en="Hall 1", zh_Hans_CN="一号厅"), capacity=80)
            self.hall = place_service.add_place(desk.unit_id, hall, now=NOW, actor=THE_HOUSE).id
            garden = PlaceDetails(kind=PlaceKind.OUTDOOR, name=LocalizedText(en="Garden"))
            self.garden = place_service.add_place(desk.unit_id, garden, now=NOW, actor=THE_HOUSE).id
            self.speaker = ParticipantDetails(speaker.id, ParticipantRole.SPEAKER)
            self.salon = self.plan("Salon on robotics", people=(self.speaker,))
            self.tour = self.plan("Campus tour", hours=2, kind=ActivityKind.TOUR)
            event_service.publish_event(events.get_event(self.event_id), now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()

    def plan(self, title: str, hours: float = 0, **values: Any) -> int:
        """An activity of an hour in the hall, in the working copy; its id."""
        said: dict[str, Any] = {
            "kind": ActivityKind.SALON,
            "title": LocalizedText(en=title),
            "text": LocalizedText(en="About machines that walk."),
            "starts_at": FIRST + hours * HOUR,
            "ends_at": FIRST + (hours + 1) * HOUR,
            "place_id": self.hall,
        }
        schedule = events.get_event(self.event_id).schedule
        return service.plan_activity(schedule, ActivityDetails(**{**said, **values}), now=NOW, actor=THE_HOUSE).id

    def change(self, activity_id: int, **values: Any) -> None:
        """Say something else of an activity, and keep it."""
        with self.desk.writing():
            activity = queries.get_activity(events.get_event(self.event_id).schedule_id, activity_id)
            details = service.details_of(activity, **values)
            service.change_activity(
                activity, details, expected_version=None, now=NOW + timedelta(minutes=1), actor=THE_HOUSE
            )
            unit_of_work.commit()

    def release(self) -> None:
        """Make a release without looking."""
        with self.desk.writing():
            release_schedule(events.get_event(self.event_id).schedule, now=NOW + HOUR, actor=THE_HOUSE)
            unit_of_work.commit()

    def latest(self) -> Release:
        """What readers read."""
        with self.desk.app.app_context():
            found = queries.find_latest_release(events.get_event(self.event_id).schedule_id)
            assert found is not None
            return found


@pytest.fixture
def office(desk: Desk) -> Office:
    """An office with a published programme."""
    return Office(desk)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def fingerprint(answer: Any) -> str:
    found = re.search(r'name="fingerprint"[^>]*value="([^"]*)"', answer.text)
    assert found is not None
    return found[1]


def send(colleague: Colleague, path: str = RELEASE, **typed: str) -> Any:
    """Look at the page, then press its button."""
    return colleague.post(path, {"fingerprint": fingerprint(colleague.get(path)), **typed})


def test_what_waits_is_shown_old_and_new_and_who_hears_of_it(office: Office) -> None:
    office.change(office.salon, place_id=office.garden, text=LocalizedText(en="About machines that fly."))
    with office.desk.writing():
        office.plan("Dinner", hours=5, kind=ActivityKind.MEAL, place_id=None)
        unit_of_work.commit()
    page = office.colleague.get(RELEASE)

    words = text_of(page)
    assert "2 changes wait for release" in words
    assert "1 new and 1 moved" in words
    assert "before: Hall 1 → now: Garden" in words
    assert "About machines that before: walk. now: fly." in words
    assert "1 activity has no place. Dinner" in words
    assert "Amélie Laurent Speaker" in words
    assert "Release and tell 1 person" in words
    assert "2 changes wait for release" in text_of(office.colleague.get("/desk/events/week/programme"))
    assert "changes wait for release" in text_of(office.colleague.get("/desk/events/week/"))
    assert "2 changes wait for release" in text_of(office.colleague.get("/desk/"))

    answer = send(office.colleague, name="After the meeting", **{"comment-en": "The garden is dry."})
    assert answer.status_code == 302
    latest = office.latest()
    assert (latest.number, latest.name, dict(latest.comment)) == (2, "After the meeting", {"en": "The garden is dry."})
    assert "Nothing waits for release" in text_of(office.colleague.get(RELEASE))
    assert "wait for release" not in text_of(office.colleague.get("/desk/"))


@both_databases
def test_a_button_pressed_twice_makes_one_release(office: Office) -> None:
    office.change(office.tour, place_id=office.garden)
    seen = fingerprint(office.colleague.get(RELEASE))
    answers = [office.colleague.post(RELEASE, {"fingerprint": seen}) for _press in range(2)]

    assert [each.status_code for each in answers] == [302, 302]
    assert answers[1].headers["Location"] == RELEASES
    assert "nothing waits for release" in text_of(office.colleague.get(RELEASES))
    assert office.latest().number == 2


def test_what_changed_meanwhile_is_shown_before_it_is_released(office: Office) -> None:
    office.change(office.tour, place_id=office.garden)
    seen = fingerprint(office.colleague.get(RELEASE))
    office.change(office.salon, place_id=None)
    answer = office.colleague.post(RELEASE, {"fingerprint": seen, "name": "Mine"})

    assert answer.status_code == 409
    assert "The programme was changed after you opened this page" in text_of(answer)
    assert 'value="Mine"' in answer.text
    assert "before: Hall 1 → now: no place" in text_of(answer)
    assert office.latest().number == 1
    assert office.colleague.post(RELEASE, {"fingerprint": fingerprint(answer)}).status_code == 302


def test_a_name_that_is_too_long_is_refused_at_its_field(office: Office) -> None:
    office.change(office.tour, place_id=office.garden)
    answer = send(office.colleague, name="x" * 121)

    assert answer.status_code == 422
    assert office.latest().number == 1


def test_who_is_booked_on_what_does_not_take_place_is_counted(office: Office) -> None:
    with office.desk.writing():
        schedule_id = events.get_event(office.event_id).schedule_id
        person = Person(unit_id=office.desk.unit_id, given_name="Jun", family_name="Zhou", created_at=NOW)
        db.session.add(person)
        db.session.flush()
        db.session.add(SignUp(activity_id=office.tour, person_id=person.id, state=SignUpState.BOOKED, signed_up_at=NOW))
        activity = queries.get_activity(schedule_id, office.tour)
        service.cancel_activity(activity, "Rain", now=NOW, actor=THE_HOUSE)
        service.unschedule_activity(queries.get_activity(schedule_id, office.salon), now=NOW, actor=THE_HOUSE)
        place_service.retire_place(places.get_place(office.hall), now=NOW, actor=THE_HOUSE)
        office.plan("Talk", hours=4, kind=ActivityKind.LECTURE, place_id=None)
        unit_of_work.commit()
        assert sign_up_queries.count_booked(office.tour) == 1
    words = text_of(office.colleague.get(RELEASE))

    assert "1 person has a place in, or waits for, what does not take place. Campus tour" in words
    assert "1 activity is still in the tray; readers do not see it. Salon on robotics" in words
    assert "Nobody is named for 1 activity. Talk" in words
    assert "Without an e-mail address: Jun Zhou" in words


def test_whoever_plans_sees_what_waits_and_whoever_publishes_releases_it(office: Office) -> None:
    office.change(office.tour, place_id=office.garden)
    scheduler = office.desk.colleague(Role.SCHEDULER, scope_kind="event", scope_id=office.event_id)
    manager = office.desk.colleague(Role.MANAGER, scope_kind="event", scope_id=office.event_id)

    page = scheduler.get(RELEASE)
    assert "whoever publishes the event releases it" in text_of(page)
    assert 'name="fingerprint"' not in page.text
    seen = fingerprint(manager.get(RELEASE))
    assert scheduler.post(RELEASE, {"fingerprint": seen}).status_code == 403
    assert scheduler.get(f"{RELEASES}/1/restore").status_code == 403
    assert scheduler.get(SETTINGS).status_code == 403
    assert scheduler.get(RELEASES).status_code == 200
    assert manager.post(RELEASE, {"fingerprint": seen}).status_code == 302


def test_an_event_that_is_not_public_has_nothing_to_release(desk: Desk) -> None:
    desk.event()
    colleague = desk.colleague()

    assert "The event is not public yet" in text_of(colleague.get(RELEASE))
    assert "Nothing was released yet" in text_of(colleague.get(RELEASES))
    assert colleague.get(f"{RELEASES}/1").status_code == 404
    assert colleague.get(f"{RELEASES}/compare").status_code == 404
    assert colleague.post(RELEASE, {"fingerprint": ""}).status_code == 422


def test_any_two_releases_are_compared_and_each_is_a_table(office: Office) -> None:
    office.change(office.tour, place_id=office.garden)
    office.release()
    office.change(office.salon, capacity=12)

    assert "1 difference" in text_of(office.colleague.get(f"{RELEASES}/compare", **{"from": 1, "to": 2}))
    now = text_of(office.colleague.get(f"{RELEASES}/compare", **{"from": 1, "to": 0}))
    assert "2 differences" in now
    assert "Seats before: no limit → now: 12" in now
    assert "No difference" in text_of(office.colleague.get(f"{RELEASES}/compare", **{"from": 2, "to": 2}))
    assert office.colleague.get(f"{RELEASES}/compare", **{"from": 1, "to": 9}).status_code == 404
    assert "before: Hall 1 → now: Garden" in text_of(office.colleague.get(f"{RELEASES}/2"))
    table = read_csv(office.colleague.get(f"{RELEASES}/1.csv").data)
    assert [row[0] for row in table] == ["Title", "Salon on robotics", "Campus tour"]
    listed = text_of(office.colleague.get(RELEASES))
    assert "1 moved" in listed
    assert "First release" in listed


def test_going_back_is_shown_then_done_and_undone(office: Office) -> None:
    office.change(office.tour, place_id=office.garden)
    office.release()
    office.change(office.salon, capacity=12)
    path = f"{RELEASES}/1/restore"
    page = text_of(office.colleague.get(path))
    assert "before: Garden → now: Hall 1" in page
    assert "Never released, and undone by this" in page

    assert send(office.colleague, path, name="As it was").status_code == 302
    latest = office.latest()
    assert (latest.number, latest.goes_back_to, latest.name) == (3, 1, "As it was")
    assert "goes back to release 1" in text_of(office.colleague.get(RELEASES))
    assert "Nothing would change" in text_of(office.colleague.get(f"{RELEASES}/3/restore"))

    office.change(office.salon, capacity=13)
    assert "Take back what waits" in text_of(office.colleague.get(f"{RELEASES}/3/restore"))
    assert send(office.colleague, f"{RELEASES}/3/restore").status_code == 302
    assert office.latest().number == 3
    assert send(office.colleague, f"{RELEASES}/2/restore").status_code == 302
    assert office.latest().goes_back_to == 2


def test_a_programme_may_be_released_on_every_save(office: Office) -> None:
    office.change(office.tour, place_id=office.garden)
    assert "Choosing this releases it at once" in text_of(office.colleague.get(SETTINGS))
    refused = office.colleague.post(SETTINGS, {"quiet_minutes": "2000"})
    assert refused.status_code == 422
    office.colleague.post(SETTINGS, {"releases_itself": "y", "quiet_minutes": "0", "holds_notices": "y"})
    assert office.latest().number == 2
    office.change(office.salon, capacity=12)

    assert office.latest().number == 3
    assert "wait for release" not in text_of(office.colleague.get("/desk/events/week/programme"))


def test_no_page_asks_more_the_more_there_is(office: Office) -> None:
    paths = (RELEASE, RELEASES, f"{RELEASES}/2", f"{RELEASES}/compare", f"{RELEASES}/1/restore", "/desk/")

    def counts() -> list[int]:
        return [queries_of(office, path) for path in paths]

    with office.desk.writing():
        office.plan("More 0", people=(office.speaker,), hours=6)
        unit_of_work.commit()
    office.release()
    office.change(office.tour, place_id=office.garden)
    few = counts()
    with office.desk.writing():
        for number in range(1, 25):
            office.plan(f"More {number}", people=(office.speaker,), hours=6 + number)
        unit_of_work.commit()
    office.release()
    office.change(office.tour, place_id=None)
    with office.desk.writing():
        for number in range(25, 40):
            office.plan(f"More {number}", people=(office.speaker,), hours=6 + number)
        unit_of_work.commit()

    assert counts() == few


def queries_of(office: Office, path: str) -> int:
    statements: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    with office.desk.app.app_context():
        engine = db.engine
    sql_event.listen(engine, "before_cursor_execute", heard)
    try:
        assert office.colleague.get(path).status_code == 200
    finally:
        sql_event.remove(engine, "before_cursor_execute", heard)
    return len(statements)
