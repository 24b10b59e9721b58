"""The fonts of papers are laid out once, with their licences, and nothing else lies beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import fonts
from tests.house.repository import ROOT


def test_fonts_are_laid_out_once_and_what_is_stale_goes(tmp_path: Path) -> None:
    packages = ROOT / "frontend" / "node_modules"
    if not (packages / "@expo-google-fonts").is_dir():
        pytest.skip("needs the npm packages of frontend/: python3 -m scripts.bootstrap dev")
    (tmp_path / "frontend").mkdir()
    (tmp_path / "frontend" / "node_modules").symlink_to(packages)
    target = tmp_path / "coopevents" / "documents" / "fonts"
    target.mkdir(parents=True)
    (target / "Old.ttf").write_bytes(b"old")
    (target / "NotoSans_400Regular.ttf").write_bytes(b"broken off")

    assert fonts.lay_out(tmp_path)
    names = {path.name for path in target.iterdir()}
    assert "Old.ttf" not in names
    assert sum(name.endswith(".ttf") for name in names) == sum(map(len, fonts.PACKAGES.values()))
    assert {f"{package}.licence.txt" for package in fonts.PACKAGES} <= names
    assert "SIL OPEN FONT LICENSE" in (target / "noto-sans.licence.txt").read_text(encoding="utf-8").upper()
    assert (target / "NotoSans_400Regular.ttf").stat().st_size > 100_000
    assert not fonts.lay_out(tmp_path)
