"""The wheel of this checkout, built and installed: fixtures `wheel`, `installed` and `interpreter`."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

also_from_the_wheel = pytest.mark.parametrize(
    ("database", "interpreter"),
    [
        pytest.param("sqlite", "wheel", marks=pytest.mark.slow),
        pytest.param("postgres", "checkout", marks=pytest.mark.postgres),
    ],
    indirect=True,
)
"""Decorator: run the test, with its `service`, from the installed wheel and from the checkout, and on both databases:
what could go wrong with one of these does not depend on the other."""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel; its dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    # A path added this way is searched, but the links to the checkout that lie there are not followed.
    site_packages = next(folder.glob("lib/python3*/site-packages"))
    (site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python.parent


@pytest.fixture
def interpreter(request: pytest.FixtureRequest) -> str:
    """The Python that runs `service`; `also_from_the_wheel` asks for the wheel's."""
    if getattr(request, "param", "checkout") == "checkout":
        return sys.executable
    installed: Path = request.getfixturevalue("installed")
    return str(installed / "python")
