"""A published event for every test that asks for one."""

from __future__ import annotations

import pytest
from flask import Flask

from coopevents.db import db
from tests.blueprints.published import publish


@pytest.fixture
def week(app: Flask) -> Flask:
    """The application with a published event."""
    with app.app_context():
        publish()
        db.session.remove()
    return app
