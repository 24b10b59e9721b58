"""The itinerary through the doors of the desk."""

from __future__ import annotations

import re

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.approvals.models import Verdict
from coopevents.approvals.rules import Decider
from coopevents.db import db
from coopevents.delegations import (
    deciding,
    delegates,
    itinerary_queries,
    part_queries,
    queries,
    reading_links,
    requesting,
    triage,
)
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.schedule import queries as schedules
from coopevents.schedule.states import ActivityState
from tests.delegations.conftest import JUNE, START, request_of
from tests.delegations.visiting import delegate_named, two_campuses
from tests.desks import Desk, desk

__all__ = ["desk"]

DAY = JUNE.first.isoformat()


@pytest.fixture
def visit(desk: Desk) -> int:
    """An accepted visit of two guests; its number."""
    by = {"now": START, "actor": THE_HOUSE}
    with desk.writing():
        made = requesting.request_visit(request_of(), unit_id=desk.unit_id, **by)
        triage.take_up(made, **by, officer_id=None)
        deciding.submit_visit(made, **by)
        for _stage in range(2):
            deciding.decide_visit(made, Verdict.APPROVE, **by, decider=Decider())
        for name in ("Byrne", "Ryan"):
            delegates.name_delegate(made, delegate_named("A", name), **by)
        unit_of_work.commit()
        return made.id


def line(**said: str) -> dict[str, str]:
    usual = {"title-en": "Meeting with the dean", "kind": "meeting", "day": DAY, "starts": "09:00", "ends": "10:00"}
    return {**usual, "whom": "all", **said}


def test_a_line_is_planned_with_a_host_changed_and_taken_off(desk: Desk, visit: int) -> None:
    officer = desk.colleague()
    here = f"/desk/delegations/{visit}/itinerary"
    answer = officer.post(f"{here}/new", line(**{"people-0-role": "host", "people-0-name": "Wei Chen"}))
    assert answer.status_code == 302, answer.text
    page = officer.get(here).text
    assert "Meeting with the dean" in page
    assert "Wei Chen" in page
    [line_id] = set(re.findall(r"/itinerary/(\d+)\"", page))
    form = officer.get(f"{here}/{line_id}").text
    assert 'value="Wei Chen' in form
    [version] = re.findall(r'name="version"[^>]*value="(\d+)"', form)
    officer.post(f"{here}/{line_id}", line(version=version, starts="11:00", ends="12:00"))
    page = officer.get(here).text
    assert (page.count("11:00") > 0, "09:00" in page) == (True, False)
    late = officer.post(f"{here}/{line_id}", line(version=version, starts="14:00", ends="15:00"))
    assert late.status_code == 422
    officer.post(f"{here}/{line_id}/remove")
    with desk.app.app_context():
        assert itinerary_queries.list_items(visit) == []


def test_a_clash_is_told_at_the_line(desk: Desk, visit: int) -> None:
    officer = desk.colleague()
    here = f"/desk/delegations/{visit}/itinerary"
    host = {"people-0-role": "host", "people-0-name": "Wei Chen"}
    officer.post(f"{here}/new", line(**host))
    officer.post(f"{here}/new", line(**host, starts="09:30", ends="10:30", **{"title-en": "Laboratory"}))
    page = officer.get(here).text
    assert page.count("clash--trouble") == 3  # once above, once at each of the two


def test_the_programme_is_sent_as_it_was_looked_at(desk: Desk, visit: int) -> None:
    officer = desk.colleague()
    here = f"/desk/delegations/{visit}/itinerary"
    officer.post(f"{here}/new", line())
    looked_at = officer.get(f"{here}/send").text
    [mark] = re.findall(r'name="fingerprint"[^>]*value="(\w+)"', looked_at)
    officer.post(f"{here}/new", line(starts="14:00", ends="15:00"))
    assert officer.post(f"{here}/send", fingerprint=mark).status_code == 422
    [mark] = re.findall(r'name="fingerprint"[^>]*value="(\w+)"', officer.get(f"{here}/send").text)
    assert officer.post(f"{here}/send", fingerprint=mark).status_code == 302
    with desk.app.app_context():
        delegation = queries.get_delegation(visit)
        schedule = schedules.get_schedule(delegation.schedule_id)
        assert (delegation.state, schedule.release_number) == (VisitState.PROGRAMME_SENT, 1)
    assert "Nothing waits to be sent" in officer.get(f"{here}/send").text


def test_what_guests_may_have_seen_is_cancelled_with_the_reason(desk: Desk, visit: int) -> None:
    officer = desk.colleague()
    here = f"/desk/delegations/{visit}/itinerary"
    officer.post(f"{here}/new", line())
    [mark] = re.findall(r'name="fingerprint"[^>]*value="(\w+)"', officer.get(f"{here}/send").text)
    officer.post(f"{here}/send", fingerprint=mark)
    with desk.app.app_context():
        [item] = itinerary_queries.list_items(visit)
        line_id = item.id
    officer.post(f"{here}/{line_id}/remove", reason="The dean is ill.")
    with desk.app.app_context():
        [item] = itinerary_queries.list_items(visit)
        assert item.activity.state is ActivityState.CANCELLED
    assert "Cancelled" in officer.get(here).text


def test_who_only_sees_visits_changes_nothing_and_strangers_know_nothing(desk: Desk, visit: int) -> None:
    viewer = desk.colleague(Role.UNIT_VIEWER)
    stranger = desk.colleague(scope_id=desk.other_unit_id)
    here = f"/desk/delegations/{visit}/itinerary"
    assert [viewer.get(here).status_code, viewer.get(f"{here}/new").status_code] == [200, 403]
    assert [stranger.get(here).status_code, stranger.post(f"{here}/new", line()).status_code] == [404, 404]


def test_a_session_of_an_event_is_shared(desk: Desk, visit: int) -> None:
    officer = desk.colleague(Role.ADMIN)
    desk.event("symposium", starts_on=JUNE.first)
    said = {"title-en": "Wastewater", "kind": "lecture", "day": DAY, "starts": "15:00", "ends": "16:00"}
    officer.post("/desk/events/symposium/programme/new", {**said, "audience": "public"})
    here = f"/desk/delegations/{visit}/itinerary"
    [door] = re.findall(r'action="([^"]*/itinerary/share/\d+)"', officer.get(f"{here}/share").text)
    assert officer.post(door).status_code == 302
    page = officer.get(here).text
    assert ("Wastewater" in page, "Another programme" in page) == (True, True)
    with desk.app.app_context():
        [item] = itinerary_queries.list_items(visit)
        delegation = queries.get_delegation(visit)
        assert len(itinerary_queries.map_guests(delegation)[item.activity_id]) == 2
        db.session.remove()


def test_a_delay_shows_what_moves_and_moves_it_once(desk: Desk, visit: int) -> None:
    officer = desk.colleague()
    here = f"/desk/delegations/{visit}/itinerary"
    officer.post(f"{here}/new", line())
    officer.post(f"{here}/new", line(starts="10:00", ends="11:00", **{"title-en": "Laboratory"}))
    with desk.app.app_context():
        first = itinerary_queries.list_items(visit)[0].id
    looked_at = officer.post(f"{here}/{first}/late", minutes="20", look="1").text
    assert ("Laboratory" in looked_at, "10:20" in looked_at) == (True, True)
    [key] = re.findall(r'name="key"[^>]*value="([^"]+)"', looked_at)
    for _time in range(2):
        assert officer.post(f"{here}/{first}/late", minutes="20", key=key).status_code == 302
    page = officer.get(here).text
    assert ("10:20" in page, "10:40" in page) == (True, False)
    assert officer.post(f"{here}/{first}/late", minutes="900", key="another").status_code == 422


def test_an_itinerary_begins_with_a_template_and_becomes_one(desk: Desk, visit: int) -> None:
    officer = desk.colleague()
    here = f"/desk/delegations/{visit}/itinerary"
    said = {"plan": "two-days", "day": DAY, "host": "Wei Chen", "interpreter": "Ling Tang", "driver": "Jun Wang"}
    assert officer.post(f"{here}/template", {**said, "plan": "none"}).status_code == 422
    assert officer.post(f"{here}/template", said).status_code == 302
    page = officer.get(here).text
    assert (page.count("Host: <bdi>Wei Chen"), page.count("Interpreter: <bdi>Ling Tang")) == (7, 5)
    assert page.count("Driver: <bdi>Jun Wang") == 4
    assert officer.post(f"{here}/template/keep", name="").status_code == 422
    assert officer.post(f"{here}/template/keep", name="Ours").status_code == 302
    assert "Ours</option>" in officer.get(f"{here}/template").text


def test_travel_time_is_put_in(desk: Desk, visit: int) -> None:
    officer = desk.colleague(Role.ADMIN)
    with desk.writing():
        old, new = two_campuses(desk.unit_id, now=START, actor=THE_HOUSE)
        unit_of_work.commit()
    here = f"/desk/delegations/{visit}/itinerary"
    officer.post(f"{here}/new", line(place=str(old)))
    officer.post(f"{here}/new", line(place=str(new), starts="11:00", ends="12:00"))
    assert "25 minutes by car" in officer.get(here).text
    officer.post(f"{here}/travel")
    page = officer.get(here).text
    assert ("Travel time is missing" in page, f"Transfer to Room {new}" in page) == (False, True)


def test_hosts_are_asked_and_answer_behind_their_link(desk: Desk, visit: int) -> None:
    officer = desk.colleague()
    here = f"/desk/delegations/{visit}/itinerary"
    officer.post(f"{here}/new", line(**{"people-0-role": "host", "people-0-name": "Wei Chen"}))
    officer.post(f"{here}/ask")
    assert "no answer yet" in officer.get(here).text
    with desk.app.app_context():
        [part] = part_queries.list_parts(visit)
        token = reading_links.page_token(Reader.worker(part.person_id))
        theirs = reading_links.page_token(Reader.delegation(visit))
    host = desk.colleague(Role.UNIT_VIEWER)
    page = host.get(f"/w/{token}/asked").text
    assert ("Meeting with the dean" in page, "I will be there" in page) == (True, True)
    assert host.post(f"/w/{token}/asked/{part.id}", answer="perhaps").status_code == 400
    assert host.post(f"/w/{token}/asked/{part.id + 1}", answer="yes").status_code == 404
    assert host.post(f"/w/{token}/asked/{part.id}", answer="yes", note="Gladly").status_code == 302
    page = officer.get(here).text
    assert ("will be there" in page, "Gladly" in page) == (True, True)
    with desk.app.app_context():
        assert queries.get_delegation(visit).state is VisitState.HOSTS_CONFIRMED
    assert host.get(f"/w/{theirs}/asked").status_code == 404
