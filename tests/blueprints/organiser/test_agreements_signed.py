"""Must-show 5 through the doors: a changed document after freezing is refused and noticed by its hash; a signature
belongs to a version; twice, by somebody else, or of an unapproved text it is refused in words."""

from __future__ import annotations

import hashlib
import html
from datetime import timedelta

import pytest

from coopevents.agreements import queries
from coopevents.agreements.documents import open_document
from coopevents.storage.store import present_store
from tests.blueprints.organiser.agreements import Office, pdf
from tests.desks import Desk


@pytest.fixture
def office(desk: Desk) -> Office:
    return Office(desk)


def swap_bytes(office: Office, document: int) -> None:
    """Somebody with access to the disk puts the sealed bytes of another file in the place of this one's."""
    with office.desk.app.app_context():
        key = queries.get_document(1, document).file.key
        other = queries.get_document(1, 2).file.key
        present_store().write(key, present_store().read(other))


def test_no_document_takes_the_place_of_a_frozen_one(office: Office) -> None:
    number = office.freeze()
    before = office.hashes(number)
    answer = office.add(number, "Another text", "en", "final")
    assert (answer.status_code, office.hashes(number)) == (409, before)
    assert "The final text is frozen. What it says cannot be changed any more" in answer.text


def test_the_page_names_the_version_and_its_hash_and_gives_back_the_same_bytes(office: Office) -> None:
    number = office.freeze()
    page = office.viewer.get(f"/desk/agreements/{number}").text
    assert hashlib.sha256(pdf("The text")).hexdigest() in page
    file = office.viewer.get(f"/desk/agreements/{number}/documents/1")
    assert (file.data, file.mimetype) == (pdf("The text"), "application/pdf")
    assert "filename=AG-" in file.headers["Content-Disposition"].replace('"', "")


def test_bytes_changed_in_the_store_are_neither_given_out_nor_signed_and_it_is_noticed(office: Office) -> None:
    number = office.approve()
    office.do(office.officer, number, "signing/arrange", way="post")
    form = office.signature(number)
    swap_bytes(office, 1)
    file = office.viewer.get(f"/desk/agreements/{number}/documents/1")
    assert (file.status_code, "no longer matches its hash" in file.text) == (409, True)
    signed = office.officer.post(f"/desk/agreements/{number}/signing", form)
    assert (signed.status_code, "no longer matches its hash" in signed.text) == (409, True)
    page = office.viewer.get(f"/desk/agreements/{number}").text
    assert (office.state(number), "Damaged" in page) == ("scheduled", True)
    with office.desk.app.app_context():
        assert queries.list_signatures([number]) == []


def test_the_fingerprints_can_be_checked_by_hand(office: Office) -> None:
    number = office.freeze()
    office.do(office.officer, number, "fingerprints")
    assert "Every stored file matches its fingerprint." in office.officer.get(f"/desk/agreements/{number}").text
    swap_bytes(office, 1)
    office.do(office.officer, number, "fingerprints")
    assert "1 stored file no longer matches its fingerprint." in office.officer.get(f"/desk/agreements/{number}").text


WRONG: list[tuple[dict[str, str], str]] = [
    ({}, "This signature is recorded already: the signatory has signed this original."),
    ({"signatory": "99"}, "This person is no signatory of this agreement."),
    ({"original": "3"}, "There is no original with this number."),
    ({"original": "2", "text": "0" * 64}, "What was to be signed is not the frozen text: its hash is another one."),
    ({"original": "2", "signed_on": "2019-01-01"}, "The time of the signature is before the text was frozen"),
]


def test_what_is_no_signature_is_refused_in_words_and_what_is_one_belongs_to_its_version(office: Office) -> None:
    number = office.approve()
    path = f"/desk/agreements/{number}/signing"
    office.do(office.officer, number, "signing/arrange", way="post")
    office.officer.post(path, office.signature(number))
    for wrong, sentence in WRONG:
        answer = office.officer.post(path, office.signature(number, **wrong))
        assert (answer.status_code, sentence in html.unescape(answer.text)) == (409, True), wrong
    with office.desk.app.app_context():
        found = [(each.document_id, each.sha256, each.original) for each in queries.list_signatures([number])]
        assert open_document(queries.get_document(number, 1)).data == pdf("The text")
    assert found == [(1, hashlib.sha256(pdf("The text")).hexdigest(), 1)]


def test_nobody_signs_an_unapproved_text(office: Office) -> None:
    number = office.freeze()
    form = {"signatory": "1", "original": "1", "text": office.hashes(number)[0]}
    moment = office.read(number).state_since + timedelta(minutes=1)
    form |= {"signed_on": f"{moment:%Y-%m-%d}", "signed_at": f"{moment:%H:%M}"}
    answer = office.officer.post(f"/desk/agreements/{number}/signing", form)
    assert (answer.status_code, office.state(number)) == (409, "frozen")
    assert "This text is not approved for signature, so it cannot be signed." in answer.text
    assert office.do(office.officer, number, "signing/arrange", way="post").status_code == 409


def test_every_original_at_once_and_a_mistake_taken_back_until_the_agreement_is_signed(office: Office) -> None:
    number = office.approve()
    office.do(office.officer, number, "signing/arrange", way="electronic")
    path = f"/desk/agreements/{number}/signing"
    office.officer.post(path, office.signature(number, original="every"))
    assert office.state(number) == "partly_signed"
    taken_back = f"/desk/agreements/{number}/signatures/1"
    assert office.officer.post(taken_back, {"reason": ""}).status_code == 422
    assert office.officer.post(taken_back, {"reason": "The wrong row."}).status_code == 302
    office.officer.post(path, office.signature(number))
    office.officer.post(path, office.signature(number, signatory="2", original="every"))
    assert office.state(number) == "signed"
    scan = office.add(number, "Signed by both", "", "signed_scan")
    assert scan.status_code == 302
