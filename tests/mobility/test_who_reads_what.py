"""Each of traveller, colleague and stranger reads exactly their own of trips: searched over every door that answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.facts import THE_HOUSE
from coopevents.mobility import programmes, reporting, service
from coopevents.mobility.details import ProgrammeDetails, TravellerDetails, TripDetails
from coopevents.mobility.states import ProgrammeKind, TravellerRole, TripPurpose, TripState
from coopevents.mobility.tokens import traveller_token
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk, desk

__all__ = ["desk"]

OURS = ("TRIPMARK", "PROGRAMMEMARK", "COSTMARK", "NOTEMARK")
ONE, OTHER = ("ANNAMARK", "annamail", "ANNAREPORT", "ANNASPOUSE"), ("BENMARK", "benmail", "BENREPORT", "BENSPOUSE")
EVERYTHING = {*OURS, *ONE, *OTHER}
FOR_DESK = EVERYTHING
FOR_ANNA = {"TRIPMARK", "ANNAMARK", "ANNAREPORT", "ANNASPOUSE"}
"""Their own trip, name, companions and report; neither what it costs us nor what colleagues note."""


@pytest.fixture
def links(desk: Desk) -> dict[str, str]:
    """Two are back from a trip of the office and have handed in their reports; returns the secrets of their pages."""
    by: dict[str, Any] = {"now": NOW, "actor": THE_HOUSE}
    day = NOW.date()
    with desk.writing():
        said = ProgrammeDetails(LocalizedText(en="PROGRAMMEMARK"), ProgrammeKind.EXCHANGE)
        joint = programmes.add_programme(said, unit_id=desk.unit_id, **by)
        details = TripDetails("TRIPMARK", TripPurpose.EXCHANGE, "IE", day, day, host="Host", cost="COSTMARK",
                              note="NOTEMARK", programme_id=joint.id)  # fmt: skip
        trip = service.plan_trip(details, unit_id=desk.unit_id, **by)
        found = {}
        for name, mail, _report, spouse in (ONE, OTHER):
            traveller = service.add_traveller(
                trip,
                TravellerDetails(name, TravellerRole.STUDENT, email=f"{mail}@example.edu", companions=spouse),
                **by,
            )
            found[name] = traveller_token(traveller)
        trip.state = TripState.RETURNED
        for each, report in zip(trip.travellers, (ONE[2], OTHER[2]), strict=True):
            reporting.hand_in_report(each, report, **by)
        unit_of_work.commit()
    return found


def test_every_door_shows_each_reader_what_is_theirs(desk: Desk, links: dict[str, str]) -> None:
    readers = {
        "officer": (desk.colleague().client, FOR_DESK),
        "lead": (desk.colleague(Role.UNIT_LEAD).client, FOR_DESK),
        "stranger": (desk.colleague(scope_id=desk.other_unit_id).client, set[str]()),
        "stranger who sees": (desk.colleague(Role.UNIT_VIEWER, scope_id=desk.other_unit_id).client, set[str]()),
        "nobody": (desk.app.test_client(), set[str]()),
    }
    for who, (client, expected) in readers.items():
        read = "".join(client.get(path).get_data(as_text=True) for path in desk_paths(desk.app))
        assert {mark for mark in EVERYTHING if mark in read} == expected, who
    page = desk.app.test_client().get(f"/o/{links['ANNAMARK']}/").text
    assert {mark for mark in EVERYTHING if mark in page} == FOR_ANNA


def desk_paths(app: Flask) -> Iterator[str]:
    """Every address of trips and programmes that answers a GET, tables as CSV; and the first page, lists of people."""
    values = {"trip_id": 1, "programme_id": 1, "ending": "csv"}
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if rule.endpoint.startswith("organiser_trip") and "GET" in (rule.methods or ()):
                for traveller_id in (1, 2) if "traveller_id" in rule.arguments else (1,):
                    known = {**values, "traveller_id": traveller_id}
                    yield adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})
    yield from ("/desk/", "/desk/trips?q=mark", "/desk/trips/figures?since=2020-01-01&until=2030-12-31")
    yield from ("/desk/people", "/desk/audit", "/desk/outbox")
