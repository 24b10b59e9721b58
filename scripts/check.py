"""Run every static check, all of them even when one fails, and say at the end which failed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS: dict[str, list[str]] = {
    "ruff": [str(BIN / "ruff"), "check", "--output-format", "concise", "."],
    "ruff format": [str(BIN / "ruff"), "format", "--check", "--output-format", "concise", "."],
    "mypy": [sys.executable, "-m", "mypy"],
    "import-linter": [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
    "djlint": [sys.executable, "-m", "djlint", "--quiet", "templates"],
    "deptry": [sys.executable, "-m", "deptry", "."],
    "translations": [sys.executable, "-m", "scripts.translations", "check"],
}


def main(names: list[str]) -> int:
    """Run the named checks, or all; exit status 1 if any failed."""
    failed = [name for name in (names or CHECKS) if not passes(name)]
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed")
    return 1 if failed else 0


def passes(name: str) -> bool:
    """Run one check, showing what it says only when it fails."""
    started = time.monotonic()
    done = subprocess.run(CHECKS[name], cwd=ROOT, capture_output=True, text=True, check=False)
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name:14} {verdict:6} {time.monotonic() - started:5.1f} s", flush=True)
    if done.returncode != 0:
        print((done.stdout + done.stderr).rstrip(), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
