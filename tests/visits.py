"""A request of a visit as a browser sends it, and the secrets of what follows from it."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from coopevents.delegations import delegate_queries, own_data, reading_links
from coopevents.delegations.reading_words import Reader
from coopevents.helping import queries as helpers
from coopevents.helping.tokens import address_key, helper_token
from coopevents.mobility import queries as trips
from coopevents.mobility.tokens import traveller_token
from tests.desks import Colleague
from tests.helping.saying import form_of


def request_of(**said: str) -> dict[str, str]:
    """What a university in Dublin writes, eight months before it comes."""
    first = datetime.now(UTC).date() + timedelta(days=240)
    return {
        "organisation": "Technological University Dublin",
        "country": "IE",
        "contact_name": "Aoife Byrne",
        "contact_email": "Aoife.Byrne@tudublin.example",
        "contact_language": "en",
        "kind": "signing",
        "level": "leadership",
        "purpose": "Sign the agreement on joint student training.",
        "days_first": first.isoformat(),
        "days_last": (first + timedelta(days=1)).isoformat(),
        "head_count": "12",
        "languages": "en",
        **said,
    }


def token_in(client: FlaskClient) -> str:
    """The token of the public form."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/visits/new").text)
    assert found is not None
    return found[1]


def doors_of_itineraries(app: Flask) -> dict[str, dict[str, str]]:
    """What addresses of the first delegation's itinerary and papers are made of, by the blueprint."""
    reader = Reader.delegation(1)
    with app.app_context():
        secrets = reading_links.addresses_of([reader])[reader]
    return {
        "guest_itinerary": {"token": secrets.page},
        "guest_visit_feedback": {"token": secrets.feedback},
        "feeds_itineraries": {"token": secrets.calendar},
        "organiser_delegation_papers": {"paper_name": "briefing"},
    }


def doors_of_delegates(app: Flask, organiser: Colleague) -> dict[str, dict[str, str]]:
    """One delegate of the first delegation, with a journey and a night; what their addresses are made of."""
    one = "/desk/delegations/1"
    organiser.post(f"{one}/people/new", {"family_name": "Byrne", "role": "head", "language": "en"})
    organiser.post(f"{one}/travel/leg", {"direction": "arrival", "means": "train", "at": "2027-06-14T09:30"})
    night = {"delegate": "1", "hotel": "Inn", "first_night": "2027-06-14", "last_morning": "2027-06-15"}
    organiser.post(f"{one}/travel/stay", night)
    with app.app_context():
        own = own_data.delegate_token(delegate_queries.get_delegate(1, 1))
    return {"guest_delegate": {"token": own}, "organiser_delegation_people": {"kind": "csv"}}


def doors_of_trips(app: Flask, organiser: Colleague) -> dict[str, dict[str, str]]:
    """The first trip with a traveller, and the first programme; what their addresses are made of."""
    said = {"title": "Summer school", "purpose": "short_course", "country": "PT", "host": "University of Porto"}
    days = {"starts_on": "2030-07-01", "ends_on": "2030-07-05", "role": "student"}
    organiser.post("/desk/trips/new", {**said, **days, "is_group": "y"})
    organiser.post(
        "/desk/trips/1/travellers/new", {"family_name": "Lin", "email": "lin@example.edu", "role": "student"}
    )
    organiser.post("/desk/programmes/new", {"name-en": "Exchange", "kind": "exchange"})
    with app.app_context():
        own = traveller_token(trips.get_traveller(1, 1))
    return {"guest_trip": {"token": own}, "organiser_trips": {"deed": "remind"}}


def doors_of_helpers(
    app: Flask, stranger: FlaskClient, organiser: Colleague, unit_id: int
) -> dict[str, dict[str, str]]:
    """Somebody who helps, approved, and wants another address; what their addresses are made of."""
    organiser.post(f"/desk/helpers/settings?unit={unit_id}", {"is_open": "y"})
    said = form_of(stranger)
    stranger.post("/helpers/new", data=said)
    with app.app_context():
        helper = helpers.get_helper(1)
        own = f"/h/{helper_token(helper)}/"
    organiser.post(f"{own}confirm")
    organiser.post("/desk/helpers/1/approve")
    organiser.post(f"{own}change", {**said, "csrf_token": organiser.csrf, "email": "new@student.example"})
    with app.app_context():
        return {"guest_helper": {"token": own.split("/")[2], "key": address_key(helpers.get_helper(1))}}


def gifts_of_a_visit(organiser: Colleague) -> None:
    """A gift in stock, one for the first visit, a cost of it with its receipt, and a photo."""
    here = "/desk/delegations/1/preparation"
    organiser.post("/desk/gifts/new", {"name-en": "Silk scarf", "value": "120", "currency": "CNY", "in_stock": "9"})
    gift = {"way": "given", "item": "1", "quantity": "1", "currency": "CNY", "delegate": "1", "ours": "Zhou"}
    organiser.post(f"{here}/gifts/new", gift)
    cost = {"kind": "meals", "text": "Dinner", "payer": "us", "currency": "CNY", "planned": "100"}
    organiser.post(f"{here}/budget/new", cost)
    organiser.post(f"{here}/budget/1/receipts", {"file": (io.BytesIO(b"%PDF-1.7 dinner"), "dinner.pdf")})
    photo = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(photo, "PNG")
    photo.seek(0)
    organiser.post("/desk/delegations/1/after/photos", {"files": [(photo, "photo.png")]})


def planned_visit(stranger: FlaskClient, organiser: Colleague) -> str:
    """The first visit of an office: accepted, with a line on its itinerary; the secret of its requester's page."""
    said = request_of(level="unit")
    asked = stranger.post("/visits/new", data={**said, "csrf_token": token_in(stranger)})
    one = "/desk/delegations/1"
    for deed in ("take-up", "submit"):
        organiser.post(f"{one}/{deed}")
    organiser.post(f"{one}/decide/unit", verb="approve")
    line = {"title-en": "Meeting", "kind": "meeting", "whom": "all", "day": said["days_first"]}
    organiser.post(f"{one}/itinerary/new", {**line, "starts": "09:00", "ends": "10:00"})
    return str(asked.location.split("/")[-2])
