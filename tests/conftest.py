"""What every test can ask for: an application on a fresh database, the far ends of its wires, a browser.

`app`, `client`       the application on a fresh, migrated database; SQLite unless the test asks for `both_databases`
`context`             the same with an application context pushed, for tests of rooms (rolled back by throwing it away)
`smtp_sink`           a real SMTP server; `app` and `service` hand their messages over to it when a test asks for both
`service`             the real thing in processes of its own: gunicorn with threads, and the worker
`page`, `browser`     Chromium
`redis_url`, `postgres`   servers of our own
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coopevents.config import Settings
from coopevents.db import db
from tests.databases import MigratedDatabases, let_go, shared_cache
from tests.provisioning import ensure
from tests.servers import PostgresServer, RedisServer, SmtpSink

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

pytest_plugins = [
    "tests.browser.promises",
    "tests.browsing",
    "tests.desks",
    "tests.nursery",
    "tests.packaging",
    "tests.registration.at_once",
    "tests.serving",
]


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays to the end anyway; it took a sixth of the processor's time."""
    gc.set_threshold(200_000, 20, 20)
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shots", type=Path, default=None, help="folder in which to keep the screenshots")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a whole run (`make test`) a browser test that fails is tried once more and listed as such: a stalled machine
    is forgiven once, a wrong page is wrong twice."""
    if config.getoption("reruns", None):
        for each in items:
            if each.get_closest_marker("browser"):
                each.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["."]))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for this test process."""
    ensure("postgresql")
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis server for this test process."""
    ensure("redis-server")
    server = RedisServer()
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A real SMTP server that keeps what it is given."""
    sink = SmtpSink()
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> MigratedDatabases:
    """Databases that were migrated once and are copied for every test."""
    return MigratedDatabases(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on; tests.databases.both_databases asks for each in turn."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, database: str, migrated: MigratedDatabases, tmp_path: Path
) -> Iterator[str]:
    """The address of a fresh, migrated database."""
    if database == "sqlite":
        yield migrated.copy_sqlite(tmp_path / "data" / "coopevents.sqlite3")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"test_{tmp_path.name}_{tmp_path.parent.name}".lower()[-60:]
    yield migrated.copy_postgres(server, name)
    server.drop(name)


def variables_of(database_url: str, data: Path, cache: Path) -> dict[str, str]:
    """The environment variables of an application on that database."""
    return {
        "COOPEVENTS_MODE": "testing",
        "COOPEVENTS_SECRET_KEY": "a secret of the tests, long enough for anybody",
        "COOPEVENTS_DATABASE_URL": database_url,
        "COOPEVENTS_DATA_DIR": str(data),
        "COOPEVENTS_CACHE_DIR": str(cache),
        "COOPEVENTS_BASE_URL": "http://localhost",
        "COOPEVENTS_PASSWORD_HASH_COST": "low",
    }


@pytest.fixture
def environment(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The environment variables of the application under test."""
    variables = variables_of(database_url, tmp_path / "data", shared_cache(tmp_path_factory.getbasetemp()))
    if "smtp_sink" in request.fixturenames:
        sink: SmtpSink = request.getfixturevalue("smtp_sink")
        variables |= {"COOPEVENTS_MAIL_SERVER": "127.0.0.1", "COOPEVENTS_MAIL_PORT": str(sink.port)}
    return variables


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    """The settings of the application under test."""
    return Settings.from_environment(environment)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application on a fresh, migrated database."""
    from coopevents.app import create_app  # tests of pure code start without loading the whole application
    from tests.quick_apps import compile_addresses_once, share_compiled_sql

    compile_addresses_once()
    application = create_app(settings)
    share_compiled_sql(application)
    yield application
    let_go(application)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """The application with its context pushed: rooms can be called as a door would."""
    with app.app_context():
        yield app
        db.session.remove()
