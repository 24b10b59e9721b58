"""Transactions that lose nothing, and reads that cannot write."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.audit.models import AuditEntry
from coopevents.db import db, reading
from coopevents.text import LocalizedText
from tests.databases import both_databases

ADDERS, ADDITIONS = 6, 25


def _unit(slug: str = "counter") -> Unit:
    return Unit(kind=UnitKind.OFFICE, slug=slug, name=LocalizedText(en="0", zh_Hans_CN="零"))


def test_simultaneous_writers_lose_no_update(app: Flask) -> None:
    with app.app_context():
        db.session.add(_unit())
        db.session.commit()

    def add_some(_number: int) -> None:
        with app.app_context():
            for _addition in range(ADDITIONS):
                unit = db.session.query(Unit).one()
                unit.name = LocalizedText(en=str(int(unit.name["en"]) + 1))
                db.session.commit()

    with ThreadPoolExecutor(ADDERS) as adders:
        list(adders.map(add_some, range(ADDERS)))
    with app.app_context():
        assert db.session.query(Unit).one().name == {"en": str(ADDERS * ADDITIONS)}


@both_databases
def test_a_read_cannot_write(app: Flask) -> None:
    with app.app_context():
        with reading(), pytest.raises(DBAPIError):
            db.session.execute(text("DELETE FROM unit"))
        db.session.rollback()
        db.session.execute(text("DELETE FROM unit"))
        db.session.commit()


@both_databases
def test_moments_come_back_aware_and_texts_as_texts(app: Flask) -> None:
    moment = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    with app.app_context():
        entry = AuditEntry(
            at=moment, actor_kind="house", actor_label="x", fact="X", subject_kind="x", subject_id=1, changes={}
        )
        db.session.add_all([entry, _unit()])
        db.session.commit()
        db.session.expire_all()
        assert db.session.query(AuditEntry).one().at == moment
        assert db.session.query(Unit).one().name == LocalizedText(en="0", zh_Hans_CN="零")


def test_a_naive_moment_is_refused(context: Flask) -> None:
    db.session.add(
        AuditEntry(
            at=datetime(2027, 1, 1),
            actor_kind="house",
            actor_label="x",
            fact="X",
            subject_kind="x",
            subject_id=1,
        )
    )
    with pytest.raises(Exception, match="needs a time zone"):
        db.session.flush()
    db.session.rollback()


@both_databases
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO unit (kind, slug, name) VALUES ('circus', 'x', '{}')",
        "INSERT INTO user_grant (user_id, scope_kind, scope_id, role, granted_at) "
        "VALUES (999, 'unit', 1, 'admin', '2027-01-01')",
    ],
)
def test_the_database_itself_refuses_bad_rows(app: Flask, statement: str) -> None:
    with app.app_context(), pytest.raises(IntegrityError):
        db.session.execute(text(statement))
        db.session.commit()
