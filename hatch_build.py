"""What a wheel needs beyond its sources: the built front end and the compiled translations."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the build starts outside the project

from scripts import assets


class WheelContents(BuildHookInterface[Any]):
    """Builds what is not in the repository, so that an installed wheel runs by itself."""

    def dependencies(self) -> list[str]:
        """Babel for the translations; Node only where the machine has none."""
        needed = ["babel>=2.18,<3", "jinja2>=3.1"]
        return needed if assets.system_node() else [*needed, assets.NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle and compile the catalogues; a linked checkout gets them from `make assets` instead."""
        if version == "editable":
            return
        from scripts import translations  # noqa: PLC0415 - needs Babel, which dependencies() has to ask for first

        root = Path(self.root)
        node = assets.system_node() or assets.wheel_node()
        if node is None:
            raise RuntimeError("building the front end needs Node 18 or newer with npm")
        assets.build_bundle(root, node)
        translations.compile_all(root)
