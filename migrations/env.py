"""How migrations run: on the application's own engine, one process at a time."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine

from coopevents.db import Localized, UtcDateTime, db

MIGRATION_LOCK = 7_204_151
"""The PostgreSQL advisory lock that keeps two starting processes from migrating at once (SQLite locks its file
itself)."""


def render_item(kind: str, item: Any, _autogenerate_context: Any) -> str | bool:
    """Write the column types of the house by their own names."""
    if kind == "type" and isinstance(item, UtcDateTime | Localized):
        return f"{type(item).__name__}()"
    return False


def run_on(connection: Connection) -> None:
    """Run what was asked for on this connection, in one transaction, and let no reference point at nothing after it."""
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        heed_references(connection, is_heeded=False)
    try:
        run_in_one_transaction(connection)
    finally:
        if is_sqlite:
            heed_references(connection, is_heeded=True)


def heed_references(connection: Connection, *, is_heeded: bool) -> None:
    """Switch SQLite's foreign keys. To change a table it is made anew and the old one dropped, and dropping it would
    delete whatever refers to it (sqlite.org/lang_altertable.html, section 7); a transaction has to be over for this."""
    driver = connection.connection.dbapi_connection
    if driver is not None and not driver.in_transaction:
        driver.execute(f"PRAGMA foreign_keys={'ON' if is_heeded else 'OFF'}")


def run_in_one_transaction(connection: Connection) -> None:
    """Migrate; on SQLite every reference is checked before the transaction ends."""
    options = dict(current_app.extensions["migrate"].configure_args)
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=render_item,
        render_as_batch=options.pop("render_as_batch", True),
        compare_type=options.pop("compare_type", True),
        **options,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
            if broken:
                raise RuntimeError(f"references point at nothing: {broken[:5]}")


given: Connection | Engine | None = context.config.attributes.get("connection")
if isinstance(given, Connection):
    run_on(given)
else:
    with (given or db.engine).connect() as own:
        run_on(own)
