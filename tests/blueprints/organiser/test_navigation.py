"""The menus of the desk: what one may enter, where one is, what waits."""

from __future__ import annotations

import re

import pytest

from coopevents.accounts.roles import Role
from tests.desks import Desk

SIDE = re.compile(r'<a class="side-nav__link( is-current)?" href="([^"]+)"')
TABS = re.compile(r'<a class="sub-nav__link( is-current)?" href="([^"]+)"')

UNIT = ("", "events/", "people", "partners", "delegations", "trips", "agreements")


@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        (Role.ADMIN, [*UNIT, "ceremonies", "tours", "/guide/", "places", "outbox", "colleagues"]),
        (Role.OFFICER, [*UNIT, "ceremonies", "tours", "/guide/", "places", "outbox"]),
        (Role.UNIT_VIEWER, [*UNIT, "ceremonies", "tours", "places"]),
        (Role.GUIDE, ["", "events/", "/guide/"]),
    ],
)
def test_everybody_sees_the_rooms_they_may_enter(desk: Desk, role: Role, rooms: list[str]) -> None:
    colleague = desk.colleague(role)
    ways = [url for _current, url in SIDE.findall(colleague.get("/desk/").text)]
    assert ways == [room if room.startswith("/") else f"/desk/{room}" for room in rooms]
    assert {colleague.get(url).status_code for url in ways} == {200}


@pytest.mark.parametrize(
    ("role", "tabs"),
    [
        (Role.MANAGER, ["", "programme", "registrations", "pages", "papers", "sharing", "team", "audit"]),
        (Role.SCHEDULER, ["", "programme", "papers", "sharing"]),
        (Role.RECEPTION, ["", "programme", "registrations", "papers", "sharing"]),
    ],
)
def test_an_event_shows_the_tabs_of_ones_role(desk: Desk, role: Role, tabs: list[str]) -> None:
    event_id = desk.event()
    colleague = desk.colleague(role, scope_kind="event", scope_id=event_id)
    ways = [url for _current, url in TABS.findall(colleague.get("/desk/events/week/").text)]
    assert ways == [f"/desk/events/week/{tab}" for tab in tabs]
    assert {colleague.get(url).status_code for url in ways} == {200}


@pytest.mark.parametrize(
    ("path", "side", "tab"),
    [
        ("/desk/", "/desk/", None),
        ("/desk/people/new", "/desk/people", None),
        ("/desk/events/week/edit", "/desk/events/", "/desk/events/week/"),
        ("/desk/events/week/cancel", "/desk/events/", "/desk/events/week/"),
        ("/desk/events/week/pages/new", "/desk/events/", "/desk/events/week/pages"),
    ],
)
def test_the_menus_say_where_one_is(desk: Desk, path: str, side: str, tab: str | None) -> None:
    desk.event()
    page = desk.colleague().get(path).text
    assert [url for current, url in SIDE.findall(page) if current] == [side]
    assert [url for current, url in TABS.findall(page) if current] == ([tab] if tab else [])
