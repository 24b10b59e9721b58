"""Set up the project's own environment: `python3 -m scripts.bootstrap run` (to serve it) or `dev` (to work on it).

Standard library only, since it runs before any package is there. Every step is redone only when what it is made from
changed, so that a second run takes a moment.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import assets
from scripts.stamps import Stamp, digest_of

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
NODE_LOCK = ROOT / "requirements-node.lock"
TRANSLATIONS = ROOT / "coopevents" / "translations"


def main(arguments: list[str]) -> int:
    """Set up what the named use needs; exit status 0 when all is there."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print("usage: python3 -m scripts.bootstrap run|dev", file=sys.stderr)
        return 2
    use = arguments[0]
    with (ROOT / "pyproject.toml").open() as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        try:
            make_environment()
            install(use)
            link_project()
            build_front_end(use)
            compile_translations()
        except subprocess.CalledProcessError as failed:
            print(f"Setting up failed: {' '.join(map(str, failed.cmd))}", file=sys.stderr)
            return 1
    return 0


def make_environment() -> None:
    """Make .venv with pip in it, unless it is there already."""
    if not PYTHON.exists():
        if importlib.util.find_spec("ensurepip") is None:
            install_debian_venv()
        print("Making the environment .venv …", flush=True)
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if not list(VENV.glob("lib/python3*/site-packages/pip")):
        run([str(PYTHON), "-m", "ensurepip", "--upgrade"])


def install_debian_venv() -> None:
    """On Debian Python's own venv is a package apart: get it as root, or say what is missing."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"Python's venv module is missing: install {package}, then try again.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], quiet)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], quiet)


def install(use: str) -> None:
    """Install the locked packages, each checked against its hash."""
    lock = LOCKS[use]
    stamp, digest = Stamp(VENV / f".installed-{use}"), digest_of([lock])
    if stamp.holds(digest):
        return
    print(f"Installing the packages of {lock.name} …", flush=True)
    pip_install("--require-hashes", "-r", str(lock))
    stamp.write(digest)
    if use == "dev":  # the packages for working on it include those for running it
        Stamp(VENV / ".installed-run").write(digest_of([LOCKS["run"]]))


def link_project() -> None:
    """Make the checkout importable and `coopevents` a command of the environment, without a build step."""
    (site_packages() / "coopevents-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = VENV / "bin" / "coopevents"
    # Started through sh, as pip does it, because a path with a space in it is no good on a #! line.
    start = f"#!/bin/sh\n'''exec' \"{PYTHON}\" \"$0\" \"$@\"\n' '''\n"
    text = f"{start}import sys\n\nfrom coopevents.cli import main\n\nsys.exit(main())\n"
    if not command.is_file() or command.read_text(encoding="utf-8") != text:
        command.write_text(text, encoding="utf-8")
        command.chmod(0o755)


def build_front_end(use: str) -> None:
    """Build the bundle; for working on it also install the npm packages of the tests."""
    node = assets.system_node() or assets.wheel_node(site_packages())
    if node is None:
        print("No Node found: installing it into the environment …", flush=True)
        pip_install("--require-hashes", "-r", str(NODE_LOCK))
        node = assets.wheel_node(site_packages())
    if node is None:
        sys.exit("Node could not be installed: install Node 18 or newer with npm, then try again.")
    assets.build_bundle(ROOT, node)
    for lock in sorted(ROOT.glob("tests/*/package-lock.json")) if use == "dev" else []:
        assets.install_packages(lock.parent, node)


def compile_translations() -> None:
    """Compile the catalogues, if one changed or a compiled one is missing."""
    catalogues = list(TRANSLATIONS.rglob("*.po"))
    stamp, digest = Stamp(VENV / ".translations"), digest_of(catalogues)
    if not (stamp.holds(digest) and all(path.with_suffix(".mo").is_file() for path in catalogues)):
        run([str(PYTHON), "-m", "scripts.translations", "compile"])
        stamp.write(digest)


def site_packages() -> Path:
    """Where the environment keeps its packages."""
    return next(VENV.glob("lib/python3*/site-packages"))


def pip_install(*arguments: str) -> None:
    """Install with the environment's own pip, quietly."""
    run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments])


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a command in the checkout; fail when it fails."""
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
