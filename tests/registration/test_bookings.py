"""Places in activities that are booked one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents import ledger, unit_of_work
from coopevents.db import db
from coopevents.mail.models import OutboxMessage
from coopevents.registration import bookings, queries, service
from coopevents.registration.agendas import ActivityIsNotOnTheProgramme
from coopevents.registration.bookings import PlaceIsNotConfirmed, Standing
from coopevents.registration.models import Registration
from coopevents.schedule import service as schedules
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule import signing_up
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.sign_up_rules import HasBegun, IsElsewhereThen, SignUpNotFound, TakesNoSignUps
from coopevents.schedule.states import ActivityKind, ParticipantRole, SignUpState
from coopevents.text import LocalizedText
from tests.registration.conftest import GUEST, NOW, OFFICER, Registrar

NINE = datetime(2026, 12, 1, 1, tzinfo=UTC)


def plan(registrar: Registrar, title: str = "Tour", *, places: int = 2, hours: float = 0, **said: object) -> Activity:
    """An activity of an hour with bookable places, on the released programme."""
    starts_at = NINE + timedelta(hours=hours)
    details = ActivityDetails(
        kind=ActivityKind.TOUR,
        title=LocalizedText(en=title, fr=f"{title} (fr)"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        **{"capacity": places, "takes_sign_ups": True, **said},  # type: ignore[arg-type]
    )
    activity = schedules.plan_activity(registrar.event.schedule, details, now=registrar.later(), actor=OFFICER)
    schedules.release_schedule(registrar.event.schedule, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    return activity


def book(registrar: Registrar, guest: Registration, activity: Activity, language: str = "en") -> SignUpState:
    """The guest books; what came of it."""
    now = registrar.later()
    entry = bookings.book_place(guest, activity.uid, language=language, now=now, actor=GUEST)
    unit_of_work.commit()
    return entry.state


def give_back(registrar: Registrar, guest: Registration, activity: Activity) -> None:
    bookings.give_place_back(guest, activity.uid, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()


def test_places_go_in_order_and_pass_on_to_who_waited_longest(registrar: Registrar) -> None:
    tour = plan(registrar)
    anna, ben, cleo, dora = (registrar.register(name) for name in ("anna", "ben", "cleo", "dora"))
    assert [book(registrar, each, tour) for each in (anna, ben, cleo, dora)] == [
        "booked",
        "booked",
        "waiting",
        "waiting",
    ]
    assert book(registrar, dora, tour) == "waiting", "asking twice changes nothing"
    assert bookings.standings_of(dora) == {tour.uid: Standing("waiting", 1)}
    assert bookings.places_of(anna)[tour.uid].free == 0
    give_back(registrar, anna, tour)
    give_back(registrar, anna, tour)
    assert bookings.standings_of(cleo) == {tour.uid: Standing("booked")}
    assert bookings.standings_of(anna) == {}
    assert queries.list_picks(anna.id) == frozenset()
    assert queries.list_picks(cleo.id) == {tour.uid}
    assert book(registrar, anna, tour) == "waiting", "who left stands at the end"
    assert bookings.standings_of(anna) == {tour.uid: Standing("waiting", 1)}


def test_who_moves_up_hears_of_it_with_the_activity_for_the_calendar(registrar: Registrar) -> None:
    tour = plan(registrar, places=1)
    anna, ben = registrar.register("anna"), registrar.register("ben", language="fr")
    book(registrar, anna, tour)
    book(registrar, ben, tour)
    give_back(registrar, anna, tour)
    (message,) = db.session.query(OutboxMessage).filter_by(kind="place_passed_on")
    assert (message.to_email, message.language, message.calendar_method) == ("ben@example.org", "fr", "REQUEST")
    assert "Tour (fr)" in message.text_body
    assert f"UID:{tour.uid}@".encode() in (message.calendar_body or b"")


def test_nobody_is_in_two_places_at_once(registrar: Registrar) -> None:
    tour, salon, later = plan(registrar), plan(registrar, "Salon", hours=0.5), plan(registrar, "Later", hours=1)
    guest = registrar.register()
    assert [book(registrar, guest, each) for each in (tour, later)] == ["booked", "booked"]
    with pytest.raises(IsElsewhereThen) as refused:
        book(registrar, guest, salon, language="fr")
    assert "Tour (fr)" in str(refused.value)
    give_back(registrar, guest, tour)
    with pytest.raises(IsElsewhereThen):
        book(registrar, guest, salon)
    give_back(registrar, guest, later)
    assert book(registrar, guest, salon) == "booked"


def test_who_speaks_at_that_time_cannot_book_and_is_passed_over_on_the_waiting_list(registrar: Registrar) -> None:
    anna, ben, cleo = (registrar.register(name) for name in ("anna", "ben", "cleo"))
    tour = plan(registrar, places=1)
    for each in (anna, ben, cleo):
        book(registrar, each, tour)
    speaks = (ParticipantDetails(ben.person_id, ParticipantRole.SPEAKER),)
    plan(registrar, "Talk", hours=0.5, people=speaks, takes_sign_ups=False)
    give_back(registrar, anna, tour)
    assert bookings.standings_of(ben) == {tour.uid: Standing("waiting", 0)}
    assert bookings.standings_of(cleo) == {tour.uid: Standing("booked")}


def test_more_places_are_passed_on_at_once(registrar: Registrar) -> None:
    tour = plan(registrar, places=1)
    guests = [registrar.register(name) for name in ("anna", "ben", "cleo")]
    for each in guests:
        book(registrar, each, tour)
    details = schedules.details_of(tour, capacity=3)
    schedules.change_activity(tour, details, expected_version=None, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    assert sign_ups.count_booked(tour.id) == 3


def test_who_withdraws_from_the_event_gives_every_place_back(registrar: Registrar) -> None:
    tour, later = plan(registrar, places=1), plan(registrar, "Later", places=1, hours=2)
    anna, ben = registrar.register("anna"), registrar.register("ben")
    for each in (tour, later):
        book(registrar, anna, each)
        book(registrar, ben, each)
    service.withdraw_registration(anna, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    assert bookings.standings_of(ben) == {tour.uid: Standing("booked"), later.uid: Standing("booked")}
    with pytest.raises(PlaceIsNotConfirmed):
        book(registrar, anna, tour)


def test_what_cannot_be_booked(registrar: Registrar) -> None:
    guest, open_to_all = registrar.register(), plan(registrar, "Open", takes_sign_ups=False)
    tour, cancelled = plan(registrar, hours=2), plan(registrar, "Cancelled", hours=4)
    schedules.cancel_activity(cancelled, "Rain.", now=registrar.later(), actor=OFFICER)
    schedules.release_schedule(registrar.event.schedule, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    with pytest.raises(TakesNoSignUps):
        book(registrar, guest, open_to_all)
    with pytest.raises(ActivityIsNotOnTheProgramme):
        book(registrar, guest, cancelled)
    with pytest.raises(SignUpNotFound):
        give_back(registrar, guest, tour)
    book(registrar, guest, tour)
    for deed in (bookings.give_place_back, lambda *given, **said: bookings.book_place(*given, language="en", **said)):
        other = registrar.register("late") if deed is not bookings.give_place_back else guest
        with pytest.raises(HasBegun):
            deed(other, tour.uid, now=tour.starts_at, actor=GUEST)


def test_attendance_is_noted_once_and_taken_back_and_walk_ins_are_welcome(registrar: Registrar) -> None:
    tour, anna, ben = plan(registrar), registrar.register("anna"), registrar.register("ben")
    book(registrar, anna, tour)
    ledger.take()
    for guest in (anna, anna, ben):
        signing_up.take_attendance(tour, guest.person_id, True, now=registrar.later(), actor=OFFICER)
    assert [type(each).__name__ for each in ledger.take()] == ["AttendanceTaken", "AttendanceTaken"]
    roster = [(each.person_id, each.state.value, each.attended_by) for each in sign_ups.list_roster(tour.id)]
    assert roster == [(anna.person_id, "booked", "Lin Xiaoyan"), (ben.person_id, "left", "Lin Xiaoyan")]
    signing_up.take_attendance(tour, ben.person_id, False, now=NOW, actor=OFFICER)
    assert [each.person_id for each in sign_ups.list_roster(tour.id)] == [anna.person_id]
