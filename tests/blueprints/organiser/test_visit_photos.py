"""Photos of a visit, through the doors of the desk."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.delegations import photos, queries
from coopevents.delegations.photo_models import VisitPhoto
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.partners import service as partners
from coopevents.partners.details import InstitutionDetails
from coopevents.storage.models import StoredFile
from coopevents.text import LocalizedText
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.desks import NOW, Colleague, Desk, desk
from tests.documents.pdfs import text_of

__all__ = ["desk"]


def a_photo(colour: str = "navy", size: tuple[int, int] = (2000, 1500)) -> bytes:
    """As a phone takes it: with the place it was taken at."""
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Camera of Byrne"
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def a_visit(desk: Desk, state: VisitState = VisitState.REPORT_DUE) -> str:
    return f"/desk/delegations/{a_visit_of_today(desk, state=state)}/after"


def add(officer: Colleague, here: str, *files: bytes, **said: str) -> int:
    named = [(io.BytesIO(data), f"IMG_{number}.jpg") for number, data in enumerate(files)]
    return officer.post(f"{here}/photos", {"files": named, **said}).status_code


def pictures_on(page: str) -> list[str]:
    return re.findall(r'src="([^"]*/photos/\d+/[a-z]+\.webp)"', page)


def stored(desk: Desk) -> tuple[int, int]:
    """How many photos are known, and how many sealed files."""
    with desk.app.app_context():
        return db.session.query(VisitPhoto).count(), db.session.query(StoredFile).count()


def test_several_photos_are_kept_at_once_without_what_their_files_tell(desk: Desk) -> None:
    officer = desk.colleague()
    here = a_visit(desk)
    assert "None yet" in officer.get(here).text
    assert (
        add(officer, here, a_photo(), b"MZ program", a_photo("red", (300, 900)), line="1", credit="Press office") == 302
    )
    page = officer.get(f"{here}/photos").text
    assert ["2 photos are kept" in page, "IMG_1.jpg: This file is not a picture" in page] == [True, True]
    assert [page.count("Photo: Press office"), page.count("Only for colleagues"), stored(desk)] == [2, 2, (2, 4)]
    assert len(pictures_on(officer.get(here).text)) == 2
    [large] = pictures_on(officer.get(f"{here}/photos/1").text)
    for address, size in ((large, (1600, 1200)), (pictures_on(page)[0], (480, 360))):
        answer = officer.get(address)
        with Image.open(io.BytesIO(answer.data)) as opened:
            assert (opened.size, dict(opened.getexif()), answer.headers["Cache-Control"]) == (size, {}, "no-store")
        assert b"Byrne" not in answer.data
    assert [add(officer, here), add(officer, here, *[b"x"] * 11)] == [422, 302]
    assert "Up to 10 photos are taken at once" in officer.get(f"{here}/photos").text


def sent_to(client: FlaskClient, path: str, values: dict[str, object]) -> int:
    """As :meth:`Colleague.post`, with nothing in a temporary file."""
    boundary, body = encode_multipart(values)
    return client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}").status_code


def test_more_than_one_file_may_hold_is_taken_from_colleagues_only(desk: Desk) -> None:
    officer, here = desk.colleague(), a_visit(desk)
    much = {
        "csrf_token": officer.csrf,
        "files": [FileStorage(io.BytesIO(a_photo() + bytes(7 * 1024 * 1024)), f"{each}.jpg") for each in range(2)],
    }
    stranger = sent_to(desk.app.test_client(), f"{here}/photos", much)
    for each in much["files"]:
        each.stream.seek(0)
    assert (stranger, sent_to(officer.client, f"{here}/photos", much), stored(desk)) == (413, 302, (2, 4))
    assert sent_to(officer.client, f"{here}/outcomes", {"text": "x" * 13 * 1024 * 1024}) == 413


def test_who_sees_the_visit_sees_its_photos_and_only_who_receives_it_changes_them(desk: Desk) -> None:
    officer, viewer = desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    here = a_visit(desk)
    add(officer, here, a_photo())
    one = f"{here}/photos/1"
    doors = [f"{here}/photos", one, f"{one}/small.webp", f"{one}/large.webp", f"{here}/photos.zip"]
    assert [viewer.get(each).status_code for each in doors] == [200] * 5
    assert [desk.colleague(scope_id=desk.other_unit_id).get(each).status_code for each in doors] == [404] * 5
    assert {desk.app.test_client().get(each).status_code for each in doors} == {302}
    assert [add(viewer, here, a_photo()), viewer.post(one).status_code, viewer.post(f"{one}/remove").status_code] == [
        403
    ] * 3
    other = a_visit(desk)
    assert [officer.get(each.replace(here, other)).status_code for each in doors[1:4]] == [404] * 3
    assert [officer.post(each.replace(here, other)).status_code for each in (one, f"{one}/remove")] == [404] * 2
    early = a_visit(desk, VisitState.TRIAGE)
    add(officer, early, a_photo())
    assert stored(desk) == (1, 2)


def test_a_photo_is_described_removed_and_brought_back(desk: Desk) -> None:
    officer, here = desk.colleague(), a_visit(desk)
    add(officer, here, a_photo())
    one = f"{here}/photos/1"
    said = {"caption-en": "Shaking hands", "caption-zh_Hans_CN": "握手", "line": "1", "guests": ["1", "99"]}
    assert officer.post(one, {**said, "is_in_report": "y"}).status_code == 422
    assert officer.post(one, {**said, "may_be_published": "y", "is_in_report": "y"}).status_code == 302
    page = officer.get(f"{here}/photos").text
    assert ["Shaking hands" in page, "Meeting with the dean" in page, "In the report" in page] == [True] * 3
    officer.post(f"{one}/remove")
    page = officer.get(f"{here}/photos").text
    assert [pictures_on(page), officer.get(one).status_code, f"{one}/keep" in page] == [[], 404, True]
    officer.post(f"{one}/keep")
    page = officer.get(f"{here}/photos").text
    assert [len(pictures_on(page)), "In the report" in page, "May be published" in page] == [1, False, True]


def test_photos_are_erased_in_their_time(desk: Desk) -> None:
    officer, here = desk.colleague(), a_visit(desk)
    add(officer, here, a_photo(), a_photo(), a_photo())
    officer.post(f"{here}/photos/1", {"may_be_published": "y"})
    officer.post(f"{here}/photos/2/remove")
    left = []
    for days in (0, 2, 364, 367, 5 * 365, 5 * 365 + 3):
        with desk.writing():
            photos.erase_old(datetime.now(UTC) + timedelta(days=days))
            unit_of_work.commit()
        left.append(stored(desk))
    assert left == [(3, 6), (2, 4), (2, 4), (1, 2), (1, 2), (0, 0)]


def test_photos_go_with_the_guest_who_can_be_recognised(desk: Desk) -> None:
    officer, here = desk.colleague(), a_visit(desk)
    add(officer, here, a_photo(), a_photo())
    officer.post(f"{here}/photos/1", {"guests": "1"})
    erased = officer.post(here.replace("after", "people/1/erase"), {"reason": "They asked for it."})
    assert (erased.status_code, stored(desk)) == (302, (1, 2))
    assert officer.get(f"{here}/photos/2").status_code == 200


def test_all_photos_or_those_that_may_be_published_are_taken_along(desk: Desk) -> None:
    officer, here = desk.colleague(), a_visit(desk)
    add(officer, here, a_photo(), a_photo("red"), credit="=Press")
    officer.post(
        f"{here}/photos/2", {"caption-en": "Shaking hands / 握手", "credit": "=Press", "may_be_published": "y"}
    )
    names = []
    for query in ({}, {"which": "publishable"}):
        with zipfile.ZipFile(io.BytesIO(officer.get(f"{here}/photos.zip", **query).data)) as archive:
            names.append(archive.namelist())
            table = archive.read("photos.csv").decode("utf-8-sig").splitlines()
    assert names == [
        ["001.webp", "002-shaking-hands.webp", "photos.csv"],
        ["001-shaking-hands.webp", "photos.csv"],
    ]
    assert (len(table), "Shaking hands / 握手" in table[1], ",=Press" in table[1]) == (2, True, False)


def test_the_report_shows_the_photos_chosen_for_it_and_six_at_most(desk: Desk) -> None:
    officer, here = desk.colleague(), a_visit(desk)
    add(officer, here, *[a_photo(size=(160, 120))] * 7)
    chosen = {"may_be_published": "y", "is_in_report": "y", "credit": "Press office"}
    answers = [
        officer.post(f"{here}/photos/{each}", {**chosen, "caption-en": f"Shaking hands {each}"}).status_code
        for each in range(1, 8)
    ]
    report = here.replace("after", "papers/report")
    pdf, word = officer.get(f"{report}.pdf").data, officer.get(f"{report}.docx").data
    assert (answers, "Shakinghands6" in text_of(pdf), "Shakinghands7" in text_of(pdf)) == (
        [302] * 6 + [422],
        True,
        False,
    )
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        assert "Shaking hands 6" in archive.read("word/document.xml").decode()
        assert any(each.startswith("word/media/") for each in archive.namelist())


def test_the_page_of_a_partner_leads_to_the_photos_of_its_visits(desk: Desk) -> None:
    officer, here = desk.colleague(), a_visit(desk)
    with desk.writing():
        details = InstitutionDetails(name=LocalizedText(en="TU Dublin"), country="IE")
        partner = partners.add_institution(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE).id
        queries.get_delegation(1).institution_id = partner
        unit_of_work.commit()
    pages = []
    for _time in range(2):
        pages.append(officer.get(f"/desk/partners/{partner}").text)
        add(officer, here, a_photo(size=(40, 30)))
    assert [f'href="{here}/photos"' in page for page in pages] == [False, True]
