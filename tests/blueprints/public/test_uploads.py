"""Files and photos on the guest's form: checked by what is in them, sealed, and never asked for twice."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coopevents import clock, unit_of_work
from coopevents.db import db
from coopevents.forms.fields import Definition, FieldType
from coopevents.forms.models import Answers
from coopevents.forms.sealed import all_values
from coopevents.refusals import NotFound
from coopevents.storage import handing_in
from coopevents.storage.models import HandedIn, StoredFile
from coopevents.storage.sealed_files import Purpose, open_sealed
from coopevents.storage.store import present_store
from tests.blueprints.public.asked import ask, define, fill_in, section
from tests.blueprints.public.test_registration import ANNA, PAGE, publish
from tests.desks import Desk
from tests.storage.test_store import jpeg

MARKER = b"SCAN OF A PASSPORT E12345678"
PDF = b"%PDF-1.7\n" + MARKER + b"\n%%EOF\n"
ASKED = Definition((
    section(
        "papers",
        ask("scan", FieldType.FILE, "Scan", is_required=True, is_sensitive=True),
        ask("photo", FieldType.PHOTO, "Photo"),
    ),
))  # fmt: skip
AGREED = {"answer_papers_consent": "y"}


@pytest.fixture
def asking(desk: Desk) -> Desk:
    """A published event that asks for a scan and a photo."""
    define(desk, publish(desk), ASKED)
    return desk


def scan(data: bytes = PDF, name: str = "passport.pdf") -> dict[str, object]:
    return {"answer_scan": (io.BytesIO(data), name), **AGREED}


def word_in(page: TestResponse, key: str = "scan") -> str:
    """What the page hands on of a file."""
    found = re.search(rf'name="answer_{key}-kept" value="([^"]+)"', page.text)
    assert found is not None, page.text[-3000:]
    return found[1]


def kept(desk: Desk) -> dict[str, object]:
    with desk.app.app_context():
        return all_values(db.session.query(Answers).order_by(Answers.id.desc()).first())


def read(desk: Desk, value: object) -> bytes:
    assert isinstance(value, dict)
    with desk.app.app_context():
        return open_sealed(value["key"], Purpose.OWNER, store=present_store()).data


def waiting(desk: Desk) -> int:
    with desk.app.app_context():
        return db.session.query(HandedIn).count()


def test_a_scan_and_a_photo_are_kept_sealed_and_nothing_of_them_lies_open(
    asking: Desk, client: FlaskClient, tmp_path: Path
) -> None:
    photo = (io.BytesIO(jpeg("teal")), "me.jpg")
    assert fill_in(client, PAGE, **ANNA, **scan(), answer_photo=photo).status_code == 302
    answers = kept(asking)
    assert read(asking, answers["scan"]) == PDF
    assert answers["photo"]["media_type"] == "image/webp"  # type: ignore[index]
    assert answers["scan"]["name"] == "passport.pdf"  # type: ignore[index]
    assert [path for path in tmp_path.rglob("*") if path.is_file() and MARKER in path.read_bytes()] == []
    assert waiting(asking) == 0


def test_a_file_survives_a_form_that_comes_back_for_something_else(asking: Desk, client: FlaskClient) -> None:
    shown = fill_in(client, PAGE, **{**ANNA, "family_name": ""}, **scan())
    assert (shown.status_code, "passport.pdf" in shown.text, waiting(asking)) == (422, True, 1)
    done = fill_in(client, PAGE, **ANNA, **AGREED, **{"answer_scan-kept": word_in(shown)})
    assert done.status_code == 302
    assert (read(asking, kept(asking)["scan"]), waiting(asking)) == (PDF, 0)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"MZ\x90 a program", "passport.pdf", "This is no file we can read. Use PDF, JPEG, PNG or WebP."),
        (b"", "", "Choose a file."),
    ],
)
def test_what_is_no_document_is_refused_at_its_field(
    asking: Desk, client: FlaskClient, data: bytes, name: str, sentence: str
) -> None:
    shown = fill_in(client, PAGE, **ANNA, **scan(data, name))
    assert (shown.status_code, waiting(asking)) == (422, 0)
    assert re.search(rf'id="answer_scan-error">.*{re.escape(sentence)}', shown.text)


def test_a_guest_replaces_and_removes_files_later_and_the_old_ones_are_erased(
    asking: Desk, client: FlaskClient
) -> None:
    photo = (io.BytesIO(jpeg("teal")), "me.jpg")
    place = fill_in(client, PAGE, **ANNA, **scan(), answer_photo=photo).headers["Location"].partition("?")[0]
    before = kept(asking)
    page = client.get(f"{place}edit", headers={"Accept-Language": "en"})
    said = {"answer_photo-kept": word_in(page, "photo"), "answer_photo-remove": "y"}
    new = scan(b"%PDF-1.7 a new one", "new.pdf")
    assert fill_in(client, f"{place}edit", **ANNA, **new, **said).status_code == 302
    assert read(asking, kept(asking)["scan"]) == b"%PDF-1.7 a new one"
    assert "photo" not in kept(asking)
    for key in ("scan", "photo"):
        with pytest.raises(NotFound):
            read(asking, before[key])


def test_a_file_belongs_to_one_registration_and_a_word_nobody_gave_out_stands_for_nothing(
    asking: Desk, client: FlaskClient
) -> None:
    shown = fill_in(client, PAGE, **{**ANNA, "family_name": ""}, **scan())
    said = {**AGREED, "answer_scan-kept": word_in(shown)}
    assert fill_in(client, PAGE, **ANNA, **said).status_code == 302
    again = fill_in(client, PAGE, **{**ANNA, "email": "ben@example.org"}, **said)
    assert (again.status_code, "This file is no longer kept. Choose it once more." in again.text) == (422, True)
    forged = {**AGREED, "answer_scan-kept": f"x{word_in(shown)}"}
    told = fill_in(client, PAGE, **{**ANNA, "email": "cem@example.org"}, **forged)
    assert "Choose a file." in told.text


def test_what_nobody_claims_is_erased_after_a_day(asking: Desk, client: FlaskClient) -> None:
    fill_in(client, PAGE, **{**ANNA, "family_name": ""}, **scan())
    with asking.writing():
        for hours, left in ((23, 1), (25, 0)):
            handing_in.erase_forgotten(store=present_store(), now=clock.now() + timedelta(hours=hours))
            unit_of_work.commit()
            assert db.session.query(StoredFile).count() == left
