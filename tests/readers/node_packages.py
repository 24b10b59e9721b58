"""Node and the packages of package.json, put in place by the first test that needs them."""

import fcntl
import os
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from scripts.assets import Node, install_packages, system_node, wheel_node

HERE = Path(__file__).parent


def require(folder: Path = HERE, *, newest: bool = False) -> Node:
    """Node with the packages a folder has locked, or the end of the test with one line that says what is missing.

    ``newest`` asks for the Node of the development lock first: some tools run on no older one.
    """
    node = (wheel_node() or system_node()) if newest else (system_node() or wheel_node())
    if node is None:
        _give_up("needs Node.js 18 or newer with npm")
    # Test processes run side by side; only one of them installs.
    with (Path(tempfile.gettempdir()) / f"coopevents-readers-{os.getuid()}.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        _install(node, folder)
    return node


def _install(node: Node, folder: Path) -> None:
    try:
        install_packages(folder, node)
    except subprocess.CalledProcessError:
        _give_up(f"needs the packages of tests/{folder.name}: run npm ci in that folder")


def _give_up(sentence: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
