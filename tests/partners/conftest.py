"""An office that knows institutions."""

from __future__ import annotations

import pytest
from flask import Flask

from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.text import LocalizedText


@pytest.fixture
def unit_id(context: Flask) -> int:
    """The office's unit."""
    unit = Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="International Office"))
    db.session.add(unit)
    db.session.flush()
    return unit.id


@pytest.fixture
def other_unit_id(unit_id: int) -> int:
    """Another unit, which knows nothing of the office."""
    unit = Unit(kind=UnitKind.OFFICE, slug="elsewhere", name=LocalizedText(en="Elsewhere"))
    db.session.add(unit)
    db.session.flush()
    return unit.id
