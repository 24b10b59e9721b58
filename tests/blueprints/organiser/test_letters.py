"""Doors to letters: the guest asks, the office reviews and issues, the guest takes it along, strangers verify it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.issuing import letter_queries
from coopevents.registration import protected, tokens
from tests.blueprints.organiser.test_form_builder import text_of
from tests.blueprints.public.asked import fill_in
from tests.desks import NOW, Colleague, Desk
from tests.documents.pdfs import bare
from tests.documents.pdfs import text_of as text_in
from tests.issuing.conftest import Issuing
from tests.issuing.passports import PASSPORT, ask_for_passports

LETTERS = "/desk/events/week/letters"
STAY = {"addressee": "Embassy in Berlin", "stay_from": "2026-11-29", "stay_until": "2026-12-05"}
ENGLISH = {"Accept-Language": "en"}


class Asked:
    """An office with a guest who may ask for a letter, and the guest's own page."""

    def __init__(self, desk: Desk, client: FlaskClient, *, four_eyes: bool = False, **said: object) -> None:
        self.issuing, self.client = Issuing(desk), client
        ask_for_passports(self.issuing, four_eyes=four_eyes)
        self.issuing.guest("anna", comes=False, family_name="Müller", **said)
        with self.issuing.event() as event:
            publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
            self.place = f"/r/{tokens.link_token(self.issuing.registration(1))}/"

    def see(self, path: str = "") -> str:
        return text_of(self.client.get(self.place + path, headers=ENGLISH))

    def ask(self, **said: str) -> int:
        return fill_in(self.client, f"{self.place}letter", **{**STAY, **said}).status_code


def do(colleague: Colleague, verb: str, reason: str = "") -> int:
    return colleague.post(f"{LETTERS}/1", verb=verb, reason=reason).status_code


def test_a_guest_asks_and_takes_the_letter_along(desk: Desk, client: FlaskClient) -> None:
    asked, colleague = Asked(desk, client, answers=PASSPORT), desk.colleague()
    assert "Ask for an invitation letter" in asked.see()
    assert asked.ask() == 302
    assert "Anna Müller" in text_of(colleague.get(LETTERS))
    assert [do(colleague, "approve"), do(colleague, "issue")] == [302, 302]
    assert "IL-2026-0001" in asked.see()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(asked.place).text)
    assert token is not None
    taken = client.post(f"{asked.place}letter/download", data={"csrf_token": token[1]})
    assert (taken.mimetype, taken.headers["Cache-Control"]) == ("application/pdf", "no-store")
    text = text_in(taken.data)
    assert all(bare(each) in text for each in ("MÜLLER ANNA", "C01X00T47", "Germany", "Embassy in Berlin"))
    with asked.issuing.event():
        paper = letter_queries.get_letter(1, 1).paper
        assert paper is not None
        code = paper.code
    page = text_of(client.get(f"/verify/{code}", headers=ENGLISH))
    assert ("This document is valid" in page, "A. M." in page, "Müller" in page) == (True, True, False)
    history = text_of(colleague.get("/desk/events/week/registrations/1"))
    assert "Certificate or letter downloaded" in history
    assert do(colleague, "withdraw", "The visit was cancelled") == 302
    assert "This document is not valid" in text_of(client.get(f"/verify/{code}", headers=ENGLISH))


def test_what_is_missing_is_named_with_the_way_to_the_answers(desk: Desk, client: FlaskClient) -> None:
    asked = Asked(desk, client)
    page = asked.see("letter")
    assert "The letter needs: the name as in the passport, the number of the passport, the nationality" in page
    assert "Change my answers" in page
    assert asked.ask() == 422
    with asked.issuing.event():
        assert letter_queries.find_live(asked.issuing.registration(1).id) is None


def test_colleagues_see_the_passport_only_by_a_look_that_is_written_down(desk: Desk, client: FlaskClient) -> None:
    asked, colleague = Asked(desk, client, answers=PASSPORT), desk.colleague()
    asked.ask()
    page = colleague.get(f"{LETTERS}/1")
    assert "C01X00T47" not in page.text
    assert colleague.get(f"{LETTERS}/1/preview.png").data[:4] == b"\x89PNG"
    with asked.issuing.event():
        assert protected.list_reveals(asked.issuing.registration(1)) == []
    assert bare("C01X00T47") in text_in(colleague.post(f"{LETTERS}/1/look").data)
    with asked.issuing.event():
        [reveal] = protected.list_reveals(asked.issuing.registration(1))
        assert reveal.reason == "To review the invitation letter"


def test_four_eyes_are_asked_for_on_the_page(desk: Desk, client: FlaskClient) -> None:
    asked, first, second = Asked(desk, client, four_eyes=True, answers=PASSPORT), desk.colleague(), desk.colleague()
    asked.ask()
    assert (do(first, "approve"), do(first, "issue")) == (302, 422)
    assert "somebody else has to do this step" in text_of(first.post(f"{LETTERS}/1", verb="issue"))
    assert do(second, "issue") == 302


@pytest.mark.parametrize(("text", "status"), [("Dear {name}", 302), ("Dear {nmae}", 422)])
def test_the_office_writes_a_text_of_its_own(desk: Desk, text: str, status: int) -> None:
    desk.event()
    colleague = desk.colleague()
    said = {"name": "Short", "subject-en": "Visit", "text-en": text}
    assert colleague.post(f"{LETTERS}/texts/new", said).status_code == status
    settings = {"is_offered": "y", "template": "usual", "languages": "own", "arrangement": "below"}
    assert colleague.post(f"{LETTERS}/settings", settings).status_code == 302


def test_the_office_begins_a_letter_on_the_page_of_a_registration(desk: Desk, client: FlaskClient) -> None:
    Asked(desk, client, answers=PASSPORT)
    colleague = desk.colleague()
    assert "Begin a letter" in text_of(colleague.get("/desk/events/week/registrations/1"))
    assert colleague.post(LETTERS, number="1").headers["Location"] == f"{LETTERS}/1"
    assert colleague.post(f"{LETTERS}/1/details", {**STAY, "stay_until": "2026-11-01"}).status_code == 422
    assert colleague.post(f"{LETTERS}/1/details", STAY).status_code == 302
    assert [do(colleague, verb) for verb in ("submit", "approve", "issue")] == [302, 302, 302]
    assert colleague.post(f"{LETTERS}/1/download").mimetype == "application/pdf"
