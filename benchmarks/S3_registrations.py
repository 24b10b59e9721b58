"""S3: 400 guests try for 100 seats, 16 at a time, at an office that knows 10,000 and 100,000 registrations already."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from flask import Flask

from benchmarks.guests import fill_event, make_event, make_office
from benchmarks.load import rate, served
from benchmarks.results import Result
from coopevents.app import create_app
from coopevents.config import Settings
from coopevents.db import db
from coopevents.events.queries import find_event_by_slug
from coopevents.registration.details import TermsDetails
from coopevents.registration.seats import seats_taken
from tests.servers import PostgresServer

GUESTS, SEATS, AT_ONCE = 400, 100, 16
KNOWN = (10_000, 100_000)
LEAST_RATE, MOST_SECONDS = 60.0, 0.5
PAGE = "/e/race/register"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def run() -> list[Result]:
    """The figures of the promise, on both databases, with few and with many registrations of an earlier event."""
    with served("benchmarks.reference:app", {}) as port:
        hello = rate(port, "/hello")
    results = [_measured("SQLite", "", hello, known) for known in KNOWN]
    server = PostgresServer()
    server.start()
    try:
        results += [_measured("PostgreSQL", server.create(f"known_{known}"), hello, known) for known in KNOWN]
    finally:
        server.stop()
    return results


def _measured(name: str, database_url: str, hello: float, known: int) -> Result:
    with _event_with_few_seats(database_url, known) as (app, variables), served("wsgi:app", variables) as port:
        _try(port, GUESTS)
        started = perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as guests:
            tries = list(guests.map(lambda number: _try(port, number), range(GUESTS)))
        per_second = GUESTS / (perf_counter() - started)
        with app.app_context():
            event = find_event_by_slug("race")
            assert event is not None
            given = seats_taken(event.id)
    slowest = sorted(seconds for pair in tries for seconds in pair)[int(2 * GUESTS * 0.99)]
    return Result(
        f"S3 {name}, {known:,} known",
        f"{per_second:.0f}/s, p99 {slowest * 1000:.0f} ms, {given} of {SEATS} seats given",
        f"hello {hello:.0f}/s; ≥ {LEAST_RATE:.0f}/s, ≤ {MOST_SECONDS * 1000:.0f} ms, {SEATS} of {SEATS}",
        per_second >= LEAST_RATE and slowest <= MOST_SECONDS and given == SEATS,
    )


def _try(port: int, number: int) -> tuple[float, float]:
    """One guest opens the page and sends the form; the seconds of each. Raises RuntimeError for a broken answer."""
    opened = perf_counter()
    status, body, cookie = _asked(port, "GET", {})
    seconds = perf_counter() - opened
    found = TOKEN.search(body)
    if status != 200:
        raise RuntimeError(f"the page answered {status}")
    if found is None:
        return seconds, 0.0
    form = {
        "csrf_token": found[1], "intention": f"intention of guest {number}", "privacy_version": "1",
        "given_name": "Guest", "family_name": f"Number {number}",
        "email": f"guest{number}@example.org", "country": "FR", "language": "en",
        "institution_name": "Université de Montclair", "has_consented": "y",
    }  # fmt: skip
    sent = perf_counter()
    status, _body, _cookie = _asked(port, "POST", {"Cookie": cookie}, urlencode(form))
    if status not in {302, 409}:
        raise RuntimeError(f"the form was answered with {status}")
    return seconds, perf_counter() - sent


def _asked(port: int, method: str, headers: dict[str, str], body: str | None = None) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {**headers, "Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}
    connection.request(method, PAGE, body, headers)
    answer = connection.getresponse()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    text = answer.read().decode()
    connection.close()
    return answer.status, text, cookie


@contextmanager
def _event_with_few_seats(database_url: str, known: int) -> Iterator[tuple[Flask, dict[str, str]]]:
    with tempfile.TemporaryDirectory() as folder:
        variables = {
            "COOPEVENTS_MODE": "production",
            "COOPEVENTS_SECRET_KEY": "a key of the benchmarks, long enough for anybody",
            "COOPEVENTS_DATA_DIR": str(Path(folder)),
            "COOPEVENTS_BASE_URL": "http://127.0.0.1:8000",
            "COOPEVENTS_DATABASE_URL": database_url,
        }
        app = create_app(Settings.from_environment(variables))
        with app.app_context():
            db.create_all()
            unit = make_office()
            fill_event(make_event(unit, "earlier", TermsDetails()), known)
            make_event(unit, "race", TermsDetails(capacity=SEATS, has_waiting_list=False))
            db.session.execute(db.text("ANALYZE"))
            db.session.commit()
            db.session.remove()
        yield app, variables
        with app.app_context():
            db.engine.dispose()


def main() -> int:
    """Print one line per database."""
    for result in run():
        print(result.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
