"""Readers of itineraries read releases, and only what is theirs."""

from __future__ import annotations

from datetime import date

import pytest

from coopevents.db import db
from coopevents.delegations import attending, calling_off, delegates, reading, reading_links, sharing
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.reading_values import Itinerary
from coopevents.delegations.reading_words import Reader
from coopevents.schedule import releasing
from coopevents.schedule import service as scheduling
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from tests.delegations.conftest import Reception
from tests.delegations.visiting import a_line, colleague, delegate_named, named, planned, released
from tests.house.test_query_counts import counted

ROLE = ParticipantRole
TODAY = date(2027, 6, 1)


class Visit:
    """Two guests; a meeting for both, a laboratory for one, a drive."""

    def __init__(self, reception: Reception) -> None:
        self.reception = reception
        self.delegation: Delegation = reception.accepted()
        head = delegate_named("Aoife", "Byrne", role=DelegateRole.HEAD)
        self.head = delegates.name_delegate(self.delegation, head, **reception.by())
        [self.other] = named(reception, self.delegation, "Sean Ryan")
        self.host, self.driver = (colleague(reception, each).id for each in ("Lin Host", "Gao Driver"))
        self.items = planned(
            reception,
            self.delegation,
            a_line("Meeting with the dean", 1, people={self.host: ROLE.HOST}),
            a_line("Laboratory", 3, guests=frozenset({self.other.id})),
            a_line("Drive to the hotel", 5, kind=ActivityKind.TRANSFER, people={self.driver: ROLE.DRIVER}),
        )


@pytest.fixture
def visit(reception: Reception) -> Visit:
    return Visit(reception)


def titles(found: Itinerary) -> list[str]:
    return [each.activity.title.in_language("en") for each in found.lines]


def test_nothing_is_read_before_it_is_released_and_drafts_of_changes_neither(visit: Visit) -> None:
    assert reading.of_delegation(visit.delegation).lines == ()
    released(visit.reception, visit.delegation)
    planned(visit.reception, visit.delegation, a_line("Dinner", 9))
    assert titles(reading.of_delegation(visit.delegation)) == [
        "Meeting with the dean",
        "Laboratory",
        "Drive to the hotel",
    ]


def test_each_reader_has_their_own_lines(visit: Visit) -> None:
    released(visit.reception, visit.delegation)
    assert titles(reading.of_one_delegate(visit.head)) == ["Meeting with the dean", "Drive to the hotel"]
    assert titles(reading.of_one_delegate(visit.other)) == ["Meeting with the dean", "Laboratory", "Drive to the hotel"]
    assert titles(reading.of_person(visit.host, TODAY)) == ["Meeting with the dean"]
    assert titles(reading.of_person(visit.driver, TODAY)) == ["Drive to the hotel"]
    assert reading.of_person(visit.head.person_id, TODAY).lines == ()
    assert reading.of_person(visit.host, date(2028, 1, 1)).lines == ()


def test_a_host_knows_the_guests_and_a_driver_their_number_and_head(visit: Visit) -> None:
    released(visit.reception, visit.delegation)
    [meeting] = reading.of_person(visit.host, TODAY).lines
    assert ([each.name for each in meeting.guests], meeting.guest_count) == (["Aoife Byrne", "Sean Ryan"], 2)
    [drive] = reading.of_person(visit.driver, TODAY).lines
    assert ([each.name for each in drive.guests], drive.guest_count) == (["Aoife Byrne"], 2)


def test_what_is_shared_is_told_as_its_programme_released_it_and_never_if_internal(visit: Visit) -> None:
    reception = visit.reception
    schedule = scheduling.open_schedule(unit_id=reception.unit_id, time_zone="Asia/Shanghai", **reception.by())
    line = a_line("Symposium", 7, people={visit.host: ROLE.SPEAKER})
    session = scheduling.plan_activity(schedule, line.activity, **reception.by())
    item = sharing.share_activity(visit.delegation, session, **reception.by())
    released(reception, visit.delegation)
    [shared] = [each for each in reading.of_delegation(visit.delegation).lines if each.is_shared]
    assert (shared.activity.title, shared.activity.people) == (LocalizedText(en="Symposium"), ())
    releasing.open_to_public(schedule, **reception.by())
    [shared] = [each for each in reading.of_delegation(visit.delegation).lines if each.is_shared]
    assert [each.id for each in shared.activity.people] == [visit.host]
    assert "Symposium" not in titles(reading.of_person(visit.host, TODAY))
    attending.bring_to(item, visit.delegation, {visit.head.person_id}, **reception.by())
    assert "Symposium" not in titles(reading.of_one_delegate(visit.other))
    assert "Symposium" in titles(reading.of_one_delegate(visit.head))


def test_who_left_the_delegation_stands_nowhere(visit: Visit) -> None:
    delegates.withdraw_delegate(visit.other, **visit.reception.by())
    released(visit.reception, visit.delegation)
    lines = reading.of_delegation(visit.delegation).lines
    assert {each.name for line in lines for each in line.guests} == {"Aoife Byrne"}


def test_somebody_with_many_visits_costs_no_more_questions_than_with_one(reception: Reception) -> None:
    first = Visit(reception)
    released(reception, first.delegation)

    def asked() -> tuple[int, int]:
        db.session.expire_all()
        with counted(reception.desk.app) as statements:
            lines = reading.of_person(first.host, TODAY).lines
        return len(statements), len(lines)

    one = asked()
    for number in range(3):
        another = reception.accepted(organisation=f"Another {number}")
        [guest] = named(reception, another, f"Guest{number} Smith")
        assert guest.delegation_id == another.id
        planned(reception, another, a_line(f"Talks {number}", 12 + number, people={first.host: ROLE.HOST}))
        released(reception, another)
    assert (asked(), one[1]) == ((one[0], 4), 1)


def test_a_cancelled_visit_stands_no_more(visit: Visit) -> None:
    released(visit.reception, visit.delegation)
    assert reading.visit_of(visit.delegation).stands
    calling_off.cancel_visit(visit.delegation, "No flights.", **visit.reception.by())
    assert not reading.visit_of(visit.delegation).stands


def test_addresses_open_their_own_page_only_until_they_are_replaced(visit: Visit) -> None:
    readers = [Reader.delegation(visit.delegation.id), Reader.delegate(visit.head.id), Reader.worker(visit.host)]
    handed_out = reading_links.addresses_of(readers)
    for reader in readers:
        page, calendar = handed_out[reader].page, handed_out[reader].calendar
        assert (reading_links.reader_of_page(page), reading_links.reader_of_calendar(calendar)) == (reader, reader)
        assert (reading_links.reader_of_page(calendar), reading_links.reader_of_calendar(page)) == (None, None)
        assert len(page.partition("x")[2]) * 5 >= 128
    for replaced in (1, 2):
        old = reading_links.page_token(readers[1])
        reading_links.replace_addresses(readers[1], visit.delegation, **visit.reception.by())
        assert reading_links.reader_of_page(old) is None, replaced
        assert reading_links.reader_of_page(reading_links.page_token(readers[1])) == readers[1]
    assert reading_links.reader_of_page(handed_out[readers[0]].page) == readers[0]
    for wrong in (
        "",
        "v",
        "v1x",
        "x",
        "w²x" + "a" * 32,
        "v1x" + "ä" * 32,
        "q1x" + "a" * 32,
        f"v{'9' * 30}x" + "a" * 32,
    ):
        assert reading_links.reader_of_page(wrong) is None
