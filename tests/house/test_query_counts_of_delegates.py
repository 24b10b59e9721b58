"""No list about delegates asks more of the database the longer it is (see test_query_counts)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents.delegations import delegates, own_data, queries, requesting, travelling
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_states import DelegateRole, Direction
from coopevents.delegations.queries import VisitFilter
from coopevents.delegations.travelling import LegDetails, StayDetails
from coopevents.facts import THE_HOUSE
from coopevents.people.details import PersonDetails
from tests.desks import NOW, Desk, desk
from tests.house.test_query_counts import Rows, queries_asked

__all__ = ["desk"]

ONE = "/desk/delegations/1"


def people(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each of one visit, with a journey, a night, and answers that are sealed."""
    first, by = (NOW + timedelta(days=90)).date(), {"now": NOW, "actor": THE_HOUSE}
    known = queries.list_all([desk.unit_id], VisitFilter())
    visit = known[0] if known else None
    if visit is None:
        details = VisitDetails(
            contact=ContactDetails(name="Ada", email="ada@guest.example"),
            organisation="University",
            country="IE",
            purpose="Look around.",
            days=Days(first, first),
            head_count=100,
        )
        visit = requesting.request_visit(details, unit_id=desk.unit_id, **by)
    for number in numbers:
        person = PersonDetails(given_name="Ada", family_name=f"Byrne {number}", email=f"ada{number}@guest.example")
        role = DelegateRole.HEAD if number == 0 else DelegateRole.MEMBER
        each = delegates.name_delegate(visit, DelegateDetails(person=person, role=role), **by)
        said = own_data.OwnDetails(given_name="Ada", family_name=f"Byrne {number}")
        own_data.fill_in(each, said, {"health_consent": True, "allergies": "Nuts"}, **by)
        leg = LegDetails(direction=Direction.ARRIVAL, at=NOW, delegate_ids=frozenset({each.id}))
        travelling.add_leg(visit, leg, **by)
        night = StayDetails(delegate_id=each.id, hotel="Inn", first_night=first, last_morning=first + timedelta(days=1))
        travelling.add_stay(visit, night, **by)


LISTS: list[tuple[str, Rows]] = [
    (f"{ONE}/people", people),
    (f"{ONE}/people/table.csv", people),
    (f"{ONE}/travel", people),
]


@pytest.mark.parametrize(("path", "rows"), LISTS, ids=[path for path, _rows in LISTS])
def test_a_list_about_delegates_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked
