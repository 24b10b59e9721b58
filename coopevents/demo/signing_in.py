"""The demo organiser's sign-in: made for this installation alone, so that no default password exists."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

EMAIL = "lin.xiaoyu@office.example"
WORDS = (
    "anchor", "amber", "bamboo", "bridge", "canal", "cedar", "copper", "delta", "ember", "falcon", "garden",
    "harbour", "indigo", "jasmine", "kettle", "lantern", "maple", "meadow", "nectar", "orchid", "paper",
    "pepper", "quartz", "river", "saffron", "silver", "tea", "thunder", "velvet", "willow", "winter", "yellow",
)  # fmt: skip


@dataclass(frozen=True)
class DemoSignIn:
    """With what the demo organiser signs in."""

    email: str
    password: str


def keep() -> DemoSignIn:
    """Make up a password and keep it in the data folder, readable by its owner alone."""
    password = "-".join(secrets.choice(WORDS) for _word in range(4)) + f"-{secrets.randbelow(90) + 10}"
    path = _path()
    path.touch(mode=0o600, exist_ok=True)
    path.write_text(password, encoding="utf-8")
    return DemoSignIn(EMAIL, password)


def kept() -> DemoSignIn | None:
    """The sign-in made before, or None."""
    path = _path()
    return DemoSignIn(EMAIL, path.read_text(encoding="utf-8").strip()) if path.is_file() else None


def _path() -> Path:
    data_dir: Path = current_app.config["SETTINGS"].data_dir
    return data_dir / "demo-password.txt"
