"""The wheel runs by itself: installed apart, it serves the demo office from an empty folder."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import urllib.request
import zipfile
from pathlib import Path

from tests.house.repository import TEMPLATES
from tests.servers import free_port, wait_for_port


def test_the_wheel_holds_what_the_repository_does_not(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}
    assert {f"coopevents/templates/{name}" for name in templates} <= names
    assert {"coopevents/migrations/env.py", "coopevents/migrations/alembic.ini"} <= names
    assert "coopevents/static/build/manifest.json" in names
    fonts = {name for name in names if name.startswith("coopevents/documents/fonts/")}
    assert {path.rpartition("/")[2] for path in fonts if path.endswith(".ttf")} >= {
        "NotoSans_400Regular.ttf",
        "NotoSansSC_400Regular.ttf",
        "NotoSansSC_600SemiBold.ttf",
    }
    assert [name for name in fonts if name.endswith("noto-sans-sc.licence.txt")]
    for locale in ("zh_Hans_CN", "fr"):
        assert f"coopevents/translations/{locale}/LC_MESSAGES/messages.mo" in names
    assert [name for name in names if name.startswith(("tests/", "scripts/", "frontend/"))] == []


def test_the_wheel_serves_the_demo_office_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COOPEVENTS_", "PYTHON"))}
    where = subprocess.run(
        [installed / "python", "-c", "import coopevents; print(coopevents.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(installed.parent))

    port = free_port()
    with (tmp_path / "demo.log").open("wb") as log:
        demo = subprocess.Popen(
            [installed / "coopevents", "demo", "--port", str(port)],
            cwd=tmp_path, env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_for_port(port, demo)
        page = _get(f"http://127.0.0.1:{port}/")
        stylesheets = re.findall(r'href="(/static/build/[^"]+\.css)"', page)
        assert stylesheets
        assert _get(f"http://127.0.0.1:{port}{stylesheets[0]}")
        assert '"status":"ok"' in _get(f"http://127.0.0.1:{port}/readyz")
        assert _bytes(f"http://127.0.0.1:{port}/e/partnership-week/programme/booklet.pdf").startswith(b"%PDF-1.7")
    finally:
        demo.send_signal(signal.SIGINT)
        status = demo.wait(timeout=30)
    said = (tmp_path / "demo.log").read_text(encoding="utf-8")
    assert status == 0, said
    assert f"http://127.0.0.1:{port}" in said
    assert "password" in said


def _get(url: str) -> str:
    return _bytes(url).decode()


def _bytes(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return bytes(answer.read())
