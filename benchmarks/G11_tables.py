"""G11: a table of 20,000 registrations is looked at and taken over while guests register; how long do these wait?

On SQLite and, where it is installed, PostgreSQL, each with the worker in a process of its own. Each guest who
registers in between is timed from the first look to the commit, behind the same lock that the table needs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from flask import Flask

from benchmarks.guests import NOW, make_event, make_office
from benchmarks.results import Result
from coopevents import clock, unit_of_work
from coopevents.app import create_app
from coopevents.config import Settings
from coopevents.db import db, declare_intent, reading
from coopevents.events import queries as events
from coopevents.exports import csv_chunks, xlsx_bytes
from coopevents.facts import THE_HOUSE, Actor
from coopevents.registration import event_forms, service
from coopevents.registration.details import GuestDetails, TermsDetails
from coopevents.registration.exchange import queries
from coopevents.registration.exchange.columns import columns_for
from coopevents.registration.exchange.service import send_table, take_table
from coopevents.registration.exchange.states import AT_WORK, ImportState
from coopevents.registration.exchange.writing import rows_of
from coopevents.registration.wanted import Wanted
from tests.provisioning import find
from tests.servers import PostgresServer

ROWS, EVERY_BAD = 20_000, 1_000
LONGEST_WAIT = 1.0
CLERK = Actor("user", None, "Lin Xiaoyan")
HEAD = (
    "E-mail",
    "Given name",
    "Family name",
    "Name in own script",
    "Country or region",
    "Institution",
    "Tags",
    "[diet]",
)


def run() -> Iterator[Result]:
    """The figures, database by database."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _measured("SQLite", f"sqlite:///{folder}/coopevents.sqlite3", folder)
    if find("postgresql") is None:
        print("PostgreSQL is not installed here", flush=True)
        return
    server = PostgresServer()
    server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield from _measured("PostgreSQL", server.create("tables"), folder)
    finally:
        server.stop()


def _measured(name: str, url: str, folder: str) -> Iterator[Result]:
    variables = {
        "COOPEVENTS_MODE": "testing",
        "COOPEVENTS_SECRET_KEY": "a secret of the benchmark, long enough",
        "COOPEVENTS_DATA_DIR": folder,
        "COOPEVENTS_DATABASE_URL": url,
    }
    app = create_app(Settings.from_environment(variables))
    with app.app_context(), _worker(variables):
        db.create_all()
        event_id = make_event(make_office(), "tables", TermsDetails(capacity=ROWS * 3)).id
        guests = Guests(app, event_id)
        before = guests.busy_for(3.0)
        number, looked_in = _looked_at(event_id, guests)
        bad = queries.get_import(event_id, number).counts["faulty"]
        unit_of_work.discard()
        taken_in = _taken_over(event_id, number, guests)
        counts = queries.get_import(event_id, number).counts
        unit_of_work.discard()
        again = _comes_back(event_id)
    longest = max(guests.waits)
    print(
        f"{name}: {len(guests.waits)} guests registered meanwhile; without a table the longest wait was {before:.2f} s"
    )
    yield Result(
        f"G11 {name} longest wait", f"{longest:.2f} s", f"while {ROWS:,} rows come in, ≤ {LONGEST_WAIT:.0f} s",
        longest <= LONGEST_WAIT,
    )  # fmt: skip
    yield Result(
        f"G11 {name} rows", f"{counts['taken']} taken in {taken_in:.0f} s, looked at in {looked_in:.0f} s",
        f"{bad} bad rows told of, {ROWS // EVERY_BAD} expected",
        (bad, counts["taken"]) == (ROWS // EVERY_BAD, ROWS - ROWS // EVERY_BAD),
    )  # fmt: skip
    yield Result(f"G11 {name} round trip", f"{again} rows differ", "export, import, ≤ 0", again == 0)


def _table() -> bytes:
    rows = [
        [
            f"guest.{number}@example.org" if number % EVERY_BAD else "no address", "=Wei", f"Zhang-{number}",
            f"张{chr(0x4E00 + number)}", "China", f"University of Town {number % 200}", "delegation; +VIP", "vegan",
        ]
        for number in range(ROWS)
    ]  # fmt: skip
    return b"".join(csv_chunks(HEAD, rows))


def _looked_at(event_id: int, guests: Guests) -> tuple[int, float]:
    data, started = _table(), perf_counter()
    held = send_table(events.get_event(event_id), data, name="guests.csv", language="en", now=clock.now(), actor=CLERK)
    unit_of_work.commit()
    number = held.id
    _wait(event_id, number, ImportState.CHECKED, guests)
    return number, perf_counter() - started


def _taken_over(event_id: int, number: int, guests: Guests) -> float:
    started = perf_counter()
    held = queries.get_import(event_id, number)
    take_table(events.get_event(event_id), held, now=clock.now(), actor=CLERK)
    unit_of_work.commit()
    _wait(event_id, number, ImportState.DONE, guests)
    return perf_counter() - started


def _comes_back(event_id: int) -> int:
    """How many rows of the whole list would change if it came back as it was taken away."""
    columns = columns_for(event_forms.tabled_questions(event_id))
    data = xlsx_bytes([each.heading for each in columns], rows_of(event_id, Wanted(sort="oldest"), columns))
    unit_of_work.discard()
    held = send_table(events.get_event(event_id), data, name="all.xlsx", language="en", now=clock.now(), actor=CLERK)
    unit_of_work.commit()
    number = held.id
    _wait(event_id, number, ImportState.CHECKED, None)
    counts = queries.get_import(event_id, number).counts
    return sum(counts.get(each, 0) for each in ("new", "changed", "faulty"))


def _wait(event_id: int, number: int, state: ImportState, guests: Guests | None) -> None:
    """Register guests until the table is in that state, and print how far it is."""
    said = perf_counter()
    while True:
        if guests is not None:
            guests.register()
        with reading():
            held = queries.get_import(event_id, number)
            found, done, total = held.state, held.done, held.total
            unit_of_work.discard()
        declare_intent(is_reading=False)
        if found is state:
            return
        if found not in AT_WORK:
            raise RuntimeError(f"the table is {found}: {held.failure}")
        if perf_counter() - said > 5:
            print(f"  {found}: {done} of {total}", file=sys.stderr, flush=True)
            said = perf_counter()
        sleep(0.1)


class Guests:
    """Registers guests one after the other, and remembers how long each waited."""

    def __init__(self, app: Flask, event_id: int) -> None:
        self.app, self.event_id, self.waits = app, event_id, [0.0]
        self._number = 0

    def register(self) -> None:
        """One more guest."""
        self._number += 1
        details = GuestDetails(email=f"in.between.{self._number}@example.org", family_name="Guest", has_consented=True)
        started = perf_counter()
        event = events.get_event(self.event_id)
        service.register_guest(event, details, now=NOW, actor=THE_HOUSE, by_office=True)
        unit_of_work.commit()
        self.waits.append(perf_counter() - started)

    def busy_for(self, seconds: float) -> float:
        """Register for so long; returns the longest wait, which is then forgotten."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            self.register()
        longest, self.waits = max(self.waits), [0.0]
        return longest


@contextmanager
def _worker(variables: dict[str, str]) -> Iterator[None]:
    ready = threading.Event()
    command = [sys.executable, "-m", "coopevents.cli", "worker"]
    process: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        ready.wait()
        process.append(
            subprocess.Popen(command, env=os.environ | variables, cwd=Path(__file__).resolve().parent.parent)
        )

    thread = threading.Thread(target=start)
    thread.start()
    ready.set()
    try:
        yield
    finally:
        thread.join()
        for each in process:
            each.terminate()
            each.wait(30)


def main() -> int:
    """Print one line per figure."""
    for result in run():
        print(result.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
