"""Fresh databases for tests: migrated once per test process, then copied, which takes a millisecond."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from flask import Flask

from coopevents.config import Settings
from coopevents.db import db
from tests.servers import PostgresServer

both_databases = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
"""Decorator: run the test on SQLite and on PostgreSQL."""


def shared_cache(basetemp: Path) -> Path:
    """Where the applications of a test run keep what they compiled of templates: one folder for all test processes."""
    return (basetemp.parent if "PYTEST_XDIST_WORKER" in os.environ else basetemp) / "cache"


class MigratedDatabases:
    """Makes a migrated database the first time it is asked for one, and copies afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sqlite: Path | None = None
        self._postgres: str | None = None

    def copy_sqlite(self, target: Path) -> str:
        """A migrated SQLite database at this path; returns its address."""
        if self._sqlite is None:
            template = self.folder / "template.sqlite3"
            migrate(f"sqlite:///{template}", self.folder)
            self._sqlite = template
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._sqlite, target)
        return f"sqlite:///{target}"

    def copy_postgres(self, server: PostgresServer, name: str) -> str:
        """A migrated database of this name on the server; returns its address."""
        if self._postgres is None:
            template = f"template_{os.getpid()}"
            migrate(server.create(template), self.folder)
            server.wait_until_idle(template)
            self._postgres = template
        return server.create(name, template=self._postgres)


def migrate(database_url: str, data_dir: Path) -> None:
    """Bring a database to the newest schema."""
    from flask_migrate import upgrade  # tests of pure code start without loading the whole application

    from coopevents.app import create_app

    settings = Settings.from_environment(
        {
            "COOPEVENTS_MODE": "testing",
            "COOPEVENTS_DATABASE_URL": database_url,
            "COOPEVENTS_DATA_DIR": str(data_dir),
        }
    )
    app = create_app(settings)
    with app.app_context():
        try:
            upgrade()
        finally:
            let_go(app)


def let_go(app: Flask) -> None:
    """Close every connection of an application to its database and its queue."""
    app.extensions["jobs"].close()
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
