"""An application for the command line: settings from the environment, a secret of its own where none is demanded."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from coopevents.app import create_app
from coopevents.config import PREFIX, Settings
from coopevents.db import db


def app_from_environment(**defaults: str) -> Flask:
    """The application as the environment describes it; ``defaults`` hold where it is silent.

    Raises ConfigurationError with every complaint.
    """
    return create_app(settings_from(os.environ, **defaults))


def settings_from(environ: Mapping[str, str], **defaults: str) -> Settings:
    """Settings from variables; outside production the secret key is kept in the data folder, so that sessions survive.

    Raises ConfigurationError with every complaint.
    """
    variables = {PREFIX + name: value for name, value in defaults.items()} | dict(environ)
    settings = Settings.from_environment(variables)
    if settings.mode == "production" or variables.get(f"{PREFIX}SECRET_KEY", "").strip():
        return settings
    return Settings.from_environment({**variables, f"{PREFIX}SECRET_KEY": kept_secret(settings.data_dir)})


def kept_secret(data_dir: Path) -> str:
    """The secret of this installation: made once, readable by its owner alone."""
    path = data_dir / "secret-key.txt"
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{secrets.token_hex(32)}\n")
    return path.read_text(encoding="utf-8").strip()


@contextmanager
def opened(**defaults: str) -> Iterator[Flask]:
    """The application with its context, for a command that ends; nothing stays open behind it.

    Raises ConfigurationError with every complaint.
    """
    app = app_from_environment(**defaults)
    try:
        with app.app_context():
            yield app
    finally:
        let_go(app)


def let_go(app: Flask) -> None:
    """Close every connection, at the end or before other processes are made of this one."""
    app.extensions["jobs"].close()
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
