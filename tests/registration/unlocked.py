"""The application with the lock taken out, for one purpose: to show that the test of races catches it.

Seats are counted without a lock, and SQLite begins its transactions as Python's own driver does, at the first write.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy import event

from coopevents import db as database
from coopevents.app import create_app
from coopevents.registration import queries
from coopevents.schedule import sign_up_queries
from coopevents.schedule.models import Activity


def unlocked_app() -> Flask:
    """The whole application; only the lock is missing."""
    app = create_app()
    queries.lock_terms = queries.get_terms  # type: ignore[assignment]
    sign_up_queries.lock_activity = partial(database.db.session.get_one, Activity)  # type: ignore[assignment]
    with app.app_context():
        engine = database.db.engine
    if engine.dialect.name == "sqlite":
        event.remove(engine, "begin", database._begin_sqlite)
        event.listen(engine, "connect", _begin_at_the_first_write)
    return app


def _begin_at_the_first_write(connection: Any, _record: Any) -> None:
    connection.isolation_level = "DEFERRED"


app = unlocked_app()
