"""How a delay runs through a day, as a table; and what one tap does, and to whom it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.delegations import delay_undoing, delays, itinerary, itinerary_queries, running_late, sending, sharing
from coopevents.delegations.delay_models import VisitDelay
from coopevents.delegations.models import Delegation
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.reactions import telling
from coopevents.refusals import NotFound
from coopevents.schedule import notices
from coopevents.schedule import queries as schedules
from coopevents.schedule.releasing import preview
from coopevents.schedule.states import ParticipantRole as R
from tests.delegations.conftest import Reception
from tests.delegations.test_itinerary import elsewhere
from tests.delegations.visiting import a_line, at, named, planned
from tests.readers import icaljs, libical, vobject_reader

NOW = datetime(2027, 6, 14, 1, 30, tzinfo=UTC)
ALL, ONE, OTHER = frozenset({1, 2}), frozenset({1}), frozenset({2})
WAY = timedelta(minutes=5)


def line(number: int, starts: float, ends: float, **said: Any) -> delays.Line:
    return delays.Line(number, at(starts), at(ends), place_id=number, **{"guests": ALL, **said})


def after(lines: list[delays.Line], late: int, minutes: int) -> dict[int, tuple[float, float]]:
    """By line: how many minutes later it begins and ends."""
    old = {each.id: each for each in lines}
    found = delays.spread(lines, late, timedelta(minutes=minutes), now=NOW, way=lambda _one, _other: WAY)
    return {
        each.id: tuple(
            (new - before) / timedelta(minutes=1)
            for new, before in ((each.starts_at, old[each.id].starts_at), (each.ends_at, old[each.id].ends_at))
        )
        for each in found
    }


MEETING, TALK, LUNCH = line(1, 1, 2), line(2, 2.25, 3), line(3, 3.5, 4.5)
PART = line(2, 2, 3, guests=ONE)


@pytest.mark.parametrize(
    ("lines", "late", "minutes", "expected"),
    [
        ([MEETING, TALK, LUNCH], 1, 10, {1: (0, 10)}),
        ([MEETING, TALK, LUNCH], 1, 20, {1: (0, 20), 2: (10, 10)}),
        ([MEETING, TALK, LUNCH], 1, 60, {1: (0, 60), 2: (50, 50), 3: (25, 25)}),
        ([MEETING, TALK, LUNCH], 2, 30, {2: (30, 30), 3: (5, 5)}),
        ([MEETING, line(2, 2.25, 3, stays=True), LUNCH], 1, 60, {1: (0, 60)}),
        ([MEETING, PART, line(3, 2, 3, guests=OTHER)], 1, 30, {1: (0, 30), 2: (30, 30), 3: (30, 30)}),
        ([line(1, 1, 2, guests=ONE), line(2, 2, 3, guests=OTHER)], 1, 30, {1: (0, 30)}),
        ([MEETING, line(2, 1.5, 3)], 1, 30, {1: (0, 30)}),
        ([line(1, 0, 1), TALK], 1, 30, {}),
        ([line(1, 1, 2, stays=True), TALK], 1, 30, {}),
        ([MEETING], 9, 30, {}),
        ([MEETING], 1, 0, {}),
    ],
    ids=[
        "the time between absorbs it", "what is left of it moves on", "down to the way", "what is still to come",
        "what is fixed stays", "parts of a delegation", "other guests", "what overlapped before", "what is over",
        "a fixed line", "an unknown line", "no delay",
    ],
)  # fmt: skip
def test_a_delay_moves_what_it_has_to_and_nothing_else(
    lines: list[delays.Line], late: int, minutes: int, expected: dict[int, tuple[float, float]]
) -> None:
    assert after(lines, late, minutes) == expected


def sent(reception: Reception, delegation: Delegation) -> None:
    schedule = schedules.get_schedule(delegation.schedule_id or 0)
    mark = preview(schedule, reception.now).fingerprint
    sending.send_programme(delegation, expected=mark, **reception.by())


def ours(reception: Reception, name: str) -> int:
    details = PersonDetails(family_name=name, email=f"{name}@office.example".lower())
    return people.add_person(details, unit_id=reception.unit_id, **reception.by()).id


def a_day(reception: Reception) -> tuple[Delegation, list[int]]:
    """A day of three lines and a session elsewhere, sent; the activities."""
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne", "Sean Ryan")
    first, second, third = planned(
        reception,
        delegation,
        a_line("Meeting", 1, people={ours(reception, "Host"): R.HOST, ours(reception, "Voice"): R.INTERPRETER}),
        a_line("Laboratory", 2, people={ours(reception, "Guide"): R.GUIDE}),
        a_line("Dinner", 10, people={ours(reception, "Rector"): R.HOST}),
    )
    session = elsewhere(reception)
    sharing.share_activity(delegation, session, **reception.by())
    sent(reception, delegation)
    unit_of_work.commit()
    return delegation, [first.activity_id, second.activity_id, session.id, third.activity_id]


def test_one_tap_moves_the_rest_of_the_day_once_however_often_it_is_told(reception: Reception) -> None:
    delegation, (first, second, session, dinner) = a_day(reception)
    who = {"now": NOW, "actor": reception.actor()}
    told = [running_late.run_late(delegation, first, 20, key="tap-1", **who) for _time in range(3)]
    assert len({each.id for each in told}) == 1
    times = {each.activity_id: each.activity.starts_at for each in itinerary_queries.list_items(delegation.id)}
    assert times == {first: at(1), second: at(2) + timedelta(minutes=20), session: at(3), dinner: at(10)}
    assert db.session.query(VisitDelay).count() == 1
    assert schedules.get_schedule(delegation.schedule_id or 0).release_number == 2


def test_the_same_key_told_of_two_visits_is_two_delays(reception: Reception) -> None:
    lines = [planned(reception, each, a_line("Meeting", 1))[0] for each in (reception.accepted(), reception.accepted())]
    who = {"now": NOW, "actor": reception.actor()}
    told = [running_late.run_late(each.delegation, each.activity_id, 20, key="tap", **who) for each in lines]
    assert [each.activity_id for each in told] == [each.activity_id for each in lines]
    assert {each.activity.ends_at for each in lines} == {at(2) + timedelta(minutes=20)}


def test_what_is_over_fixed_or_elsewhere_cannot_be_put_off(reception: Reception) -> None:
    delegation, (first, _second, session, _dinner) = a_day(reception)
    by = {"actor": reception.actor()}
    with pytest.raises(running_late.CannotRunLate):
        running_late.run_late(delegation, session, 20, key="a", now=NOW, **by)
    with pytest.raises(running_late.CannotRunLate):
        running_late.run_late(delegation, first, 20, key="b", now=at(2.5), **by)
    with pytest.raises(running_late.DelayIsImpossible):
        running_late.run_late(delegation, first, 0, key="c", now=NOW, **by)


def test_a_delay_is_taken_back_once_unless_the_day_was_changed_since(reception: Reception) -> None:
    delegation, (first, second, session, dinner) = a_day(reception)
    who = {"now": NOW, "actor": reception.actor()}
    told, later = (running_late.run_late(delegation, first, 20, key=key, **who) for key in ("one", "two"))
    with pytest.raises(delay_undoing.CannotBeTakenBack):
        delay_undoing.take_delay_back(delegation, told.id, **who)
    for each in (later, later, told):
        delay_undoing.take_delay_back(delegation, each.id, **who)
    lines = {each.activity_id: each.activity for each in itinerary_queries.list_items(delegation.id)}
    assert {number: each.starts_at for number, each in lines.items()} == {
        first: at(1), second: at(2), session: at(3), dinner: at(10)
    }  # fmt: skip
    assert (lines[first].ends_at, delay_undoing.latest_delays([delegation.id], since=NOW)) == (at(2), {})
    assert schedules.get_schedule(delegation.schedule_id or 0).release_number == 5
    unit_of_work.commit()
    assert tell_all(at(3)) == 0
    with pytest.raises(NotFound):
        delay_undoing.take_delay_back(reception.accepted(), told.id, **who)


def test_exactly_those_concerned_are_told_each_once_with_a_valid_calendar_update(reception: Reception) -> None:
    delegation, (first, _second, _session, _dinner) = a_day(reception)
    before = db.session.query(OutboxMessage).count()
    running_late.run_late(delegation, first, 20, key="tap", now=NOW, actor=reception.actor())
    unit_of_work.commit()
    assert tell_all(at(1.6)) == 5
    assert tell_all(at(1.7)) == 0
    messages = db.session.query(OutboxMessage).order_by(OutboxMessage.id).all()[before:]
    assert sorted(each.to_email for each in messages) == [
        "aoife.byrne@tudublin.example",
        "guide@office.example",
        "host@office.example",
        "sean.ryan@tudublin.example",
        "voice@office.example",
    ]
    assert {(each.kind, each.state) for each in messages} == {("programme_changed", MessageState.QUEUED)}
    by_name = {each.to_email.partition("@")[0]: each for each in messages}
    assert ("Laboratory" in by_name["host"].text_body, "Meeting" in by_name["host"].text_body) == (False, True)
    assert "Byrne" not in by_name["guide"].calendar_body.decode()
    body = by_name["guide"].calendar_body
    activity = itinerary_queries.list_items(delegation.id)[1].activity
    assert libical.check(body).is_clean
    assert libical.events(body) == icaljs.events(body) == vobject_reader.events(body)
    [entry] = libical.events(body)
    assert (entry.uid.partition("@")[0], entry.sequence, entry.starts_at) == (activity.uid, 1, activity.starts_at)


def tell_all(now: datetime) -> int:
    """Write and let go what is due, as the worker does; how many messages went."""
    for schedule_id, since in notices.list_unwritten_groups():
        situation = telling.read(schedule_id, since)
        telling.keep(situation, telling.write(situation, situation.waiting), now=now)
    gone = notices.hand_over(now=now)
    unit_of_work.commit()
    return gone


def test_a_line_moved_by_hand_keeps_its_place(reception: Reception) -> None:
    delegation = reception.accepted()
    [item] = planned(reception, delegation, a_line("Meeting", 1))
    itinerary.move_item(item, starts_at=at(2), ends_at=at(3), **reception.by())
    assert (item.activity.starts_at, item.activity.ends_at) == (at(2), at(3))
