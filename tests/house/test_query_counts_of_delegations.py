"""No list about delegations asks more of the database the longer it is (see test_query_counts)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coopevents.delegations import deciding, requesting, triage
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.facts import THE_HOUSE
from tests.desks import NOW, Desk, desk
from tests.house.test_query_counts import Rows, queries_asked

__all__ = ["desk"]

FIRST = date(2027, 6, 1)


def visits(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each a day after the one before, submitted, so that it waits for the reader."""
    for number in numbers:
        day = FIRST + timedelta(days=number)
        details = VisitDetails(
            contact=ContactDetails(name=f"Guest {number}", email=f"guest{number}@example.edu"),
            organisation=f"University {number}",
            country="IE",
            purpose="Look around.",
            days=Days(day, day),
            head_count=3,
        )
        made = requesting.request_visit(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE)
        triage.take_up(made, now=NOW, actor=THE_HOUSE, officer_id=1)
        deciding.submit_visit(made, now=NOW, actor=THE_HOUSE)


LISTS: list[tuple[str, Rows]] = [
    ("/desk/delegations", visits),
    ("/desk/delegations/export.csv", visits),
    ("/desk/", visits),
]


@pytest.mark.parametrize(("path", "rows"), LISTS, ids=[path for path, _rows in LISTS])
def test_a_list_about_delegations_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked
