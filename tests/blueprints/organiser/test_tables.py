"""Tables of registrations at the desk: sent, looked at, taken over, taken back; by who may decide."""

from __future__ import annotations

import io
import threading
from typing import Any

import pytest
from werkzeug.test import TestResponse

from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.exports import csv_chunks, read_csv
from coopevents.importer import Importer
from coopevents.registration.models import Registration
from tests.desks import Colleague, Desk

LIST = "/desk/events/week/registrations"
TABLE = f"{LIST}/table"
HEAD = ["E-mail", "Given name", "Family name", "Country or region"]


@pytest.fixture
def officer(desk: Desk) -> Colleague:
    """An officer at a desk with an event and one guest."""
    event_id = desk.event()
    desk.guest(event_id, "anna@example.org", given_name="Anna")
    return desk.colleague()


def send(officer: Colleague, *rows: list[Any], name: str = "guests.csv") -> TestResponse:
    data = b"".join(csv_chunks(HEAD, rows))
    return officer.post(TABLE, file=(io.BytesIO(data), name))


def work(desk: Desk) -> None:
    Importer(desk.app, threading.Event()).work()


def people(desk: Desk) -> int:
    with desk.writing():
        return db.session.query(Registration).count()


def test_a_table_is_sent_looked_at_taken_over_and_taken_back(desk: Desk, officer: Colleague) -> None:
    sent = send(
        officer, ["anna@example.org", "Änna", "Guest", "China"], ["b@example.org", "B", "B", ""], ["?", "C", "", ""]
    )
    assert (sent.status_code, sent.location) == (302, f"{TABLE}/1")
    assert "The table is being looked at" in officer.get(f"{TABLE}/1").text
    assert officer.get(f"{TABLE}/1/progress").json == {"progress": 0, "waits": True}
    work(desk)
    look = officer.get(f"{TABLE}/1").text
    said = ("Änna", "Row 2", "Write an e-mail address", "Take over 2 rows")
    assert [words for words in said if words not in look] == []
    told = read_csv(officer.get(f"{TABLE}/1/rows.csv").data)
    assert told[1][0::2] == ["4", "E-mail"]
    assert people(desk) == 1
    officer.post(f"{TABLE}/1", verb="take", tells="no")
    work(desk)
    assert people(desk) == 2
    done = officer.get(f"{TABLE}/1").text
    assert [words for words in ("The table is taken over", "Take back 2 rows") if words not in done] == []
    officer.post(f"{TABLE}/1", verb="undo")
    work(desk)
    assert "The table is taken back" in officer.get(f"{TABLE}/1").text
    assert people(desk) == 1


def test_a_table_is_discarded(desk: Desk, officer: Colleague) -> None:
    send(officer, ["b@example.org", "B", "B", ""])
    assert "A table is not settled yet" in officer.get(TABLE).text
    officer.post(f"{TABLE}/1", verb="stop")
    assert "The table is discarded" in officer.get(f"{TABLE}/1").text
    again = officer.post(f"{TABLE}/1", verb="take")
    assert "somebody settled this table already" in officer.get(again.location).text


def test_no_file_and_no_table_are_told_at_the_field(officer: Colleague) -> None:
    missing = officer.post(TABLE)
    assert (missing.status_code, "Choose a file." in missing.text) == (422, True)
    wrong = officer.post(TABLE, file=(io.BytesIO(b"\x00\x01\x02"), "x.bin"))
    assert (wrong.status_code, "cannot be read as a table" in wrong.text) == (422, True)


def test_an_empty_table_has_every_column(officer: Colleague) -> None:
    assert officer.get(f"{TABLE}/empty.xlsx").status_code == 200


def test_who_may_not_decide_finds_no_way_in(desk: Desk, officer: Colleague) -> None:
    reception = desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=1)
    assert [reception.get(path).status_code for path in (TABLE, f"{TABLE}/empty.xlsx")] == [403, 403]
    send(officer, ["b@example.org", "B", "B", ""])
    stranger = desk.colleague(scope_id=desk.other_unit_id)
    assert [stranger.get(f"{TABLE}/1").status_code, stranger.post(f"{TABLE}/1", verb="take").status_code] == [404, 404]
