"""Organisers' doors to certificates: issued to who came, withdrawn, and verified by strangers."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from flask.testing import FlaskClient
from PIL import Image

from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.issuing import queries
from coopevents.issuing.states import PaperKind
from coopevents.registration import tokens
from coopevents.storage.models import StoredFile
from tests.blueprints.organiser.test_form_builder import text_of
from tests.desks import NOW, Desk
from tests.documents.pdfs import bare, reader
from tests.documents.pdfs import text_of as text_in
from tests.issuing.conftest import Issuing

DESK = "/desk/events/week"
CERTIFICATES = f"{DESK}/certificates"
SIGNING = {"name-en": "Cooperation Office", "letter_prefix": "IL", "certificate_prefix": "CA"}


def an_office(desk: Desk) -> Issuing:
    """Two guests at the opening, and one who never came."""
    issuing = Issuing(desk)
    came = [issuing.guest(name, family_name="Example") for name in ("amelie", "bruno")]
    issuing.guest("chloe", comes=False)
    issuing.activity("Opening", datetime(2026, 11, 30, 1, 0, tzinfo=UTC), 90, *came)
    with issuing.event() as event:
        publishing.publish_event(event, now=NOW, actor=THE_HOUSE)
    return issuing


def codes_of(issuing: Issuing) -> list[str]:
    with issuing.event() as event:
        return [each.code for each in queries.list_papers(event.id, PaperKind.CERTIFICATE)]


def test_certificates_are_issued_to_who_came_withdrawn_and_verified(desk: Desk, client: FlaskClient) -> None:
    issuing, colleague = an_office(desk), desk.colleague()
    assert "Issue 2 certificates" in text_of(colleague.get(CERTIFICATES))
    said = colleague.post(CERTIFICATES, tells="y")
    page = text_of(colleague.get(said.headers["Location"]))
    assert ("2 certificates are issued." in page, "Left out: Chloe Guest." in page) == (True, True)
    every = colleague.get(f"{CERTIFICATES}/all.pdf")
    assert (every.mimetype, len(reader(every.data).pages)) == ("application/pdf", 2)
    assert all(bare(name) in text_in(every.data) for name in ("Amelie Example", "Bruno Example", "1.5"))
    code = codes_of(issuing)[0]
    shown = client.get(f"/verify/{code.upper()}", headers={"Accept-Language": "en"})
    assert ("This document is valid" in shown.text, "A. E." in shown.text, "Amelie" in shown.text) == (
        True,
        True,
        False,
    )
    assert shown.headers["Cache-Control"] == "no-store"
    assert colleague.post(f"{CERTIFICATES}/1/withdraw", reason="").status_code == 422
    assert colleague.post(f"{CERTIFICATES}/1/withdraw", reason="Left early").status_code == 302
    assert "This document is not valid" in client.get(f"/verify/{code}", headers={"Accept-Language": "en"}).text


def test_guests_take_their_certificate_from_their_own_page_while_it_is_valid(desk: Desk, client: FlaskClient) -> None:
    issuing, colleague = an_office(desk), desk.colleague()
    colleague.post(CERTIFICATES, number="1")
    with issuing.event():
        own, other = (tokens.link_token(issuing.registration(number)) for number in (1, 2))
    assert "CA-2026-0001" in client.get(f"/r/{own}/").text
    assert client.get(f"/r/{own}/certificates/1.pdf").mimetype == "application/pdf"
    assert client.get(f"/r/{other}/certificates/1.pdf").status_code == 404
    colleague.post(f"{CERTIFICATES}/1/withdraw", reason="Left early")
    assert client.get(f"/r/{own}/certificates/1.pdf").status_code == 404
    assert "CA-2026-0001" not in client.get(f"/r/{own}/").text


def test_a_signature_is_a_picture_kept_sealed(desk: Desk) -> None:
    an_office(desk)
    colleague, out = desk.colleague(), io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, "PNG")
    odd = colleague.post(f"{DESK}/signing", SIGNING, signature=(io.BytesIO(b"<svg/>"), "signature.png"))
    assert (odd.status_code, "not a picture we can read" in text_of(odd)) == (422, True)
    same = colleague.post(f"{DESK}/signing", {**SIGNING, "letter_prefix": "CA"})
    assert (same.status_code, "different beginnings" in text_of(same)) == (422, True)
    out.seek(0)
    assert colleague.post(f"{DESK}/signing", SIGNING, signature=(out, "signature.png")).status_code == 302
    with desk.writing():
        office = queries.find_office(desk.unit_id)
        assert office is not None
        [file] = db.session.query(StoredFile)
        assert (file.key, file.is_sealed, file.media_type) == (office.signature_key, True, "image/webp")
    picture = colleague.get(f"{CERTIFICATES}/preview.png")
    assert picture.data[:4] == b"\x89PNG"


def test_settings_hold_for_certificates_issued_from_then_on(desk: Desk) -> None:
    issuing, colleague = an_office(desk), desk.colleague()
    said = {"hours_rule": "event", "event_hours": "12.5", "languages": "own", "heading-en": "Certificate of honour"}
    assert colleague.post(f"{CERTIFICATES}/settings", said).status_code == 302
    colleague.post(CERTIFICATES)
    text = text_in(colleague.get(f"{CERTIFICATES}/all.pdf").data)
    assert (bare("Certificate of honour") in text, bare("Hours attended: 12.5") in text) == (True, True)
    assert len(codes_of(issuing)) == 2


def test_codes_that_are_none_are_all_answered_alike_and_not_for_ever(desk: Desk, client: FlaskClient) -> None:
    pages = [client.get(f"/verify/{code}") for code in ("a", "abcdefgh234567ij", "%00", "x" * 300)]
    said = {(each.status_code, each.text.partition("<main")[2]) for each in pages}  # the address stands above
    assert (len(said), pages[0].status_code) == (1, 404)
    answers = [client.get("/verify/nothing").status_code for _try in range(30)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert client.get("/verify?code=ABCD-efgh").headers["Location"] == "/verify/abcdefgh"


def test_who_may_not_issue_sees_nothing_of_it(desk: Desk) -> None:
    an_office(desk)
    registrar = desk.colleague(Role.REGISTRAR, scope_kind="event", scope_id=1)
    assert registrar.get(CERTIFICATES).status_code == 403
    assert "certificates" not in registrar.get(f"{DESK}/registrations").text
