"""No list about ceremonies asks more of the database the longer it is (see test_query_counts)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents.ceremonies import queries
from coopevents.ceremonies.details import NewActivity
from coopevents.ceremonies.models import CeremonyPerson, Cue, KitItem
from coopevents.ceremonies.states import CeremonyRole
from coopevents.text import LocalizedText
from tests.ceremonies.offices import TEN, agreements_of
from tests.desks import Desk, desk
from tests.house.test_query_counts import Rows, queries_asked

__all__ = ["desk"]


def ceremonies(desk: Desk, _event_id: int, numbers: range) -> None:
    for number in numbers:
        three = agreements_of(desk.unit_id, first=number * 10 + 1)
        when = TEN + timedelta(hours=number)
        title = LocalizedText(en=f"Ceremony {number}")
        three.plan(new_activity=NewActivity(title=title, starts_at=when, ends_at=when + timedelta(hours=1)))


def parts(desk: Desk, _event_id: int, numbers: range) -> None:
    """People, lines and things of one ceremony."""
    if numbers.start == 0:
        three = agreements_of(desk.unit_id)
        three.plan()
    ceremony = queries.get_ceremony(1)
    for number in numbers:
        ceremony.people.append(CeremonyPerson(role=CeremonyRole.GUEST, name=f"Guest {number}", position=number))
        ceremony.cues.append(Cue(what=LocalizedText(en=f"Line {number}"), position=100 + number))
        ceremony.kit.append(KitItem(what=LocalizedText(en=f"Thing {number}"), position=number))


LISTS: list[tuple[str, Rows]] = [
    ("/desk/ceremonies", ceremonies),
    ("/desk/ceremonies/new", ceremonies),
    ("/desk/ceremonies/1", parts),
    ("/desk/ceremonies/1/people", parts),
    ("/desk/ceremonies/1/run-of-show", parts),
    ("/desk/ceremonies/1/kit", parts),
    ("/desk/ceremonies/1/signing", parts),
    ("/desk/ceremonies/1/plan", parts),
    ("/desk/ceremonies/1/papers", parts),
]


@pytest.mark.parametrize(("path", "rows"), LISTS, ids=[path for path, _rows in LISTS])
def test_a_list_about_ceremonies_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked
