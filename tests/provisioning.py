"""Debian packages the tests need: installed where that is possible, named where it is not.

As root on Debian whatever is missing is installed in one go. Elsewhere the test that needs it is skipped with the
command to run; in CI nothing is skipped, it fails.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

SHELL = "chromium-headless-shell"
PACKAGES = {
    "chromium": ["/usr/bin/chromium"],
    SHELL: ["/usr/bin/chromium-headless-shell"],
    "fonts-noto-cjk": ["/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"],
    "libical3": ["/usr/lib/*/libical.so.3", "/lib/*/libical.so.3"],
    "poppler-utils": ["/usr/bin/pdftoppm"],
    "postgresql": ["/usr/lib/postgresql/*/bin/initdb"],
    "redis-server": ["/usr/bin/redis-server"],
}


def find(package: str) -> Path | None:
    """A file that shows the package is there (the newest version's), or None."""
    found = [path for pattern in PACKAGES[package] for path in Path("/").glob(pattern.lstrip("/"))]
    return max(found, default=None)


def ensure(*packages: str) -> None:
    """Make sure these packages are there, or end the test with one line that says what to install."""
    if all(find(package) for package in packages):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install_missing()
    missing = [package for package in packages if not find(package)]
    if missing:
        sentence = f"needs Debian's {', '.join(missing)}: apt-get install {' '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)


def ensure_browser() -> Path:
    """The executable of Chromium's headless shell, which opens a page with half the work; where only the browser itself
    is to be had, that one. Without either the test ends as with `ensure`."""
    if not find(SHELL) and os.geteuid() == 0 and shutil.which("apt-get"):
        install_missing()
    shell = find(SHELL)
    if shell is None:
        ensure("chromium")
    executable = shell or find("chromium")
    assert executable is not None
    return executable


def install_missing() -> None:
    """Install every missing package at once; test processes that come at the same time wait for the first."""
    with (Path(tempfile.gettempdir()) / "coopevents-apt.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        missing = [package for package in PACKAGES if not find(package)]
        if not missing:
            return
        _apt_get("update")
        # Not every Debian has the shell of its own, and a name that is not known would keep the others away.
        _apt_get("install", "-y", "--no-install-recommends", *(each for each in missing if each != SHELL))
        if SHELL in missing:
            _apt_get("install", "-y", "--no-install-recommends", SHELL)


def _apt_get(*said: str) -> None:
    # RUNLEVEL=1 keeps Debian from starting the servers: the tests start their own.
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run(
        ["apt-get", "-qq", *said], env=quiet, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
