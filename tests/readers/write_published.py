"""Turn a published schedule.json (standard input) into schedule.xml (standard output), with its makers' own program."""

from __future__ import annotations

import importlib
import json
import sys
from types import ModuleType


def main(folder: str) -> None:
    """Load the writer alone: the package itself would load readers of many services, and all they need."""
    package = ModuleType("voc")
    package.__path__ = [folder]
    sys.modules["voc"] = package
    schedule = importlib.import_module("voc.schedule").Schedule(json=json.load(sys.stdin))
    sys.stdout.buffer.write(schedule.xml("bytes"))


if __name__ == "__main__":
    main(sys.argv[1])
