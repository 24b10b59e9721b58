"""Migrations lead from nothing to exactly what the models say, and back, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from pytest_alembic.tests import (
    test_model_definitions_match_ddl,
    test_single_head_revision,
    test_up_down_consistency,
    test_upgrade,
)
from sqlalchemy import Engine

from coopevents.config import Settings
from coopevents.db import db
from tests.house.repository import ROOT
from tests.servers import PostgresServer

__all__ = [
    "test_model_definitions_match_ddl",
    "test_single_head_revision",
    "test_up_down_consistency",
    "test_upgrade",
]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database without any table."""
    folder = tmp_path_factory.mktemp("empty")
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    yield server.create(folder.name)
    server.drop(folder.name)


@pytest.fixture
def settings(empty_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings that point at the empty database."""
    return Settings.from_environment(
        {
            "COOPEVENTS_MODE": "testing",
            "COOPEVENTS_DATABASE_URL": empty_database_url,
            "COOPEVENTS_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        }
    )


@pytest.fixture
def alembic_config() -> dict[str, str]:
    """Where pytest-alembic finds the migrations."""
    folder = ROOT / "migrations"
    return {"file": str(folder / "alembic.ini"), "script_location": str(folder)}


@pytest.fixture
def alembic_engine(context: Flask) -> Engine:
    """The engine pytest-alembic migrates with, as the application made it."""
    return db.engine
