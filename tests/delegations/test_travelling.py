"""How they come, go and stay."""

from __future__ import annotations

from datetime import date

import pytest

from coopevents.delegations import travel_queries, travelling
from coopevents.delegations.people_states import Direction, Means
from coopevents.delegations.travelling import HasNoNight, IsNotOfDelegation, LegDetails, StayDetails
from tests.delegations.conftest import Reception
from tests.delegations.visiting import at, named


def test_a_leg_is_everybodys_or_of_those_named(reception: Reception) -> None:
    delegation = reception.accepted()
    one, other = named(reception, delegation, "Aoife Byrne", "Liam Walsh")
    ours = LegDetails(direction=Direction.ARRIVAL, at=at(6), number="ei 123", means=Means.FLIGHT)
    alone = LegDetails(
        direction=Direction.DEPARTURE,
        at=at(9, 1),
        plate="沪a·12345",
        gate_at=at(8, 1),
        delegate_ids=frozenset({one.id}),
    )
    for each in (alone, ours):
        travelling.add_leg(delegation, each, **reception.by())
    legs = travel_queries.list_legs(delegation.id)
    assert [(each.number, each.plate) for each in legs] == [("EI 123", ""), ("", "沪A·12345")]
    assert [len(travel_queries.list_legs_of(each)) for each in (one, other)] == [2, 1]
    assert travel_queries.without_leg(legs, [one.id, other.id], Direction.DEPARTURE) == [other.id]
    travelling.change_leg(legs[1], LegDetails(direction=Direction.DEPARTURE, at=at(9, 1)), **reception.by())
    assert [len(travel_queries.list_legs_of(each)) for each in (one, other)] == [2, 2]


def test_nobody_travels_with_a_strange_delegation(reception: Reception) -> None:
    delegation, other = reception.accepted(), reception.accepted()
    [stranger] = named(reception, other, "Aoife Byrne")
    with pytest.raises(IsNotOfDelegation):
        travelling.add_leg(
            delegation,
            LegDetails(direction=Direction.ARRIVAL, at=at(6), delegate_ids=frozenset({stranger.id})),
            **reception.by(),
        )


def test_nights_follow_each_other(reception: Reception) -> None:
    delegation = reception.accepted()
    [delegate] = named(reception, delegation, "Aoife Byrne")
    first = StayDetails(
        delegate_id=delegate.id,
        hotel="Lake Hotel",
        room="512",
        first_night=date(2027, 6, 14),
        last_morning=date(2027, 6, 16),
        is_insured=True,
    )
    stay = travelling.add_stay(delegation, first, **reception.by())
    assert [(each.hotel, each.room, each.is_insured) for each in travel_queries.list_stays(delegation.id)] == [
        ("Lake Hotel", "512", True)
    ]
    with pytest.raises(HasNoNight):
        travelling.change_stay(
            stay,
            StayDetails(
                delegate_id=delegate.id, hotel="X", first_night=date(2027, 6, 14), last_morning=date(2027, 6, 14)
            ),
            **reception.by(),
        )
    travelling.remove_stay(stay, **reception.by())
    assert travel_queries.list_stays(delegation.id) == []
