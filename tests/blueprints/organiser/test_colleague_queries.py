"""Lists of colleagues and histories ask the database as often for a hundred rows as for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event as sql_event

from coopevents import unit_of_work
from coopevents.accounts.models import Grant, User
from coopevents.accounts.roles import Role
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from tests.desks import Desk

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements sent while the test runs."""
    sent: list[str] = []
    with app.app_context():
        engine = db.engine

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    sql_event.listen(engine, "before_cursor_execute", keep)
    yield sent
    sql_event.remove(engine, "before_cursor_execute", keep)


@pytest.mark.parametrize("path", ["/desk/colleagues", "/desk/events/week/team", "/desk/events/week/audit"])
def test_the_number_of_queries_does_not_grow(desk: Desk, statements: list[str], path: str) -> None:
    event_id, admin, counts = desk.event(), desk.colleague(Role.ADMIN), []
    for rows in (1, 9, 90):
        _fill(desk, event_id, rows, offset=sum(counts) + rows * 1000)
        statements.clear()
        assert admin.get(path).status_code == 200
        counts.append(len([each for each in statements if each.lstrip().upper().startswith(("SELECT", "WITH"))]))
    assert max(counts) == counts[0]
    assert counts[0] <= 15


def _fill(desk: Desk, event_id: int, rows: int, offset: int) -> None:
    with desk.app.app_context():
        for number in range(offset, offset + rows):
            user = User(email=f"many{number}@example.edu", name=f"Many {number}", created_at=NOW)
            user.grants = [
                Grant(scope_kind="unit", scope_id=desk.unit_id, role=Role.OFFICER, granted_at=NOW),
                Grant(scope_kind="event", scope_id=event_id, role=Role.RECEPTION, granted_at=NOW),
            ]
            db.session.add(user)
            db.session.flush()
            db.session.add(
                AuditEntry(
                    at=NOW,
                    actor_kind="house",
                    actor_id=None,
                    actor_label="coopevents",
                    fact="RoleGranted",
                    subject_kind="user",
                    subject_id=user.id,
                    event_id=event_id,
                    changes={},
                )
            )
        unit_of_work.commit()
