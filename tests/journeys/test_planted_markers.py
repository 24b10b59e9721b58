"""What is sensitive is nowhere in clear, and nowhere at all once its day has come: searched for in every file left."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, Section
from coopevents.logs import init_logging
from coopevents.registration import event_forms, purging
from tests.blueprints.public.asked import fill_in
from tests.blueprints.public.test_registration import ANNA, PAGE, publish
from tests.databases import both_databases
from tests.desks import NOW, Colleague, Desk
from tests.documents.pdfs import text_of
from tests.journeys.planted import Markers, Removed, files_in
from tests.sensitive import TITLE
from tests.servers import PostgresServer, SmtpSink

DESK = "/desk/events/week/registrations"
LETTERS = "/desk/events/week/letters"
AFTER_ITS_DAY = datetime(2027, 4, 5, tzinfo=UTC)
WHY = "For the invitation letter"


class House:
    """The office, its guest who answers everything, and all the files that come of it."""

    def __init__(self, desk: Desk, client: FlaskClient, folder: Path, postgres: PostgresServer | None) -> None:
        self.desk, self.client, self.folder, self.postgres = desk, client, folder, postgres
        self.markers = Markers()
        self.removed = Removed(folder / "tmp")
        self.taken = folder / "taken"
        self.taken.mkdir()

    def ask(self) -> None:
        """Let the event ask for everything sensitive there is."""
        event_id = publish(self.desk)
        with self.desk.writing():
            form = event_forms.get_form(event_id)
            definition = Definition((Section(key="papers", title=TITLE, questions=self.markers.questions()),))
            asking.define_form(event_forms.subject_of(form.id), event_forms.PURPOSE, definition, title=TITLE, now=NOW)
            unit_of_work.commit()

    def register(self) -> str:
        """The guest registers through the public door; returns the address of the own page."""
        answer = fill_in(self.client, PAGE, **{**ANNA, **self.markers.typed()}, answer_scan=self.scan())
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"].partition("?")[0]

    def change(self, place: str) -> None:
        """The guest hands everything in once more, through the door of the own page."""
        answer = fill_in(self.client, f"{place}edit", **{**ANNA, **self.markers.typed()}, answer_scan=self.scan())
        assert answer.status_code == 302, answer.text

    def scan(self) -> tuple[io.BytesIO, str]:
        """The scan as a browser sends it."""
        return io.BytesIO(self.markers.scan), self.markers.by_key["scan_name"]

    def issue_letter(self, officer: Colleague) -> None:
        """A letter with the number of the passport in it, through the doors of the desk."""
        text = {"name": "Short", "subject-en": "Visit", "text-en": "The passport has the number {passport_number}."}
        officer.post(f"{LETTERS}/texts/new", text)
        said = {"is_offered": "y", "template": "1", "languages": "own", "arrangement": "below"}
        officer.post(f"{LETTERS}/settings", said)
        officer.post(LETTERS, number="1")
        answers = [officer.post(f"{LETTERS}/1", verb=verb).status_code for verb in ("submit", "approve", "issue")]
        assert answers == [302, 302, 302]
        assert self.markers.by_key["passport_number"] in text_of(officer.post(f"{LETTERS}/1/download").data)
        for path in ("", "/1", "/1/preview.png"):
            self.take(f"letter-{path.replace('/', '-')}", officer.get(LETTERS + path).data)

    def sealed_files(self) -> int:
        """How many sealed files are kept."""
        return len(list((self.folder / "data" / "files").rglob("*.seal")))

    def take(self, name: str, data: bytes) -> None:
        """Keep what left the house, to search it later."""
        (self.taken / name).write_bytes(data)

    def erase_alone(self) -> None:
        """Erase what is due, without sweeping its bytes out of the database's files."""
        with self.desk.writing():
            for due in purging.list_due(AFTER_ITS_DAY):
                for _count in purging.purge(due, now=AFTER_ITS_DAY):
                    unit_of_work.commit()
            unit_of_work.discard()

    def back_up(self) -> None:
        """A backup as operators.md says."""
        if self.postgres is None:
            with (
                closing(sqlite3.connect(self.folder / "data" / "coopevents.sqlite3")) as source,
                closing(sqlite3.connect(self.taken / "backup.sqlite3")) as copy,
            ):
                source.backup(copy)
            return
        url = self.desk.app.config["SETTINGS"].database_url.replace("+psycopg", "", 1)
        self.take("backup.sql", subprocess.run(["pg_dump", url], check=True, capture_output=True).stdout)

    def database_files(self) -> list[Path]:
        """The folders the database keeps its files in."""
        if self.postgres is None:
            return [self.folder / "data"]
        with self.desk.app.app_context():
            oid = db.session.execute(db.text("SELECT oid FROM pg_database WHERE datname = current_database()")).scalar()
            db.session.execute(db.text("CHECKPOINT"))
        return [self.folder / "data", self.postgres.folder / "data" / "base" / str(oid)]

    def everywhere(self) -> list[Path]:
        """All folders in which anything may lie."""
        return [self.folder, *([self.postgres.folder] if self.postgres else [])]

    def in_clear(self, *folders: Path) -> dict[str, set[str]]:
        """Which markers can be read, by the file's name."""
        found = {path.name: self.markers.in_clear(data) for path, data in files_in(*folders)}
        return {name: words for name, words in found.items() if words}

    def sealed(self, *folders: Path) -> set[str]:
        """Which markers our keys still find."""
        with self.desk.app.app_context():
            return {word for _path, data in files_in(*folders) for word in self.markers.sealed(data)}


@pytest.fixture
def house(
    request: pytest.FixtureRequest, desk: Desk, client: FlaskClient, database: str, tmp_path: Path
) -> Iterator[House]:
    """The house with a log that says everything and a folder of its own for temporary files."""
    init_logging(replace(desk.app.config["SETTINGS"], mode="development"))
    (tmp_path / "tmp").mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(tmp_path / "tmp")
    made = House(desk, client, tmp_path, request.getfixturevalue("postgres") if database == "postgres" else None)
    yield made
    made.removed.close()
    tempfile.tempdir = before
    init_logging(desk.app.config["SETTINGS"])


@both_databases
def test_planted_markers_are_never_in_clear_and_gone_after_their_day(
    house: House, app: Flask, smtp_sink: SmtpSink, capfd: pytest.CaptureFixture[str]
) -> None:
    house.ask()
    place = house.register()
    house.change(place)
    officer = house.desk.colleague()
    for path in ("", "/1", "/export.csv", "/export.xlsx", "/1/confidential"):
        house.take(f"page-{path.replace('/', '-')}", officer.get(DESK + path).data)
    shown = officer.post(f"{DESK}/1/confidential", keys=["passport", "health", "flight"], reason=WHY)
    revealed = house.markers.in_clear(shown.data)
    table = officer.post(f"{DESK}/confidential-columns", keys=["doctor"], reason=WHY, kind="xlsx")
    revealed |= house.markers.in_clear(table.data) - {house.markers.plain}
    house.issue_letter(officer)
    for number, content in enumerate(house.removed.contents):
        house.take(f"temporary-{number}", content)
    app.extensions["jobs"].open()
    app.extensions["jobs"].deliver_due()
    for number, message in enumerate(smtp_sink.messages):
        house.take(f"message-{number}", message.as_bytes() + str(message.get_body()).encode())
    house.back_up()
    logged = capfd.readouterr()
    house.take("log", (logged.out + logged.err).encode())

    assert revealed == {house.markers.by_key[key] for key in ("passport", "health", "flight", "doctor")}
    assert (len(smtp_sink.messages) > 0, "organiser_registrations.confidential" in logged.out) == (True, True)
    found = house.in_clear(*house.everywhere())
    assert set().union(*found.values()) == {house.markers.plain}, found  # which shows that the search finds things
    assert {"page--1", "page--export.csv", "page--export.xlsx", "temporary-0"} < set(found)
    assert house.sealed(*house.database_files()) == set(house.markers.by_key.values())

    assert house.sealed_files() == 2  # the scan and the letter

    house.erase_alone()
    assert house.sealed(*house.database_files()) != set()  # erased alone, the bytes still lie in the database's files
    with house.desk.writing():
        app.extensions["jobs"].purger.purge(AFTER_ITS_DAY)
    assert (house.sealed(*house.database_files()), house.sealed_files()) == (set(), 0)
    assert set().union(*house.in_clear(*house.everywhere()).values()) == {house.markers.plain}
    assert house.sealed(house.taken) >= {house.markers.by_key["passport"]}  # a backup made before keeps it, sealed
