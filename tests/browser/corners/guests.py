"""A guest in every state. What a guest may have sent or owe is added here."""

from __future__ import annotations

from datetime import datetime

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import THE_HOUSE
from coopevents.registration import service as registrations
from coopevents.registration import tokens as links
from coopevents.registration.details import GuestDetails
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from tests.browser.corners.events import find_event

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"


def add_guests(week: Event, now: datetime) -> dict[str, str]:
    """A guest in each state, with the personal link; one has a long name, one an address that is known."""
    wanted = {
        "approved": RegistrationState.APPROVED,
        "asked": RegistrationState.PENDING,
        "waiting": RegistrationState.WAITLISTED,
        "declined": RegistrationState.DECLINED,
        "withdrawn": RegistrationState.WITHDRAWN,
    }
    found: dict[str, str] = {}
    for name, state in wanted.items():
        guest = db.session.query(Registration).filter_by(event_id=week.id, state=state).first()
        assert guest is not None
        found |= {name: links.link_token(guest), f"{name}_number": str(guest.number)}
    lectures = find_event("visiting-scholars")
    known = GuestDetails(email="known@elsewhere.example", family_name="Novák", given_name="Ada", has_consented=True)
    confirmed = registrations.register_guest(lectures, known, now=now, actor=THE_HOUSE)
    long = GuestDetails(
        email="a.person.with.a.very.long.address.indeed@international-relations.university.example",
        family_name=LONG_NAME,
        given_name="Maximiliana Bernadette",
        original_name="مَكْسِيمِيلْيَانَا",
        institution_name="Hochschule für angewandte Wissenschaften und Ressourcenwirtschaftsingenieurwesen",
        country="DE",
        has_consented=True,
    )
    registrations.register_guest(week, long, now=now, actor=THE_HOUSE)
    return {**found, "number": found["approved_number"], "confirmed": links.link_token(confirmed)}
