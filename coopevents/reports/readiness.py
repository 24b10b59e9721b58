"""Whether the house can serve: database, schema, disk, and the oldest message that is due."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from coopevents.db import db
from coopevents.mail import queries as outbox

LONGEST_WAIT = timedelta(minutes=10)
LEAST_FREE_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    """One part of the house and how it is."""

    name: str
    is_well: bool
    word: str


def parts(now: datetime) -> list[Part]:
    """How every part is; a part that cannot be asked is ill."""
    disk = shutil.disk_usage(current_app.config["SETTINGS"].data_dir).free
    found = [Part("disk", disk >= LEAST_FREE_BYTES, "ok" if disk >= LEAST_FREE_BYTES else "nearly full")]
    try:
        found += [Part("database", True, "ok"), _schema(), _outbox(now)]
    except SQLAlchemyError:
        db.session.rollback()
        found = [found[0], Part("database", False, "does not answer")]
    return found


def _schema() -> Part:
    at = MigrationContext.configure(db.session.connection()).get_current_revision()
    wanted = _newest_revision()
    return Part("schema", at == wanted, "ok" if at == wanted else "needs an upgrade")


def _newest_revision() -> str | None:
    config = Config()
    config.set_main_option("script_location", current_app.extensions["migrate"].directory)
    return ScriptDirectory.from_config(config).get_current_head()


def _outbox(now: datetime) -> Part:
    if not current_app.config["SETTINGS"].mail_server.host:
        return Part("outbox", True, "no mail server")
    oldest = outbox.oldest_due_at(now)
    is_well = oldest is None or now - oldest <= LONGEST_WAIT
    return Part("outbox", is_well, "ok" if is_well else "messages are waiting too long")
