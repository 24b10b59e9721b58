"""One house for every question of this package. Fixture `house`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coopevents.app import create_app
from coopevents.config import Settings
from tests.conftest import variables_of
from tests.databases import MigratedDatabases, let_go, shared_cache
from tests.desks import Desk
from tests.privacy.house import House


@pytest.fixture(scope="package")
def house(migrated: MigratedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house, made once: whoever asks only reads."""
    data = tmp_path_factory.mktemp("privacy")
    database_url = migrated.copy_sqlite(data / "coopevents.sqlite3")
    variables = variables_of(database_url, data, shared_cache(tmp_path_factory.getbasetemp()))
    app = create_app(Settings.from_environment(variables))
    yield House(Desk(app))
    let_go(app)
