"""The database: one declarative base, the column types of the house, and transactions that cannot lose an update.

Every unit of work declares its intent. A *read* runs on a connection that refuses to write (so no GET can change
anything);
a *write* takes SQLite's write lock at its first statement (``BEGIN IMMEDIATE``), because SQLite's default
transaction reads
first and loses updates without an error. On PostgreSQL writes lock the rows they count.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, Engine, Enum, MetaData, TypeDecorator, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError as MadeInTheMeantime
from sqlalchemy.exc import OperationalError as DatabaseIsBusy
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.exc import StaleDataError as SavedInTheMeantime

from coopevents.text import LocalizedText
from coopevents.turns import TurnTaking, line_of

__all__ = [
    "Base",
    "DatabaseIsBusy",
    "Localized",
    "MadeInTheMeantime",
    "Model",
    "SavedInTheMeantime",
    "UtcDateTime",
    "db",
    "declare_intent",
    "is_reading",
    "one_of",
    "reading",
    "teach_engine",
]

SQLITE_PATIENCE_MS = 12_000
"""How long a SQLite writer waits for another one before the user is told to come back."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base of every model."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):
        """What every model derives from (``db.Model``, as type checkers can follow it)."""

        __abstract__ = True
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware datetimes in, aware datetimes in UTC out, on every database.

    Raises ValueError for a naive datetime.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Localized(TypeDecorator[LocalizedText]):
    """A column of text in several languages, stored as JSON ``{"en": …, "fr": …}``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return dict(value or {})

    def process_result_value(self, value: Any, dialect: Dialect) -> LocalizedText:
        return LocalizedText(value or {})


def one_of(words: type[StrEnum], *, name: str = "") -> Enum:
    """A column that holds one word of an enumeration, checked by the database.

    ``name`` is that of its constraint: a second column of one table with the same words needs one of its own.
    """
    named = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in words.__name__).lstrip("_")
    return Enum(
        words,
        native_enum=False,
        length=40,
        create_constraint=True,
        name=name or named,
        values_callable=lambda enumeration: [each.value for each in enumeration],
    )


_is_reading: ContextVar[bool] = ContextVar("is_reading", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Within this block new transactions are read-only."""
    token = _is_reading.set(True)
    try:
        yield
    finally:
        _is_reading.reset(token)


def is_reading() -> bool:
    """Whether the transactions that begin now only read."""
    return _is_reading.get()


def declare_intent(*, is_reading: bool) -> None:
    """Say whether the transactions that begin from now on in this request only read."""
    _is_reading.set(is_reading)


def teach_engine(engine: Engine) -> None:
    """Make the engine begin transactions as this module promises; once per engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _connect_sqlite)
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def _connect_sqlite(_dialect: Dialect, _record: Any, _positional: Any, named: dict[str, Any]) -> None:
    named["factory"] = TurnTaking


def _open_sqlite(connection: TurnTaking, _record: Any) -> None:
    connection.isolation_level = None
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    connection.line = line_of(path) if path else None
    for pragma in (
        f"busy_timeout={SQLITE_PATIENCE_MS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-16000",
        "temp_store=MEMORY",
        "secure_delete=ON",  # what is erased leaves nothing in the file
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if _is_reading.get():
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        writer: Any = connection.connection.dbapi_connection
        if not writer.begin_writing(SQLITE_PATIENCE_MS / 1000):
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={SQLITE_PATIENCE_MS}")


def _begin_postgresql(connection: Connection) -> None:
    """The driver says it with its BEGIN, so that it costs no round trip of its own."""
    driver: Any = connection.connection.dbapi_connection
    if driver.read_only is not _is_reading.get():
        driver.read_only = _is_reading.get()
