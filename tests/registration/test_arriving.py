"""Guests arrive: one check-in, however many gates, devices and scans."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind
from coopevents.refusals import NotFound
from coopevents.registration import arriving, erasing, gate_queries, gates, holdings, kiosks, service, walk_ins
from coopevents.registration.arriving import ScanDetails, Told
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.gate_models import Arrival, Gate, ScanKind, ScanOutcome
from coopevents.registration.gate_rules import (
    CodeIsUnknown,
    GateNeedsAName,
    OverrideNeedsReason,
    TooLateToUndo,
    TooManyKioskTries,
)
from coopevents.registration.gates import GateDetails
from coopevents.registration.models import Registration
from coopevents.registration.rules import StateForbids
from coopevents.registration.states import RegistrationState as S
from coopevents.reports.arrivals import figures_of
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.text import LocalizedText
from tests.registration.conftest import NOW, OFFICER, Registrar
from tests.registration.test_bookings import book, plan

COUNTS, REPEATS, REFUSED = ScanOutcome.COUNTS, ScanOutcome.REPEATS, ScanOutcome.REFUSED


class Hall:
    """An event with two entrances, and short words for what happens there."""

    def __init__(self, registrar: Registrar) -> None:
        self.registrar = registrar
        self.north, self.south = self.gate("North"), self.gate("South")

    def gate(self, name: str, **said: object) -> Gate:
        """One more gate."""
        details = GateDetails(name=LocalizedText(en=name), **said)  # type: ignore[arg-type]
        gate = gates.add_gate(self.registrar.event, details, now=NOW, actor=OFFICER)
        unit_of_work.commit()
        return gate

    def scan(
        self, gate: Gate, guest: Registration, key: str, *, minute: float = 0, late: float = 0, **said: str
    ) -> Told:
        """A scan so many minutes after now, received so many minutes later."""
        at = self.registrar.now + timedelta(minutes=minute)
        details = ScanDetails(key=key, at=at, device="d1", **said)  # type: ignore[arg-type]
        told = arriving.record_scan(gate, guest, details, now=at + timedelta(minutes=late), actor=OFFICER)
        unit_of_work.commit()
        return told


@pytest.fixture
def hall(registrar: Registrar) -> Hall:
    return Hall(registrar)


def test_scans_are_handed_out_to_the_guest_and_erased_with_the_registration(hall: Hall) -> None:
    anna = hall.registrar.register()
    hall.scan(hall.north, anna, "a", minute=1)
    hall.scan(hall.south, anna, "b", minute=2)
    (scans,) = [each for each in holdings.holdings_of(anna) if each.name == "scans"]
    assert [(row["gate"], row["outcome"]) for row in scans.rows] == [("North", "counts"), ("South", "repeats")]
    assert "arrival" not in {each.name for each in holdings.holdings_of(anna)}
    erasing.erase_guest(anna, now=hall.registrar.later(), actor=OFFICER, reason="Asked by letter")
    assert db.session.query(Arrival).count() == 0


def checked_in_facts() -> int:
    return db.session.query(AuditEntry).filter_by(fact="GuestCheckedIn").count()


def test_the_first_scan_checks_in_and_the_second_says_where_and_when(hall: Hall) -> None:
    anna = hall.registrar.register()
    first = hall.scan(hall.north, anna, "a", minute=1)
    second = hall.scan(hall.south, anna, "b", minute=3)
    assert (first.outcome, second.outcome, anna.state) == (COUNTS, REPEATS, S.CHECKED_IN)
    assert second.first is not None
    assert (second.first.gate, second.first.scanned_at) == (hall.north, first.arrival.scanned_at)
    assert checked_in_facts() == 1


def test_the_same_intention_twice_is_one_scan_and_is_told_the_same(hall: Hall) -> None:
    anna = hall.registrar.register()
    told = [hall.scan(hall.north, anna, "a", minute=1) for _ in range(5)]
    assert {(each.outcome, each.arrival.id) for each in told} == {(COUNTS, told[0].arrival.id)}
    assert gate_queries.last_id(hall.registrar.event.id) == told[0].arrival.id


def test_an_earlier_scan_that_comes_in_later_wins_and_both_are_told(hall: Hall) -> None:
    anna = hall.registrar.register()
    north = hall.scan(hall.north, anna, "a", minute=14)
    south = hall.scan(hall.south, anna, "b", minute=10, late=10)
    assert (north.arrival.outcome, south.outcome) == (REPEATS, COUNTS)
    assert [each.gate for each in south.others] == [hall.north]
    again = arriving.told_of(north.arrival)
    assert again.first is not None
    assert (again.outcome, again.first.gate) == (REPEATS, hall.south)
    assert checked_in_facts() == 1


@pytest.mark.parametrize(
    ("verb", "reason"),
    [("decline_registration", "declined"), ("withdraw_registration", "revoked"), ("cancel_registration", "revoked")],
)
def test_whoever_has_no_place_is_refused_with_the_reason(hall: Hall, verb: str, reason: str) -> None:
    anna = hall.registrar.register()
    hall.registrar.do(getattr(service, verb), anna, "Because")
    told = hall.scan(hall.north, anna, "a", minute=1)
    assert (told.outcome, told.refusal and told.refusal.reason) == (REFUSED, reason)
    assert arriving.told_of(told.arrival).refusal.reason == reason  # type: ignore[union-attr]


def test_who_waits_for_a_decision_or_a_place_is_refused(hall: Hall) -> None:
    hall.registrar.terms(needs_approval=True, capacity=1)
    asked, waiting = hall.registrar.register("asked"), hall.registrar.register("waiting")
    told = [hall.scan(hall.north, each, each.email, minute=1) for each in (asked, waiting)]
    assert [each.refusal.reason for each in told if each.refusal] == ["not_confirmed", "no_place"]


def test_a_closed_gate_lets_nobody_in_but_keeps_who_came_before_it_was_known_to_be_closed(hall: Hall) -> None:
    gates.change_gate(hall.north, GateDetails(name=hall.north.name, is_open=False), now=NOW, actor=OFFICER)
    anna, ben = hall.registrar.register("anna"), hall.registrar.register("ben")
    now, late = hall.scan(hall.north, anna, "a", minute=1), hall.scan(hall.north, ben, "b", minute=1, late=10)
    assert (now.outcome, late.outcome) == (REFUSED, COUNTS)


def test_a_scan_is_undone_within_ten_minutes_and_a_later_scan_counts_again(hall: Hall) -> None:
    anna = hall.registrar.register()
    hall.scan(hall.north, anna, "a", minute=1)
    undone = hall.scan(hall.north, anna, "u", minute=5, kind=ScanKind.UNDO, undoes="a")
    assert (undone.first and undone.first.outcome, anna.state) == (ScanOutcome.UNDONE, S.APPROVED)
    assert hall.scan(hall.north, anna, "u", minute=5, kind=ScanKind.UNDO, undoes="a").arrival == undone.arrival
    assert hall.scan(hall.south, anna, "b", minute=6).outcome is COUNTS
    with pytest.raises(TooLateToUndo):
        hall.scan(hall.south, anna, "v", minute=17, kind=ScanKind.UNDO, undoes="b")
    with pytest.raises(NotFound):
        hall.scan(hall.south, anna, "w", minute=17, kind=ScanKind.UNDO, undoes="never made")


def test_undoing_the_first_of_two_leaves_the_guest_in(hall: Hall) -> None:
    anna = hall.registrar.register()
    hall.scan(hall.north, anna, "a", minute=1)
    second = hall.scan(hall.south, anna, "b", minute=2)
    hall.scan(hall.north, anna, "u", minute=3, kind=ScanKind.UNDO, undoes="a")
    assert (second.arrival.outcome, anna.state) == (COUNTS, S.CHECKED_IN)


def test_an_exit_notes_who_leaves_and_they_may_come_back(hall: Hall) -> None:
    anna, way_out = hall.registrar.register(), hall.gate("Way out", is_exit=True)
    told = [
        hall.scan(hall.north, anna, "a", minute=1).outcome,
        hall.scan(way_out, anna, "b", minute=60).outcome,
        hall.scan(way_out, anna, "c", minute=61).outcome,
        hall.scan(hall.south, anna, "d", minute=90).outcome,
    ]
    assert (told, anna.state, checked_in_facts()) == ([COUNTS, COUNTS, REPEATS, COUNTS], S.CHECKED_IN, 1)


def test_the_list_at_the_desk_and_the_gates_know_of_each_other(hall: Hall) -> None:
    anna, ben = hall.registrar.register("anna"), hall.registrar.register("ben")
    hall.registrar.do(arriving.check_in_by_hand, anna)
    hall.registrar.do(service.check_in_guest, ben)  # as data of an older version stands
    assert [hall.scan(hall.north, each, each.email, minute=1).outcome for each in (anna, ben)] == [REPEATS, REPEATS]
    hall.registrar.do(arriving.undo_by_hand, anna)
    assert hall.scan(hall.north, anna, "again", minute=9).outcome is COUNTS
    with pytest.raises(StateForbids):
        hall.registrar.do(arriving.check_in_by_hand, anna)


def test_at_an_activity_bookings_are_respected_and_walk_ins_need_room(hall: Hall) -> None:
    tour = plan(hall.registrar, places=2)
    anna, ben, cleo, dora = (hall.registrar.register(name) for name in ("anna", "ben", "cleo", "dora"))
    book(hall.registrar, anna, tour)
    door = hall.gate("Tour", activity_id=tour.id)
    outcomes = [
        hall.scan(door, ben, "b", minute=1).outcome,  # one place is free
        hall.scan(door, cleo, "c", minute=2).refusal,
        hall.scan(door, anna, "a", minute=3).outcome,
        hall.scan(door, anna, "a2", minute=4).outcome,
    ]
    assert outcomes[0] is COUNTS
    assert outcomes[1] is not None
    assert (outcomes[1].reason, outcomes[2], outcomes[3]) == ("full", COUNTS, REPEATS)
    assert hall.scan(door, dora, "d", minute=5, late=10).outcome is COUNTS  # let in while there was no network
    present = {each.person_id for each in sign_ups.list_roster(tour.id) if each.attended_at}
    assert present == {anna.person_id, ben.person_id, dora.person_id}
    assert anna.state is S.APPROVED
    hall.scan(door, ben, "u", minute=4, kind=ScanKind.UNDO, undoes="b")
    assert ben.person_id not in {each.person_id for each in sign_ups.list_roster(tour.id) if each.attended_at}


def test_a_walk_in_is_registered_and_in_and_beyond_the_capacity_only_with_a_reason(hall: Hall) -> None:
    hall.registrar.terms(capacity=0)
    details = GuestDetails(email="walk@example.org", family_name="Walker", has_consented=True, intention="w1")
    with pytest.raises(OverrideNeedsReason):
        walk_ins.receive_walk_in(hall.north, walk_ins.WalkIn(details), now=hall.registrar.later(), actor=OFFICER)
    unit_of_work.discard()
    walk_in = walk_ins.WalkIn(details, "The rector asked for it.")
    told = walk_ins.receive_walk_in(hall.north, walk_in, now=hall.registrar.later(), actor=OFFICER)
    again = walk_ins.receive_walk_in(hall.north, walk_in, now=hall.registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    assert (told.outcome, told.registration.state, told.arrival) == (COUNTS, S.CHECKED_IN, again.arrival)


def test_a_kiosk_takes_a_code_or_a_number_with_the_name_and_nothing_else(hall: Hall) -> None:
    anna = hall.registrar.register()
    number = str(anna.number)
    fits = {
        (anna.reference, ""): True,
        (number, "müller"): True,
        (number, "MULLER"): True,
        (number, ""): False,
        (number, "Nobody"): False,
        ("9999", "Müller"): False,
        ("Anna Müller", "Müller"): False,
    }
    assert {each: kiosks.find_guest(hall.north, *each) is anna for each in fits} == fits


def test_a_kiosk_counts_what_does_not_fit_and_stops(hall: Hall) -> None:
    anna = hall.registrar.register()
    now = hall.registrar.later()
    for _ in range(20):
        with pytest.raises(CodeIsUnknown):
            kiosks.check_oneself_in(hall.north, str(anna.number), "Wrong", "k", now=now)
    with pytest.raises(TooManyKioskTries):
        kiosks.check_oneself_in(hall.north, anna.reference, "", "k", now=now)
    told = kiosks.check_oneself_in(hall.north, anna.reference, "", "k", now=now + timedelta(minutes=11))
    assert told.outcome is COUNTS


def test_a_code_of_another_event_fits_nobody_at_a_kiosk(hall: Hall) -> None:
    event = hall.registrar.event
    details = EventDetails(
        kind=EventKind.SYMPOSIUM, title=LocalizedText(en="Other"), starts_on=event.starts_on, ends_on=event.ends_on,
        time_zone="Asia/Shanghai", slug="other",
    )  # fmt: skip
    other = events.create_event(details, unit_id=event.unit_id, now=NOW, actor=OFFICER)
    service.open_registration(other, TermsDetails(), now=NOW, actor=OFFICER)
    guest = service.register_guest(
        other, GuestDetails(email="x@example.org", family_name="X"), now=NOW, actor=OFFICER, by_office=True
    )
    unit_of_work.commit()
    assert kiosks.find_guest(hall.north, guest.reference, "") is None


def test_secret_addresses_are_worthless_once_replaced(hall: Hall) -> None:
    gates.open_kiosk(hall.north, now=NOW, actor=OFFICER)
    old = gates.kiosk_token(hall.north)
    assert gates.find_by_kiosk_token(old) is hall.north
    gates.open_kiosk(hall.north, now=NOW, actor=OFFICER)
    new = gates.kiosk_token(hall.north)
    assert (gates.find_by_kiosk_token(old), gates.find_by_kiosk_token(new)) == (None, hall.north)
    gates.close_kiosk(hall.north, now=NOW, actor=OFFICER)
    assert (gates.find_by_kiosk_token(new), gates.find_by_kiosk_token(new[:-1] + "a")) == (None, None)
    event = hall.registrar.event
    wall = gates.set_wall(event, is_shared=True, shows_names=False, now=NOW, actor=OFFICER)
    token = gates.wall_token(wall)
    assert gates.find_by_wall_token(token) is wall
    gates.set_wall(event, is_shared=False, shows_names=False, now=NOW, actor=OFFICER)
    assert gates.find_by_wall_token(token) is None


def test_a_gate_has_a_name(hall: Hall) -> None:
    with pytest.raises(GateNeedsAName):
        gates.add_gate(hall.registrar.event, GateDetails(name=LocalizedText(en=" ")), now=NOW, actor=OFFICER)


def test_a_badge_is_given_once_and_can_come_back(hall: Hall) -> None:
    anna = hall.registrar.register()
    for is_given in (True, True, False):
        gates.give_badge(anna, is_given, now=hall.registrar.later(), actor=OFFICER)
        unit_of_work.commit()
    assert db.session.query(AuditEntry).filter_by(fact="BadgeGiven").count() == 2


def test_figures_count_everybody_once(hall: Hall) -> None:
    zone_moment = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    guests = [hall.registrar.register(f"guest{number}") for number in range(5)]
    hall.registrar.now = zone_moment
    for number, guest in enumerate(guests[:4]):
        hall.scan((hall.north, hall.south)[number % 2], guest, f"a{number}", minute=number * 20)
        hall.scan(hall.south, guest, f"b{number}", minute=number * 20 + 1)
    figures = figures_of(hall.registrar.event, now=zone_moment + timedelta(hours=2))
    assert (figures.arrived, figures.expected) == (4, 5)
    assert [(each.gate.name["en"], each.arrived) for each in figures.gates] == [("North", 2), ("South", 2)]
    assert [(hour.hour, number) for hour, number in figures.hours if number] == [(9, 3), (10, 1)]
