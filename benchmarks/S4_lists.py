"""S4: the organiser's list of 10,000 registrations: page, search, CSV, XLSX; and of 100,000; on both databases.

On PostgreSQL the tables are vacuumed once they are filled, as its autovacuum does within minutes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.guests import fill_event, make_event, make_office
from benchmarks.load import rate, served
from benchmarks.results import Result
from benchmarks.workload import counted_queries
from coopevents.accounts import queries as accounts
from coopevents.accounts.signing_in import begin_session
from coopevents.app import create_app
from coopevents.blueprints.sign_in import TOKEN
from coopevents.clock import now
from coopevents.config import Settings
from coopevents.db import db
from coopevents.registration.details import TermsDetails
from tests.servers import PostgresServer

FEW, MANY = 10_000, 100_000
MOST_QUERIES, PAGE_MS, SEARCH_MS, CSV_S, XLSX_S, MOST_GROWTH = 15, 40.0, 60.0, 1.0, 2.0, 2.0
SEARCHES = ("muller", "张伟", "zhang wei", "dmitri kowalski", "town 17")


def run() -> Iterator[Result]:
    """The figures of the promise, one database after the other."""
    with served("benchmarks.reference:app", {}) as port:
        hello = f"hello {rate(port, '/hello'):.0f}/s"
    yield from _measured("SQLite", "", hello)
    server = PostgresServer()
    server.start()
    try:
        yield from _measured("PostgreSQL", server.create("benchmark"), hello)
    finally:
        server.stop()


def _measured(name: str, database_url: str, hello: str) -> Iterator[Result]:
    with _office(database_url) as (app, client):
        page, search = _times(client, FEW)
        queries = _queries(app, client)
        csv, xlsx = (_seconds(lambda kind=kind: _opened(client, f"{FEW}/export.{kind}")) for kind in ("csv", "xlsx"))
        many_page, many_search = _times(client, MANY)
    few, many = f"{hello}; {FEW:,} rows", f"{hello}; {MANY:,} rows"
    yield Result(
        f"S4 page {name}", f"{page:.0f} ms, {queries} queries", f"{few}, ≤ {PAGE_MS:.0f} ms, ≤ {MOST_QUERIES} queries",
        page <= PAGE_MS and queries <= MOST_QUERIES,
    )  # fmt: skip
    yield Result(f"S4 search {name}", f"{search:.0f} ms", f"{few}, ≤ {SEARCH_MS:.0f} ms", search <= SEARCH_MS)
    yield Result(f"S4 CSV {name}", f"{csv:.2f} s", f"{few}, ≤ {CSV_S:.0f} s", csv <= CSV_S)
    yield Result(f"S4 XLSX {name}", f"{xlsx:.2f} s", f"{few}, ≤ {XLSX_S:.0f} s", xlsx <= XLSX_S)
    yield _growth(f"S4 page {name}", many_page, page, many)
    yield _growth(f"S4 search {name}", many_search, search, many)


def _growth(promise: str, many: float, few: float, reference: str) -> Result:
    figure = f"{many:.0f} ms, {many / few:.1f} × that of {FEW:,}"
    return Result(promise, figure, f"{reference}, ≤ {MOST_GROWTH:.0f} ×", many <= MOST_GROWTH * few)


def _times(client: FlaskClient, count: int) -> tuple[float, float]:
    """Milliseconds for a page and for the slowest of the searches, the median of several tries each."""
    page = _milliseconds(lambda: _opened(client, str(count)))
    return page, max(_milliseconds(lambda text=text: _opened(client, str(count), q=text)) for text in SEARCHES)


def _milliseconds(deed: Callable[[], object], tries: int = 9) -> float:
    return median(_seconds(deed) for _try in range(tries)) * 1000


def _seconds(deed: Callable[[], object]) -> float:
    started = perf_counter()
    deed()
    return perf_counter() - started


def _opened(client: FlaskClient, path: str, **query: str) -> int:
    slug, _separator, rest = path.partition("/")
    address = f"/desk/events/guests-{slug}/registrations" + (f"/{rest}" if rest else "")
    answer = client.get(address, query_string=query, headers={"Accept-Language": "en"})
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return len(answer.data)


def _queries(app: Flask, client: FlaskClient) -> int:
    with counted_queries(app) as statements:
        _opened(client, str(FEW), q="muller", state="approved")
    return len(statements)


@contextmanager
def _office(database_url: str) -> Iterator[tuple[Flask, FlaskClient]]:
    with tempfile.TemporaryDirectory() as folder:
        variables = {
            "COOPEVENTS_MODE": "testing",
            "COOPEVENTS_DATA_DIR": str(Path(folder)),
            "COOPEVENTS_DATABASE_URL": database_url,
        }
        app = create_app(Settings.from_environment(variables))
        with app.app_context():
            db.create_all()
            unit = make_office()
            for count in (FEW, MANY):
                fill_event(make_event(unit, f"guests-{count}", TermsDetails(capacity=count * 2)), count)
            officer = accounts.find_user_by_email("officer@example.org")
            assert officer is not None
            token, user_id = begin_session(officer, "benchmark", now=now()), officer.id
            db.session.commit()
            _tidy()
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie.update({TOKEN: token, "_user_id": str(user_id), "_fresh": True})
        yield app, client
        with app.app_context():
            db.engine.dispose()


def _tidy() -> None:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(db.text("ANALYZE" if connection.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def main() -> int:
    """Print one line per figure."""
    for result in run():
        print(result.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
