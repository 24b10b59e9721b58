"""Every select of what is to be erased on time."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.forms.models import Answers, FormVersion
from coopevents.logs import log
from coopevents.registration.models import Registration

PATIENCE_MS = 800
"""How long others may be kept waiting while traces are removed."""


def list_versions_in_use(ended_by: date) -> list[tuple[FormVersion, Event]]:
    """The versions of forms by which sensitive answers are still kept for events that were over on that day."""
    query = (
        select(FormVersion.id, Event.id)
        .join(Answers, Answers.form_version_id == FormVersion.id)
        .join(Registration, (Answers.subject_kind == "registration") & (Answers.subject_id == Registration.id))
        .join(Event, Event.id == Registration.event_id)
        .where(Answers.sealed.is_not(None), Event.ends_on < ended_by)
        .distinct()
    )
    return [
        (db.session.get_one(FormVersion, version_id), db.session.get_one(Event, event_id))
        for version_id, event_id in db.session.execute(query).all()
    ]


def list_with_sealed_answers(version_id: int, *, after: int, limit: int) -> list[tuple[Registration, Answers]]:
    """Registrations with sensitive answers to a version, by id, beginning after one.

    Two plain selects: right after many rows changed, PostgreSQL reads a joined one in a way that takes minutes.
    """
    query = (
        select(Answers)
        .where(Answers.subject_kind == "registration", Answers.subject_id > after)
        .where(Answers.form_version_id == version_id, Answers.sealed.is_not(None))
        .order_by(Answers.subject_kind, Answers.subject_id)
    )
    found = {each.subject_id: each for each in db.session.scalars(query.limit(limit))}
    guests = select(Registration).where(Registration.id.in_(found)).order_by(Registration.id)
    return [(guest, found[guest.id]) for guest in db.session.scalars(guests)]


def sweep_out(tables: Collection[str]) -> bool:
    """Let the database let go of the bytes of what was erased from these tables; whether it could do so at once.

    On SQLite the log written ahead is emptied (the file itself is overwritten by ``secure_delete``); on PostgreSQL the
    tables are written anew. Neither keeps others waiting for more than a moment: rather it is tried again later.
    """
    connection = db.engine.raw_connection()
    try:
        if db.engine.dialect.name == "sqlite":
            return _empty_sqlite_log(connection)
        return _write_anew(connection, tables)
    finally:
        connection.invalidate()  # it was set up differently from the others


def _empty_sqlite_log(connection: Any) -> bool:
    connection.execute("PRAGMA query_only=OFF")
    connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
    is_busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def _write_anew(connection: Any, tables: Collection[str]) -> bool:
    driver = connection.driver_connection
    driver.autocommit = True
    try:
        driver.execute(f"SET lock_timeout = {PATIENCE_MS}")
        for table in tables:
            driver.execute(f'VACUUM (FULL) "{table}"')
        driver.execute("CHECKPOINT")
    except Exception as error:  # noqa: BLE001 - the driver is known at run time only; what it could not do waits
        log.warning("the database keeps traces of what was erased for now", reason=type(error).__name__)
        return False
    return True
