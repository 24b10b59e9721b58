"""Trips of our own people who are back, every word of them planted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.mobility import programmes, reporting, service
from coopevents.mobility.details import ProgrammeDetails, TravellerDetails, TripDetails
from coopevents.mobility.models import Traveller
from coopevents.mobility.states import ProgrammeKind, TravellerRole, TripPurpose, TripState
from coopevents.mobility.tokens import traveller_token
from coopevents.text import LocalizedText
from tests.privacy.marks import Mark, marks_in


class TripMaker:
    """Makes one trip of a unit with two travellers, who have handed in their reports."""

    def __init__(self, whose: str, unit_id: int) -> None:
        self.whose, self.unit_id = whose, unit_id
        self.by: dict[str, Any] = {"now": datetime.now(UTC).replace(microsecond=0), "actor": THE_HOUSE}

    def text(self, kind: str, number: int = 1) -> str:
        """A word of this trip."""
        return str(Mark(kind, self.whose, number))

    def make(self) -> None:
        """The trip, reported on."""
        day = self.by["now"].date()
        said = ProgrammeDetails(
            LocalizedText(en=self.text("programme")), ProgrammeKind.EXCHANGE, authority=self.text("authority"),
            coordinator=self.text("coordinator"),
        )  # fmt: skip
        joint = programmes.add_programme(said, unit_id=self.unit_id, **self.by)
        details = TripDetails(
            self.text("trip"), TripPurpose.EXCHANGE, "IE", day, day, host=self.text("triphost"),
            funding=self.text("funding"), cost=self.text("tripcost"), note=self.text("tripnote"), programme_id=joint.id,
        )  # fmt: skip
        trip = service.plan_trip(details, unit_id=self.unit_id, **self.by)
        for number in (1, 2):
            traveller = TravellerDetails(
                self.text("traveller", number), TravellerRole.STUDENT, language="en",
                email=Mark("travelmail", self.whose, number).mail, companions=self.text("companion", number),
            )  # fmt: skip
            service.add_traveller(trip, traveller, **self.by)
        trip.state = TripState.RETURNED
        for number, each in enumerate(trip.travellers, start=1):
            reporting.hand_in_report(each, self.text("tripreport", number), **self.by)

    @staticmethod
    def links() -> dict[str, list[str]]:
        """The secret of each traveller's page."""
        found = {}
        for each in db.session.scalars(db.select(Traveller)):
            for mark in marks_in(each.family_name):
                found[f"traveller {mark.number} of {mark.whose}"] = [traveller_token(each)]
        return found
