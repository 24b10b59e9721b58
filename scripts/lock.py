"""Resolve the dependencies anew: the lock files name versions and hashes for every platform, and no address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scripts.assets import NODE_WHEEL

ROOT = Path(__file__).resolve().parent.parent
COMMON = [
    "--universal",
    "--generate-hashes",
    "--no-strip-extras",
    "--no-header",
    "--no-annotate",
    "--quiet",
    "--system-certs",
]
EXTRAS = ["--extra", "postgres", "--extra", "redis"]
LOCKS: dict[str, list[str]] = {
    "requirements.lock": ["pyproject.toml", *EXTRAS],
    "requirements-dev.lock": ["pyproject.toml", *EXTRAS, "--group", "dev"],
    "requirements-node.lock": ["-"],
}


def main(arguments: list[str]) -> int:
    """Write every lock file; further words go to the resolver (--upgrade-package flask)."""
    for name, sources in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", *sources, *COMMON, "-o", name, *arguments]
        status = subprocess.run(command, cwd=ROOT, input=NODE_WHEEL, text=True, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
