"""A guest sees, takes along, takes back and erases what is kept, behind the own link."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.forms import service as asking
from coopevents.registration import event_forms, protected, seats
from coopevents.registration.models import Registration
from tests.blueprints.guest.test_place import post
from tests.blueprints.public.test_registration import publish, send
from tests.desks import NOW, Colleague, Desk
from tests.sensitive import CONSENT, ask_for_papers, papers

ENGLISH = {"Accept-Language": "en"}
WHY = "For the invitation letter"
DESK = "/desk/events/week/registrations/1"


@pytest.fixture
def place(desk: Desk, client: FlaskClient) -> str:
    """The page of a guest who answered everything, at whose passport a colleague looked."""
    event_id = publish(desk)
    address = send(client).headers["Location"].partition("?")[0]
    with desk.writing():
        ask_for_papers(event_id, now=NOW)
        guest = db.session.query(Registration).one()
        version = event_forms.find_version(guest.form_id)
        assert version is not None
        asking.answer_form(version, seats.subject_of(guest), papers(b"%PDF scan", now=NOW), now=NOW)
        unit_of_work.commit()
    desk.colleague().post(f"{DESK}/confidential", keys=["passport"], reason=WHY)
    return address


def names_in(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_page_says_what_is_kept_and_who_looked_at_it(client: FlaskClient, place: str) -> None:
    page = client.get(f"{place}my-data", headers=ENGLISH)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert [each for each in ("Colleague 0", WHY, "Passport number, Scan", "E12345678") if each in page.text] == [
        "Colleague 0", WHY, "Passport number, Scan",
    ]  # fmt: skip


def test_a_copy_holds_everything_to_read_and_to_compute_with(client: FlaskClient, place: str) -> None:
    answer = client.post(f"{place}my-data/copy", data={"csrf_token": csrf(client, place)}, headers=ENGLISH)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/zip", "no-store")
    files = names_in(answer.data)
    assert {"index.html", "data.json", "answers.csv", "messages.csv", "history.csv", "consents.csv"} < set(files)
    assert files["files/scan-scan.pdf"] == b"%PDF scan"
    data = json.loads(files["data.json"])
    assert (data["answers"]["passport"], data["registration"][0]["email"]) == ("E12345678", "anna@example.org")
    page = files["index.html"].decode()
    assert [word for word in ("Asthma.", "anna@example.org", WHY) if word not in page] == []


def csrf(client: FlaskClient, place: str) -> str:
    """The token of the page's forms."""
    page = client.get(f"{place}my-data").text
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def test_a_consent_taken_back_erases_the_answers(desk: Desk, client: FlaskClient, place: str) -> None:
    asked = client.get(f"{place}my-data/consents/{CONSENT}", headers=ENGLISH)
    assert (asked.status_code, "Passport number, Scan of the passport, Health" in asked.text) == (200, True)
    assert post(client, place, f"my-data/consents/{CONSENT}") == 302
    with desk.app.app_context():
        guest = db.session.query(Registration).one()
        assert event_forms.answers_of(guest) == {"badge": "Anna M."}
        assert [each.erased_on is None for each in protected.list_protected(guest)] == [False, False, False]
    assert post(client, place, f"my-data/consents/{CONSENT}") == 404


def test_everything_is_erased_only_when_it_is_meant(desk: Desk, client: FlaskClient, place: str) -> None:
    assert client.get(f"{place}my-data/erase").status_code == 200
    assert post(client, place, "my-data/erase") == 422
    assert client.get(place).status_code == 200
    assert post(client, place, "my-data/erase", is_meant="y") == 200
    assert client.get(place).status_code == 404
    with desk.app.app_context():
        assert db.session.query(Registration).count() == 0


@pytest.fixture
def officer(desk: Desk, place: str) -> Colleague:
    """An officer of the office."""
    return desk.colleague()


def test_the_office_does_the_same_for_one_person_and_says_why(desk: Desk, officer: Colleague) -> None:
    assert officer.get(f"{DESK}/personal-data").status_code == 200
    assert officer.post(f"{DESK}/personal-data", verb="copy").status_code == 422
    answer = officer.post(f"{DESK}/personal-data", verb="copy", reason="She asked for it by letter")
    assert (answer.mimetype, "data.json" in names_in(answer.data)) == ("application/zip", True)
    assert officer.post(f"{DESK}/personal-data", verb="erase", reason="She asked for it").status_code == 422
    said = {"verb": "erase", "reason": "She asked for it", "is_meant": "y"}
    assert officer.post(f"{DESK}/personal-data", said).headers["Location"].endswith("/desk/events/week/registrations")
    with desk.app.app_context():
        assert db.session.query(Registration).count() == 0
