"""Measure every promise, or the named ones (`python -m benchmarks S1 S3`): one line each.

A line reads `S1 <figure> <reference> met|missed`. A promise that is missed is a finding, not a failure; the exit
status tells only whether everything could be measured.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(wanted: list[str]) -> int:
    """Run one script after the other, each in a process of its own, so that none slows the next."""
    scripts = sorted(HERE.glob("[GS][0-9]*.py"), key=lambda script: (script.stem[0] != "S", _number(script)))
    chosen = [script for script in scripts if not wanted or script.stem.partition("_")[0] in wanted]
    broken = [script.stem for script in chosen if not _measured(script)]
    if broken:
        print(f"not measured: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken or not chosen else 0


def _measured(script: Path) -> bool:
    return (
        subprocess.run([sys.executable, "-m", f"benchmarks.{script.stem}"], cwd=HERE.parent, check=False).returncode
        == 0
    )


def _number(script: Path) -> int:
    found = re.match(r"[GS](\d+)", script.stem)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
